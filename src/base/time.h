#pragma once
// Instants, and RFC 3339 text with its precision kept as written. Pure: no clock.

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/strong.h"

namespace entente {

/// Microseconds since 1970-01-01T00:00:00Z. Years 0001 to 9999.
using Instant = Strong<std::int64_t, struct InstantTag>;

/// A time as somebody wrote it: the instant, and the digits that it was written with.
struct Timestamp {
    Instant instant;
    int fraction_digits;  ///< how many digits of the second's fraction were written: 0 to 6

    friend bool operator==(const Timestamp&, const Timestamp&) = default;
};

/// The time that `text` is: "2021-08-24T12:30:00.123Z", in UTC with a capital T and Z.
///
/// errors  invalid: another form, a date that does not exist, more than 6 digits of a fraction.
///         A leap second (":60") is refused: an instant for it does not exist here
/// source  RFC 3339 section 5.6; STIX 2.1 section 2.16
Result<Timestamp> parse_timestamp(std::string_view text);

/// The text that parse_timestamp reads back as the same Timestamp.
std::string to_text(const Timestamp& timestamp);

/// The instant in exactly three decimals, as headers carry it; microseconds are cut off.
std::string to_milliseconds_text(Instant instant);

}  // namespace entente
