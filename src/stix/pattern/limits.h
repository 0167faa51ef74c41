#pragma once
// What a pattern from a stranger may cost, with the reasons. Pure.

#include <cstddef>

namespace entente::stix::pattern {

// The longest patterns in circulation list some ten thousand hashes: 0.9 MB.
inline constexpr std::size_t pattern_bytes_max = std::size_t{1} << 20;

// Parentheses in parentheses. The parser recurses; people write five.
inline constexpr std::size_t depth_max = 64;

}  // namespace entente::stix::pattern
