#include "base/encoding.h"

#include <cstdint>
#include <cstring>
#include <string_view>

namespace entente {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::string_view base64_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr std::array<std::int8_t, 256> values_of(std::string_view digits) {
    std::array<std::int8_t, 256> values{};
    values.fill(-1);
    for (std::size_t i = 0; i < digits.size(); ++i) {
        values[static_cast<unsigned char>(digits[i])] = static_cast<std::int8_t>(i);
    }
    return values;
}

constexpr auto hex_values = values_of(hex_digits);
constexpr auto base64_values = values_of(base64_digits);

int value_of(const std::array<std::int8_t, 256>& values, char digit) {
    return values[static_cast<unsigned char>(digit)];
}

Result<std::array<std::byte, 32>> exactly_32(Result<Bytes> bytes, std::string_view text) {
    const auto decoded = TRY(std::move(bytes));
    std::array<std::byte, 32> digest{};
    if (decoded.size() != digest.size()) {
        return fail(ErrorKind::invalid, "not 32 bytes", std::string(text.substr(0, 80)));
    }
    std::memcpy(digest.data(), decoded.data(), digest.size());
    return digest;
}

std::unexpected<Error> not_base64(std::string_view text) {
    return fail(ErrorKind::invalid, "not canonical base64", std::string(text.substr(0, 80)));
}

}  // namespace

std::string to_hex(ByteView bytes) {
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        text.push_back(hex_digits[value >> 4]);
        text.push_back(hex_digits[value & 15]);
    }
    return text;
}

Result<Bytes> from_hex(std::string_view text) {
    const auto refuse = [&] {
        return fail(ErrorKind::invalid, "not lower-case hex", std::string(text.substr(0, 80)));
    };
    if (text.size() % 2 != 0) return refuse();
    Bytes bytes;
    bytes.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const int high = value_of(hex_values, text[i]);
        const int low = value_of(hex_values, text[i + 1]);
        if (high < 0 || low < 0) return refuse();
        bytes.push_back(static_cast<char>(high * 16 + low));
    }
    return bytes;
}

Result<std::array<std::byte, 32>> digest_from_hex(std::string_view text) {
    return exactly_32(from_hex(text), text);
}

std::string to_base64(ByteView bytes) {
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const auto group = bytes.substr(i, 3);
        std::uint32_t bits = 0;
        for (std::size_t k = 0; k < 3; ++k) {
            bits = (bits << 8) | (k < group.size() ? static_cast<unsigned char>(group[k]) : 0U);
        }
        for (std::size_t k = 0; k < 4; ++k) {
            const auto digit = base64_digits[(bits >> (18 - 6 * k)) & 63];
            text.push_back(k <= group.size() ? digit : '=');
        }
    }
    return text;
}

Result<Bytes> from_base64(std::string_view text) {
    if (text.size() % 4 != 0) return not_base64(text);
    Bytes bytes;
    bytes.reserve(text.size() / 4 * 3);
    for (std::size_t i = 0; i < text.size(); i += 4) {
        const bool is_last = i + 4 == text.size();
        const std::size_t padding =
            is_last ? (text[i + 3] == '=' ? (text[i + 2] == '=' ? 2U : 1U) : 0U) : 0U;
        std::uint32_t bits = 0;
        for (std::size_t k = 0; k < 4; ++k) {
            const int value = k < 4 - padding ? value_of(base64_values, text[i + k]) : 0;
            if (value < 0) return not_base64(text);
            bits = (bits << 6) | static_cast<std::uint32_t>(value);
        }
        // Bits below the last byte must be zero, or two texts would mean the same bytes.
        if ((bits & ((1U << (8 * padding)) - 1)) != 0) return not_base64(text);
        for (std::size_t k = 0; k < 3 - padding; ++k) {
            bytes.push_back(static_cast<char>(bits >> (16 - 8 * k)));
        }
    }
    return bytes;
}

std::string to_bare_base64(ByteView bytes) {
    auto text = to_base64(bytes);
    while (text.ends_with('=')) text.pop_back();
    return text;
}

Result<Bytes> from_bare_base64(std::string_view text) {
    if (text.ends_with('=')) return not_base64(text);
    std::string padded(text);
    padded.append((4 - text.size() % 4) % 4, '=');
    return from_base64(padded);
}

Result<std::array<std::byte, 32>> digest_from_base64(std::string_view text) {
    return exactly_32(from_base64(text), text);
}

}  // namespace entente
