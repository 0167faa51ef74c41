#pragma once
// The inside of JSON strings: runs of plain bytes, escapes, the order of names. Pure.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace entente::json {

static_assert(std::endian::native == std::endian::little, "plain_run counts from the low byte");

/// How many bytes at the start of `text` stand in a JSON string as they are: up to the first `"`,
/// `\` or control character.
///
/// cost  eight bytes a step
inline std::size_t plain_run(std::string_view text) {
    constexpr std::uint64_t ones = 0x0101'0101'0101'0101;
    constexpr std::uint64_t high = 0x80 * ones;
    // A byte of (x - ones) & ~x has its high bit where the byte of x is zero; the lowest one is
    // exact, a borrow disturbs only those above it.
    std::size_t at = 0;
    for (; at + 8 <= text.size(); at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + at, 8);
        const std::uint64_t quote = word ^ (ones * '"');
        const std::uint64_t backslash = word ^ (ones * '\\');
        const std::uint64_t found = (((quote - ones) & ~quote) | ((backslash - ones) & ~backslash) |
                                     ((word - ones * 0x20) & ~word)) &
                                    high;
        if (found != 0) return at + static_cast<std::size_t>(std::countr_zero(found)) / 8;
    }
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20) break;
    }
    return at;
}

/// The offset of the first byte that differs, or the length of the shorter.
inline std::size_t common_prefix(std::string_view a, std::string_view b) {
    const auto size = a.size() < b.size() ? a.size() : b.size();
    std::size_t at = 0;
    for (; at + 8 <= size; at += 8) {
        std::uint64_t left = 0;
        std::uint64_t right = 0;
        std::memcpy(&left, a.data() + at, 8);
        std::memcpy(&right, b.data() + at, 8);
        if (left != right) {
            return at + static_cast<std::size_t>(std::countr_zero(left ^ right)) / 8;
        }
    }
    while (at < size && a[at] == b[at]) ++at;
    return at;
}

/// Whether `a` stands before `b` in the order of UTF-16 code units.
///
/// a, b    valid UTF-8, without escapes
/// source  RFC 8785 section 3.2.3
inline bool stands_before(std::string_view a, std::string_view b) {
    const auto at = common_prefix(a, b);
    if (at == b.size()) return false;
    if (at == a.size()) return true;
    const auto rank = [](char c) {
        // UTF-8 bytes sort as UTF-16 does, but for one thing: the surrogates of U+10000 and above
        // (lead bytes F0 to F4) stand before U+E000 to U+FFFF (lead bytes EE and EF).
        const int byte = static_cast<unsigned char>(c);
        return byte == 0xEE || byte == 0xEF ? byte + 0x100 : byte;
    };
    return rank(a[at]) < rank(b[at]);
}

/// Appends `text`, valid UTF-8, as a JSON string with its quotes and as few escapes as can be.
///
/// source  RFC 8785 section 3.2.2.2
void append_quoted(std::string& out, std::string_view text);

/// Appends what the escapes of `raw`, the inside of a JSON string, stand for.
///
/// raw  checked: its escapes are whole, its surrogates in pairs
void append_unescaped(std::string& out, std::string_view raw);

/// The offset of the first byte that is not UTF-8; the size if all is.
///
/// source  RFC 3629 section 4
std::size_t valid_utf8_prefix(std::string_view text);

}  // namespace entente::json
