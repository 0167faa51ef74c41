#include "base/time.h"

#include <chrono>

#include "base/number.h"

namespace entente {
namespace {

constexpr std::int64_t microseconds_per_second = 1'000'000;
constexpr std::int64_t seconds_per_day = 86'400;
constexpr std::string_view shape = "dddd-dd-ddTdd:dd:dd";  // d: a decimal digit

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool has_shape(std::string_view text) {
    if (text.size() < shape.size()) return false;
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

std::string padded(std::int64_t value, std::size_t width) {
    auto text = std::to_string(value);
    return std::string(width - std::min(width, text.size()), '0') + text;
}

std::int64_t power_of_ten(int exponent) {
    std::int64_t value = 1;
    for (int i = 0; i < exponent; ++i) value *= 10;
    return value;
}

}  // namespace

Result<Timestamp> parse_timestamp(std::string_view text) {
    const auto refuse = [&](std::string what) {
        return fail(ErrorKind::invalid, std::move(what), std::string(text.substr(0, 40)),
                    "write it as 2021-08-24T12:30:00Z, in UTC, with at most 6 decimals");
    };
    if (!has_shape(text) || !text.ends_with('Z')) return refuse("not an RFC 3339 UTC timestamp");
    auto fraction = text.substr(shape.size(), text.size() - shape.size() - 1);
    if (!fraction.empty()) {
        if (!fraction.starts_with('.') || fraction.size() < 2 || fraction.size() > 7) {
            return refuse("not an RFC 3339 UTC timestamp");
        }
        fraction.remove_prefix(1);
        for (const char c : fraction) {
            if (!is_digit(c)) return refuse("not an RFC 3339 UTC timestamp");
        }
    }
    const std::chrono::year_month_day day(
        std::chrono::year(digits(text, 0, 4)),
        std::chrono::month(static_cast<unsigned>(digits(text, 5, 2))),
        std::chrono::day(static_cast<unsigned>(digits(text, 8, 2))));
    const int hour = digits(text, 11, 2);
    const int minute = digits(text, 14, 2);
    const int second = digits(text, 17, 2);
    if (!day.ok() || digits(text, 0, 4) == 0 || hour > 23 || minute > 59 || second > 59) {
        return refuse("no such date or time");
    }
    const auto days = std::chrono::sys_days(day).time_since_epoch().count();
    const auto seconds = days * seconds_per_day + hour * 3600 + minute * 60 + second;
    const int fraction_digits = static_cast<int>(fraction.size());
    const auto microseconds =
        digits(fraction, 0, fraction.size()) * power_of_ten(6 - fraction_digits);
    return Timestamp{.instant = Instant(seconds * microseconds_per_second + microseconds),
                     .fraction_digits = fraction_digits};
}

std::string to_text(const Timestamp& timestamp) {
    const std::chrono::sys_time<std::chrono::microseconds> time(
        std::chrono::microseconds(timestamp.instant.value()));
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const auto in_day = (time - day).count();
    const auto seconds = in_day / microseconds_per_second;
    auto text = padded(static_cast<int>(date.year()), 4) + "-" +
                padded(static_cast<unsigned>(date.month()), 2) + "-" +
                padded(static_cast<unsigned>(date.day()), 2) + "T" + padded(seconds / 3600, 2) +
                ":" + padded(seconds / 60 % 60, 2) + ":" + padded(seconds % 60, 2);
    if (timestamp.fraction_digits > 0) {
        const auto fraction = padded(in_day % microseconds_per_second, 6);
        text += "." + fraction.substr(0, static_cast<std::size_t>(timestamp.fraction_digits));
    }
    return text + "Z";
}

std::string to_milliseconds_text(Instant instant) {
    return to_text(Timestamp{.instant = instant, .fraction_digits = 3});
}

}  // namespace entente
