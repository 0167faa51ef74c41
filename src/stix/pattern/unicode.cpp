#include "stix/pattern/unicode.h"

#include <algorithm>
#include <cstdint>

namespace entente::stix::pattern {
namespace {

constexpr CodePoint not_utf8 = {.value = 0, .bytes = 0};

std::size_t length_of(std::uint8_t lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return 2;
    if (lead >= 0xE0 && lead <= 0xEF) return 3;
    if (lead >= 0xF0 && lead <= 0xF4) return 4;
    return 0;
}

char tail(char32_t bits) {
    return static_cast<char>(0x80 | (bits & 0x3F));
}

}  // namespace

CodePoint decode(std::string_view text, std::size_t at) {
    const auto lead = static_cast<std::uint8_t>(text[at]);
    const auto bytes = length_of(lead);
    if (bytes == 1) return {.value = lead, .bytes = 1};
    if (bytes == 0 || text.size() - at < bytes) return not_utf8;
    char32_t value = lead & (0x7FU >> bytes);
    for (std::size_t i = 1; i < bytes; ++i) {
        const auto byte = static_cast<std::uint8_t>(text[at + i]);
        if ((byte & 0xC0) != 0x80) return not_utf8;
        value = (value << 6) | (byte & 0x3F);
    }
    const bool is_overlong = (bytes == 3 && value < 0x800) || (bytes == 4 && value < 0x1'0000);
    const bool is_surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (is_overlong || is_surrogate || value > 0x10'FFFF) return not_utf8;
    return {.value = value, .bytes = bytes};
}

void append_utf8(std::string& out, char32_t value) {
    if (value < 0x80) {
        out += static_cast<char>(value);
    } else if (value < 0x800) {
        out += {static_cast<char>(0xC0 | (value >> 6)), tail(value)};
    } else if (value < 0x1'0000) {
        out += {static_cast<char>(0xE0 | (value >> 12)), tail(value >> 6), tail(value)};
    } else {
        out += {static_cast<char>(0xF0 | (value >> 18)), tail(value >> 12), tail(value >> 6),
                tail(value)};
    }
}

bool is_white_space(char32_t value) {
    if (value < 0x80) return value == ' ' || (value >= '\t' && value <= '\r');
    static constexpr char32_t others[] = {0x85,   0xA0,   0x1680, 0x2028,
                                          0x2029, 0x202F, 0x205F, 0x3000};
    return (value >= 0x2000 && value <= 0x200A) ||
           std::ranges::find(others, value) != std::end(others);
}

}  // namespace entente::stix::pattern
