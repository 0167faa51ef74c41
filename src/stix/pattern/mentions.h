#pragma once
// What a pattern looks at: for an index of patterns by what they mention. Pure.

#include <compare>
#include <string>
#include <vector>

#include "stix/pattern/pattern.h"

namespace entente::stix::pattern {

/// An object type and a path from it: "file" and "hashes.'SHA-256'".
struct Mention {
    std::string type;
    std::string path;

    friend auto operator<=>(const Mention&, const Mention&) = default;
};

/// The object types that the pattern starts from, in order, each once.
std::vector<std::string> mentioned_types(const Pattern& pattern);

/// The object paths that the pattern compares, in order, each once.
std::vector<Mention> mentions(const Pattern& pattern);

}  // namespace entente::stix::pattern
