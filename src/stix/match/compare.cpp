#include "stix/match/compare.h"

#include <algorithm>

#include "base/encoding.h"
#include "stix/pattern/moment.h"
#include "stix/pattern/unicode.h"

namespace entente::stix::match {
namespace {

using pattern::ConstantKind;
using Ordering = std::optional<std::partial_ordering>;

// Bytes as unsigned, as char_traits<char> orders them: for UTF-8 that is the order of code points.
Ordering compare_bytes(std::string_view a, std::string_view b) {
    return a <=> b;
}

Ordering compare_octets(const std::optional<std::string>& a, const std::optional<std::string>& b) {
    if (!a || !b) return std::nullopt;
    return compare_bytes(*a, *b);
}

Ordering compare_number(json::Value value, const Literal& literal) {
    if (!value.is_number()) return std::nullopt;
    const bool is_integer = literal.kind == ConstantKind::integer;
    if (is_integer && value.is_integer()) {
        if (const auto integer = value.as_integer()) return *integer <=> literal.integer;
    }
    // Exact: constants are within 2^53, so that a double holds them (section 9.2: not truncated).
    const auto number = value.as_number();
    if (!number) return std::nullopt;
    return *number <=> (is_integer ? static_cast<double>(literal.integer) : literal.number);
}

Ordering compare_string(std::string_view text, const Literal& literal) {
    switch (literal.kind) {
        case ConstantKind::string:
            return compare_bytes(text, literal.text);
        case ConstantKind::binary:
        case ConstantKind::hex:
            return compare_octets(to_octets(text), literal.octets);
        case ConstantKind::timestamp: {
            const auto moment = pattern::parse_moment(text);
            if (!moment) return std::nullopt;
            return *moment <=> *pattern::parse_moment(literal.text);
        }
        case ConstantKind::boolean:
        case ConstantKind::integer:
        case ConstantKind::floating:
            return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::string> to_octets(std::string_view text) {
    std::string octets;
    for (std::size_t at = 0; at < text.size();) {
        const auto [value, bytes] = pattern::decode(text, at);
        if (bytes == 0 || value > 0xFF) return std::nullopt;
        octets += static_cast<char>(value);
        at += bytes;
    }
    return octets;
}

std::optional<std::string> octets_of(json::Value value, PropertyType property) {
    const auto text = value.as_string();
    if (!text) return std::nullopt;
    if (property == PropertyType::binary) {
        auto octets = from_base64(*text);
        if (!octets) return std::nullopt;
        return std::move(*octets);
    }
    std::string lower(*text);
    std::ranges::transform(lower, lower.begin(), [](char c) {
        return c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    auto octets = from_hex(lower);
    if (!octets) return std::nullopt;
    return std::move(*octets);
}

Ordering compare(json::Value value, PropertyType property, const Literal& literal) {
    if (property != PropertyType::plain && value.is_string()) {
        return compare_octets(octets_of(value, property), literal.octets);
    }
    if (value.is_string()) return compare_string(*value.as_string(), literal);
    if (literal.kind == ConstantKind::boolean) {
        if (!value.is_bool()) return std::nullopt;
        return *value.as_bool() == (literal.integer != 0) ? std::partial_ordering::equivalent
                                                          : std::partial_ordering::unordered;
    }
    if (literal.kind == ConstantKind::integer || literal.kind == ConstantKind::floating) {
        return compare_number(value, literal);
    }
    return std::nullopt;
}

}  // namespace entente::stix::match
