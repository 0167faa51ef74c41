#pragma once
// Reads the node's JSON answers for printing. An answer that lacks what it should have prints as
// empty: the node is ours, and --json shows what it said.

#include <cstdint>
#include <string>
#include <vector>

#include "cli/terminal.h"
#include "json/value.h"

namespace entente::cli {

/// The text of a member, or empty.
std::string text_of(const json::Value& value, std::string_view name);

/// The number of a member, or 0.
std::uint64_t count_of(const json::Value& value, std::string_view name);

bool flag_of(const json::Value& value, std::string_view name);

/// The elements of a member that is an array, or none.
std::vector<json::Value> items_of(const json::Value& value, std::string_view name);

/// The words for a disputed lane, line by line.
void print_alarm(const json::Value& dispute, Terminal& terminal);

/// The first 8 digits of an id: enough to tell them apart on a screen.
std::string brief(const std::string& id);

}  // namespace entente::cli
