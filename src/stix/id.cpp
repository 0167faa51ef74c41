#include "stix/id.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/check.h"
#include "base/encoding.h"

namespace entente::stix {
namespace {

constexpr std::size_t type_bytes_min = 3;  // STIX 2.1 section 3.1
constexpr std::size_t type_bytes_max = 250;
constexpr std::string_view uuid_shape = "xxxxxxxx-xxxx-Vxxx-Nxxx-xxxxxxxxxxxx";

/// Bit 7 for all that is no hexadecimal digit, of either case.
constexpr auto not_hex = [] {
    std::array<std::uint8_t, 256> bits{};
    for (std::size_t c = 0; c < bits.size(); ++c) {
        const bool is_digit = c >= '0' && c <= '9';
        const bool is_letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'f';
        bits[c] = is_digit || is_letter ? 0 : 0x80;
    }
    return bits;
}();

/// A UUID of RFC 4122: version 1 to 5, variant 10xx. Hex digits may be of either case.
bool is_uuid(std::string_view text) {
    if (text.size() != uuid_shape.size()) return false;
    unsigned wrong = 0;  // looked at once, at the end: most are right
    for (std::size_t i = 0; i < uuid_shape.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        wrong |= uuid_shape[i] == '-' ? static_cast<unsigned>(c ^ '-') : not_hex[c];
    }
    const char version = text[uuid_shape.find('V')];
    const char variant = text[uuid_shape.find('N')];
    const char low = static_cast<char>(variant | 0x20);
    const bool is_variant = variant == '8' || variant == '9' || low == 'a' || low == 'b';
    return wrong == 0 && version >= '1' && version <= '5' && is_variant;
}

}  // namespace

bool is_type_name(std::string_view type) {
    const auto is_allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    };
    if (type.size() < type_bytes_min || type.size() > type_bytes_max) return false;
    const bool starts_with_letter = type[0] >= 'a' && type[0] <= 'z';
    return starts_with_letter && std::ranges::all_of(type, is_allowed) &&
           type.find("--") == std::string_view::npos;
}

bool is_id(std::string_view text) {
    constexpr auto tail = uuid_shape.size() + 2;
    if (text.size() < type_bytes_min + tail) return false;
    const auto type = text.substr(0, text.size() - tail);
    return text.substr(type.size(), 2) == "--" && is_type_name(type) &&
           is_uuid(text.substr(type.size() + 2));
}

std::string_view type_of(std::string_view id) {
    return id.substr(0, id.find("--"));
}

char version_of(std::string_view id) {
    return id[id.size() - uuid_shape.size() + uuid_shape.find('V')];
}

Result<ObjectId> ObjectId::parse(std::string_view text, std::string_view where) {
    if (is_id(text)) return ObjectId(std::string(text));
    return fail(ErrorKind::invalid, "not an identifier: " + std::string(text.substr(0, 80)),
                std::string(where), "write the type, two dashes and a UUID (STIX 2.1 section 2.9)");
}

std::string_view ObjectId::type() const {
    return type_of(text_);
}

ObjectId make_id(std::string_view type, const std::array<std::byte, 16>& random) {
    auto bytes = random;
    bytes[6] = (bytes[6] & std::byte{0x0F}) | std::byte{0x40};  // version 4
    bytes[8] = (bytes[8] & std::byte{0x3F}) | std::byte{0x80};  // variant 10
    auto hex = to_hex(view(bytes));
    for (const std::size_t dash : {8U, 13U, 18U, 23U}) hex.insert(dash, 1, '-');
    auto id = ObjectId::parse(std::string(type) + "--" + hex);
    check(id.has_value(), "the type is a name of ours, and the UUID has its version and variant");
    return std::move(id).value();
}

}  // namespace entente::stix
