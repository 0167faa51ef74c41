#pragma once
// What a person calls an object. Pure.

#include <cstddef>
#include <string>

#include "json/value.h"

namespace entente::stix {

/// The name of an object, or how its text or value begins: at most bytes_max bytes of valid UTF-8,
/// and "…" where it was cut. Empty where nothing in it tells.
///
/// cost  O(members)
std::string title_of(const json::Value& object, std::size_t bytes_max = 72);

}  // namespace entente::stix
