#pragma once
// The objects of a file, each in its latest version. Pure.

#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "json/value.h"

namespace entente::stix {

/// An object and its identifier, borrowed from the document.
struct Identified {
    std::string_view id;
    json::Value object;
};

/// Each identifier once, in the order of its first mention, with the version that was modified
/// last; of two modified at the same time the first.
///
/// errors  invalid: one is no object or has no text as its id; where is its JSON pointer
/// source  STIX 2.1 section 3.6
Result<std::vector<Identified>> latest_versions(std::span<const json::Value> objects);

}  // namespace entente::stix
