#pragma once
// Whether the value of a property is of its type. Pure.

#include <optional>
#include <span>
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

/// Reports what is wrong with the members of an object that is part of another: their types, and
/// those that are missing. Others than those in `members` pass.
void check_members(std::span<const Property> members, const json::Value& object,
                   std::string_view rule, Report& report);

/// The time that `text` is; what is finer than microseconds is cut off.
///
/// source  STIX 2.1 section 2.16
std::optional<Timestamp> read_timestamp(std::string_view text);

/// Whether `text` has the form of a language code.
///
/// source  RFC 5646 section 2.1
bool is_language(std::string_view text);

}  // namespace entente::stix
