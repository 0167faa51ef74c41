#include "stix/match/like.h"

#include <cstddef>

namespace entente::stix::match {
namespace {

/// The offset behind the unit that starts at `at`.
std::size_t behind(std::string_view text, std::size_t at, TextUnit unit) {
    ++at;
    const auto is_tail = [&] { return (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80; };
    while (unit == TextUnit::code_point && at < text.size() && is_tail()) ++at;
    return at;
}

}  // namespace

bool is_like(std::string_view text, std::string_view wildcards, TextUnit unit) {
    constexpr auto none = std::string_view::npos;
    std::size_t at = 0;
    std::size_t wild = 0;
    std::size_t last_percent = none;  // only the last '%' need ever take more
    std::size_t taken_to = 0;         // where what it takes ends
    while (at < text.size()) {
        if (wild < wildcards.size() && wildcards[wild] == '%') {
            last_percent = wild++;
            taken_to = at;
        } else if (wild < wildcards.size() && wildcards[wild] == '_') {
            at = behind(text, at, unit);
            ++wild;
        } else if (wild < wildcards.size() && wildcards[wild] == text[at]) {
            ++at;
            ++wild;
        } else if (last_percent != none) {
            taken_to = behind(text, taken_to, unit);
            at = taken_to;
            wild = last_percent + 1;
        } else {
            return false;
        }
    }
    while (wild < wildcards.size() && wildcards[wild] == '%') ++wild;
    return wild == wildcards.size();
}

}  // namespace entente::stix::match
