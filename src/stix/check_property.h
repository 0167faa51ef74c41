#pragma once
// Whether the value of a property is of its type. Pure.

#include <optional>
#include <string_view>

#include "base/time.h"
#include "json/value.h"
#include "stix/report.h"
#include "stix/table.h"

namespace entente::stix {

/// Reports what is wrong with `value` as the value of `property`, at the place where report stands.
///
/// rule  for what the type's own section does not say
void check_property(const Property& property, const json::Value& value, std::string_view rule,
                    Report& report);

/// Reports what is wrong with an object that is part of another: the types of its members, those
/// that are missing, and those that it does not have.
///
/// rule  for what breaks the structure, if it has no section of its own
void check_structure(const Structure& structure, const json::Value& object, std::string_view rule,
                     Report& report);

/// Reports every empty object in a value that no table describes: a dictionary has members.
///
/// cost    O(value); recursion as deep as the JSON
/// source  STIX 2.1 section 2.3
void refuse_empty_dictionaries(const json::Value& value, Report& report);

/// The time that `text` is; what is finer than microseconds is cut off.
///
/// source  STIX 2.1 section 2.16
std::optional<Timestamp> read_timestamp(std::string_view text);

/// The text of a member; empty if it is not there or no string.
std::string_view text_of(const json::Value& object, std::string_view name);

}  // namespace entente::stix
