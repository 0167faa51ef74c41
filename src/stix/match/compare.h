#pragma once
// Values beside constants: which can be compared, and how they stand. Pure.

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "json/value.h"
#include "stix/match/path.h"
#include "stix/match/predicate.h"

namespace entente::stix::match {

/// How the value of a property of that type stands to `literal`; nothing if the types cannot be
/// compared, or the text is not of the type that it should be.
///
/// source  STIX 2.1 sections 9.2 (which types compare), 9.6.2 (strings by code point, not
///         normalised), 9.6.3 (octets), 9.6.4 (_bin and _hex decoded first)
std::optional<std::partial_ordering> compare(json::Value value, PropertyType property,
                                             const Literal& literal);

/// The octets of a property of type binary or hex; nothing if it holds no such text.
std::optional<std::string> octets_of(json::Value value, PropertyType property);

/// The text as octets, a code point each; nothing if one is above U+00FF.
///
/// source  STIX 2.1 section 9.2, string
std::optional<std::string> to_octets(std::string_view text);

}  // namespace entente::stix::match
