#include "stix/id.h"

#include <algorithm>
#include <array>

#include "base/check.h"
#include "base/encoding.h"

namespace entente::stix {
namespace {

constexpr std::size_t type_bytes_min = 3;  // STIX 2.1 section 3.1
constexpr std::size_t type_bytes_max = 250;
constexpr std::string_view uuid_shape = "xxxxxxxx-xxxx-Vxxx-Nxxx-xxxxxxxxxxxx";

using Places = unsigned char;  // one bit for each letter of uuid_shape

constexpr Places place_of(char letter) {
    return static_cast<Places>(1U << std::string_view("x-VN").find(letter));
}

/// At which places each character may stand.
constexpr auto allowed_places = [] {
    std::array<Places, 256> places{};
    const auto allow = [&](std::string_view characters, char letter) {
        for (const char c : characters) places[static_cast<unsigned char>(c)] |= place_of(letter);
    };
    allow("0123456789abcdefABCDEF", 'x');
    allow("-", '-');
    allow("12345", 'V');   // RFC 4122 section 4.1.3
    allow("89abAB", 'N');  // section 4.1.1: the variant 10xx
    return places;
}();

/// A UUID of RFC 4122: version 1 to 5, variant 10xx. Hex digits may be of either case.
bool is_uuid(std::string_view text) {
    if (text.size() != uuid_shape.size()) return false;
    bool is_good = true;  // no way out of the loop, so that it can run without branches
    for (std::size_t i = 0; i < uuid_shape.size(); ++i) {
        const auto places = allowed_places[static_cast<unsigned char>(text[i])];
        is_good &= (places & place_of(uuid_shape[i])) != 0;
    }
    return is_good;
}

constexpr auto is_type_character = [] {
    std::array<bool, 256> table{};
    for (const char c : std::string_view("abcdefghijklmnopqrstuvwxyz0123456789-")) {
        table[static_cast<unsigned char>(c)] = true;
    }
    return table;
}();

}  // namespace

bool is_type_name(std::string_view type) {
    const auto is_allowed = [](char c) { return is_type_character[static_cast<unsigned char>(c)]; };
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
