#pragma once
// Timestamps compared to their last digit, however many they have. Pure.

#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>

namespace entente::stix::pattern {

/// A time: microseconds since 1970 and the digits that a microsecond is too coarse for.
struct Moment {
    std::int64_t microseconds;
    std::string_view rest;  ///< decimals from the seventh on, no zeros at the end; borrowed

    friend auto operator<=>(const Moment&, const Moment&) = default;
};

/// The time that `text` is, "2021-08-24T12:30:00.5Z"; nothing if it is none. The leap second :60
/// is the second after it, as POSIX counts.
///
/// source  STIX 2.1 section 2.16; RFC 3339 sections 5.6 and 5.7 (a date that exists)
std::optional<Moment> parse_moment(std::string_view text);

}  // namespace entente::stix::pattern
