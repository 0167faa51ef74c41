#include "cli/printable.h"

#include <cstdint>
#include <fmt/format.h>

namespace entente::cli {
namespace {

/// One character of a text, as far as it is one.
struct Character {
    std::uint32_t code;
    std::size_t bytes;  ///< 0: no UTF-8 begins here
};

bool is_continuation(unsigned char byte) {
    return (byte & 0xC0U) == 0x80U;
}

/// How many bytes a character has that begins with this one; 0 if none does (RFC 3629 section 4).
std::size_t bytes_after(unsigned char lead) {
    if (lead < 0x80U) return 1;
    if (lead < 0xC2U) return 0;
    if (lead < 0xE0U) return 2;
    if (lead < 0xF0U) return 3;
    return lead < 0xF5U ? 4 : 0;
}

Character first_of(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text[0]);
    const auto bytes = bytes_after(lead);
    if (bytes == 0 || bytes > text.size()) return {.code = 0, .bytes = 0};
    constexpr std::uint32_t own_bits[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    std::uint32_t code = lead & own_bits[bytes];
    for (std::size_t i = 1; i < bytes; ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (!is_continuation(byte)) return {.code = 0, .bytes = 0};
        code = (code << 6U) | (byte & 0x3FU);
    }
    return {.code = code, .bytes = bytes};
}

bool is_obeyed(std::uint32_t code) {
    if (code == '\n' || code == '\t') return false;
    const bool is_control = code < 0x20 || (code >= 0x7F && code < 0xA0);
    // Unicode's bidirectional embeddings, overrides, isolates and marks.
    const bool turns = code == 0x061C || code == 0x200E || code == 0x200F ||
                       (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
    return is_control || turns;
}

}  // namespace

std::string printable(std::string_view text) {
    std::string shown;
    shown.reserve(text.size());
    while (!text.empty()) {
        const auto character = first_of(text);
        if (character.bytes == 0) {
            shown += fmt::format("\\x{:02x}", static_cast<unsigned char>(text[0]));
            text.remove_prefix(1);
            continue;
        }
        if (is_obeyed(character.code)) {
            shown += fmt::format("\\u{:04x}", character.code);
        } else {
            shown += text.substr(0, character.bytes);
        }
        text.remove_prefix(character.bytes);
    }
    return shown;
}

}  // namespace entente::cli
