#pragma once
// JSON for people: one member a line. Pure.

#include <string>

#include "json/value.h"

namespace entente::json {

/// `value` with two spaces of indentation for each level, members in the order of the text. Not
/// canonical: for reading only.
std::string pretty(const Value& value);

}  // namespace entente::json
