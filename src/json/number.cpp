// Numbers as ECMAScript prints them.
#include <charconv>
#include <string_view>

#include "base/check.h"
#include "json/canonical.h"

namespace entente::json {
namespace {

/// The shortest decimal that reads back as the same double: 0.d1d2d3... times 10^point.
struct Decimal {
    std::string digits;
    int point;
};

Decimal shortest(double magnitude) {
    char text[32];
    const auto [end, error] =
        std::to_chars(text, text + sizeof text, magnitude, std::chars_format::scientific);
    check(error == std::errc{}, "the longest shortest form of a double has 24 characters");
    const std::string_view form(text, static_cast<std::size_t>(end - text));  // "d.ddde+XX"
    const auto mark = form.find('e');
    Decimal decimal{.digits = std::string(form.substr(0, 1)), .point = 0};
    if (mark > 2) decimal.digits += form.substr(2, mark - 2);
    const auto* exponent = text + mark + (form[mark + 1] == '+' ? 2 : 1);
    std::from_chars(exponent, end, decimal.point);
    decimal.point += 1;
    return decimal;
}

std::string exponent_text(const Decimal& decimal) {
    auto text = decimal.digits.substr(0, 1);
    if (decimal.digits.size() > 1) text += "." + decimal.digits.substr(1);
    const int exponent = decimal.point - 1;
    return text + (exponent < 0 ? "e" : "e+") + std::to_string(exponent);
}

}  // namespace

// The cases are those of Number::toString, in its order; n is `point`, k the number of digits.
std::string number_text(double number) {
    check(number - number == 0, "neither JSON nor our own arithmetic brings infinity here");
    if (number == 0) return "0";
    if (number < 0) return "-" + number_text(-number);
    const auto decimal = shortest(number);
    const int count = static_cast<int>(decimal.digits.size());
    const int point = decimal.point;
    if (count <= point && point <= 21) {
        return decimal.digits + std::string(static_cast<std::size_t>(point - count), '0');
    }
    if (0 < point && point <= 21) {
        const auto whole = static_cast<std::size_t>(point);
        return decimal.digits.substr(0, whole) + "." + decimal.digits.substr(whole);
    }
    if (-6 < point && point <= 0) {
        return "0." + std::string(static_cast<std::size_t>(-point), '0') + decimal.digits;
    }
    return exponent_text(decimal);
}

}  // namespace entente::json
