#include "age/bech32.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace entente::age {
namespace {

constexpr std::string_view alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
constexpr std::size_t checksum_characters = 6;

using Quintets = std::vector<std::uint8_t>;  // five bits each

std::uint32_t checksum(const Quintets& values) {
    static constexpr std::array<std::uint32_t, 5> generator = {0x3B6A57B2, 0x26508E6D, 0x1EA119FA,
                                                               0x3D4233DD, 0x2A1462B3};
    std::uint32_t sum = 1;
    for (const auto value : values) {
        const auto top = sum >> 25U;
        sum = ((sum & 0x1FF'FFFFU) << 5U) ^ value;
        for (std::size_t i = 0; i < generator.size(); ++i) {
            if ((top >> i & 1U) != 0) sum ^= generator.at(i);
        }
    }
    return sum;
}

/// The name as the checksum sees it: the high bits of each letter, a zero, the low bits.
Quintets expanded(std::string_view name) {
    Quintets values;
    for (const char c : name) values.push_back(static_cast<std::uint8_t>(c) >> 5U);
    values.push_back(0);
    for (const char c : name) values.push_back(static_cast<std::uint8_t>(c) & 31U);
    return values;
}

Quintets to_quintets(ByteView bytes) {
    Quintets values;
    std::uint32_t bits = 0;
    unsigned count = 0;
    for (const char c : bytes) {
        bits = (bits << 8U | static_cast<unsigned char>(c)) & 0xFFFU;
        for (count += 8; count >= 5; count -= 5) {
            values.push_back(static_cast<std::uint8_t>(bits >> (count - 5) & 31U));
        }
    }
    if (count > 0) values.push_back(static_cast<std::uint8_t>(bits << (5 - count) & 31U));
    return values;
}

std::unexpected<Error> refused(const char* what, std::string_view name) {
    return fail(ErrorKind::invalid, what, "the key " + std::string(name) + "1…",
                "copy the whole line, as it was printed");
}

Result<Bytes> to_bytes(const Quintets& values, std::string_view name) {
    Bytes bytes;
    std::uint32_t bits = 0;
    unsigned count = 0;
    for (const auto value : values) {
        bits = (bits << 5U | value) & 0xFFFU;
        count += 5;
        if (count < 8) continue;
        count -= 8;
        bytes += static_cast<char>(bits >> count);
    }
    const bool is_whole = count < 5 && (bits & ((1U << count) - 1)) == 0;
    if (!is_whole) return refused("bits are left over", name);
    return bytes;
}

char small(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

bool is_mixed(std::string_view text) {
    const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto is_large = [](char c) { return c >= 'A' && c <= 'Z'; };
    return std::ranges::any_of(text, is_small) && std::ranges::any_of(text, is_large);
}

}  // namespace

std::string to_bech32(std::string_view name, ByteView bytes) {
    const auto values = to_quintets(bytes);
    auto summed = expanded(name);
    summed.insert(summed.end(), values.begin(), values.end());
    summed.insert(summed.end(), checksum_characters, 0);
    const auto sum = checksum(summed) ^ 1U;
    std::string text = std::string(name) + '1';
    for (const auto value : values) text += alphabet[value];
    for (std::size_t i = 0; i < checksum_characters; ++i) {
        text += alphabet[sum >> (5 * (checksum_characters - 1 - i)) & 31U];
    }
    return text;
}

Result<Bytes> from_bech32(std::string_view name, std::string_view text) {
    if (is_mixed(text)) return refused("small and large letters are mixed", name);
    std::string letters(text);
    std::ranges::transform(letters, letters.begin(), small);
    const auto separator = letters.rfind('1');
    if (separator == std::string::npos || letters.substr(0, separator) != name) {
        return refused("this is no such key", name);
    }
    auto summed = expanded(name);
    Quintets values;
    for (const char c : std::string_view(letters).substr(separator + 1)) {
        const auto value = alphabet.find(c);
        if (value == std::string_view::npos) return refused("a character cannot be", name);
        values.push_back(static_cast<std::uint8_t>(value));
    }
    summed.insert(summed.end(), values.begin(), values.end());
    if (values.size() < checksum_characters || checksum(summed) != 1) {
        return refused("a character is wrong or missing", name);
    }
    values.resize(values.size() - checksum_characters);
    return to_bytes(values, name);
}

}  // namespace entente::age
