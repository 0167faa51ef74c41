#pragma once
// What matching a pattern may cost, with the reasons. Pure.

#include <cstddef>
#include <cstdint>

namespace entente::stix::match {

// One regular expression, compiled. RE2's own default; expressions in circulation take kilobytes.
inline constexpr std::int64_t regex_bytes_max = std::int64_t{8} << 20;

// STIX 2.1 section 4.14: number_observed.
inline constexpr std::int64_t number_observed_max = 999'999'999;

/// How long the search for combinations of observations goes on.
struct SearchLimits {
    std::size_t bindings_max = 1'000;   ///< more is noise: the pattern is too weak to be of use
    std::size_t steps_max = 1'000'000;  ///< observations tried in a place; about 0.1 s
};

}  // namespace entente::stix::match
