#pragma once
// What the parser says of a text, for tables of cases.

#include <string>
#include <string_view>

#include "stix/pattern/parse.h"

namespace entente::stix::pattern {

/// "valid", or the error as one line without its remedy.
inline std::string verdict(std::string_view text) {
    const auto pattern = parse(text);
    if (pattern) return "valid";
    return pattern.error().where + ": " + pattern.error().what;
}

}  // namespace entente::stix::pattern
