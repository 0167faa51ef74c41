#pragma once
// Identifiers of observables that follow from their properties. Pure.

#include <span>
#include <string_view>

#include "base/result.h"
#include "json/value.h"
#include "stix/id.h"

namespace entente::stix {

/// The names of the properties that make the identifier of an observable of that type, in the order
/// of RFC 8785; none for processes, and for types that the standard does not have.
///
/// source  STIX 2.1 section 6, "ID Contributing Properties"
std::span<const std::string_view> contributing_properties(std::string_view type);

/// Whether the object has one of the properties that make its identifier.
bool has_contributing_property(const json::Value& object);

/// The identifier that an observable should have: the version 5 UUID of the canonical form of those
/// of its properties that contribute. Of several hashes one counts: MD5, else SHA-1, SHA-256,
/// SHA-512, else the first by name.
///
/// errors  invalid: no observable of the standard; none of those properties is there, so that its
///         identifier must be random; a number that has no canonical form
/// source  STIX 2.1 sections 2.9 and 3.4
Result<ObjectId> deterministic_id(const json::Value& object);

}  // namespace entente::stix
