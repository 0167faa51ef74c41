#pragma once
// Integers from text: the whole input or an Error. Pure.

#include <charconv>
#include <concepts>
#include <string>
#include <string_view>

#include "base/result.h"

namespace entente {

/// The decimal integer that `text` is: no sign but '-', no spaces, no leading zeros.
///
/// what    the name of the input, for the error: "from"
/// errors  invalid: not such a number, or beyond the type
template <std::integral Integer>
Result<Integer> parse_integer(std::string_view text, std::string_view what) {
    Integer value{};
    const auto* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, value);
    const auto digits = text.starts_with('-') ? text.substr(1) : text;
    const bool is_canonical = digits == "0" || !digits.starts_with('0');
    if (error != std::errc{} || stopped != end || !is_canonical || text == "-0") {
        return fail(ErrorKind::invalid,
                    "not a whole number in range: " + std::string(text.substr(0, 40)),
                    std::string(what), "give decimal digits only");
    }
    return value;
}

}  // namespace entente
