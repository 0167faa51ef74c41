#include "stix/pattern/moment.h"

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace entente::stix::pattern {
namespace {

constexpr std::string_view shape = "dddd-dd-ddTdd:dd:dd";  // d: a decimal digit
constexpr std::int64_t microseconds_per_second = 1'000'000;
constexpr std::int64_t seconds_per_day = 86'400;
constexpr std::size_t microsecond_digits = 6;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool has_shape(std::string_view text) {
    for (std::size_t i = 0; i < shape.size(); ++i) {
        if (shape[i] == 'd' ? !is_digit(text[i]) : text[i] != shape[i]) return false;
    }
    return true;
}

int digits(std::string_view text, std::size_t first, std::size_t count) {
    int value = 0;
    for (const char c : text.substr(first, count)) value = value * 10 + (c - '0');
    return value;
}

/// The seconds since 1970 of a text of the right shape.
std::optional<std::int64_t> seconds_of(std::string_view text) {
    const std::chrono::year_month_day day(
        std::chrono::year(digits(text, 0, 4)),
        std::chrono::month(static_cast<unsigned>(digits(text, 5, 2))),
        std::chrono::day(static_cast<unsigned>(digits(text, 8, 2))));
    const int hour = digits(text, 11, 2);
    const int minute = digits(text, 14, 2);
    const int second = digits(text, 17, 2);
    if (!day.ok() || hour > 23 || minute > 59 || second > 60) return std::nullopt;
    const auto days = std::chrono::sys_days(day).time_since_epoch().count();
    return days * seconds_per_day + hour * 3600 + minute * 60 + second;
}

}  // namespace

std::optional<Moment> parse_moment(std::string_view text) {
    if (text.size() < shape.size() + 1 || !text.ends_with('Z') || !has_shape(text)) return {};
    auto fraction = text.substr(shape.size(), text.size() - shape.size() - 1);
    if (!fraction.empty()) {
        if (fraction[0] != '.' || fraction.size() < 2) return {};
        fraction.remove_prefix(1);
        if (!std::ranges::all_of(fraction, is_digit)) return {};
    }
    const auto seconds = seconds_of(text);
    if (!seconds) return {};
    while (fraction.ends_with('0')) fraction.remove_suffix(1);
    const auto known = std::min(fraction.size(), microsecond_digits);
    std::int64_t microseconds = digits(fraction, 0, known);
    for (auto i = known; i < microsecond_digits; ++i) microseconds *= 10;
    return Moment{.microseconds = *seconds * microseconds_per_second + microseconds,
                  .rest = fraction.substr(known)};
}

}  // namespace entente::stix::pattern
