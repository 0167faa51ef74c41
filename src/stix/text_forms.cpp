#include "stix/text_forms.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "stix/domain_label.h"
#include "stix/vocabulary.h"

namespace entente::stix {
namespace {

constexpr std::size_t name_bytes_min = 3;  // STIX 2.1 section 3.1
constexpr std::size_t name_bytes_max = 250;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}

bool is_letter(char c) {
    return is_lower(static_cast<char>(c | 0x20));
}

bool is_beyond_ascii(char c) {
    return static_cast<unsigned char>(c) >= 0x80;
}

bool is_control_or_space(char c) {
    return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F;
}

bool is_hex_digit(char c) {
    return is_digit(c) ||
           (static_cast<char>(c | 0x20) >= 'a' && static_cast<char>(c | 0x20) <= 'f');
}

/// A set of characters, looked up in one step.
struct Characters {
    std::array<bool, 256> has{};

    constexpr explicit Characters(std::string_view set) {
        for (const char c : set) has[static_cast<unsigned char>(c)] = true;
    }

    /// The set, with control characters and space besides.
    [[nodiscard]] constexpr Characters and_controls() const {
        auto all = *this;
        for (std::size_t c = 0; c <= 0x20; ++c) all.has[c] = true;
        all.has[0x7F] = true;
        return all;
    }

    constexpr bool operator()(char c) const { return has[static_cast<unsigned char>(c)]; }
};

constexpr Characters scheme_signs("+-.");
constexpr auto no_url = Characters("<>\"`").and_controls();
constexpr auto no_label = Characters("/:@?#[]\\\"'<>(),;!$&=%^`{}|~+*").and_controls();
constexpr auto no_atom = Characters("<>()[]:;@\\,\"").and_controls();
constexpr Characters mime_signs("!#$&-^_.+");
constexpr Characters cpe_parts("aho*-");

/// What stands before the next `separator`; `text` is left behind it.
std::string_view take_part(std::string_view& text, char separator) {
    const auto part = text.substr(0, text.find(separator));
    text.remove_prefix(std::min(text.size(), part.size() + 1));
    return part;
}

/// Whether `text` is a decimal number of at most `most`, without leading zeros.
bool is_number_to(std::string_view text, unsigned most) {
    if (text.empty() || text.size() > 3 || (text.size() > 1 && text[0] == '0')) return false;
    if (!std::ranges::all_of(text, is_digit)) return false;
    unsigned number = 0;
    for (const char c : text) number = number * 10 + static_cast<unsigned>(c - '0');
    return number <= most;
}

/// Cuts "/24" off the end of `text`; false if what follows the slash is no length up to `most`.
bool cut_prefix_length(std::string_view& text, unsigned most) {
    const auto slash = text.find('/');
    if (slash == std::string_view::npos) return true;
    const auto length = text.substr(slash + 1);
    text = text.substr(0, slash);
    return is_number_to(length, most);
}

bool is_ipv4(std::string_view text) {
    if (std::ranges::count(text, '.') != 3) return false;
    for (int i = 0; i < 4; ++i) {
        if (!is_number_to(take_part(text, '.'), 255)) return false;
    }
    return text.empty();
}

/// How many groups of 16 bits `text` is, an IPv4 address at its end counting two; 9 if it is none.
std::size_t groups_of(std::string_view text) {
    constexpr std::size_t none = 9;
    if (text.empty()) return 0;
    if (text.ends_with(':')) return none;
    std::size_t groups = 0;
    while (!text.empty() && groups < none) {
        const bool is_last = text.find(':') == std::string_view::npos;
        const auto group = take_part(text, ':');
        if (is_last && group.find('.') != std::string_view::npos) {
            return is_ipv4(group) ? groups + 2 : none;
        }
        const bool is_group = !group.empty() && group.size() <= 4;
        if (!is_group || !std::ranges::all_of(group, is_hex_digit)) return none;
        ++groups;
    }
    return groups;
}

bool is_ipv6(std::string_view text) {
    const auto gap = text.find("::");
    if (gap == std::string_view::npos) return groups_of(text) == 8;
    return groups_of(text.substr(0, gap)) + groups_of(text.substr(gap + 2)) < 8;
}

}  // namespace

bool is_hex(std::string_view text) {
    const auto is_allowed = [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); };
    return !text.empty() && text.size() % 2 == 0 && std::ranges::all_of(text, is_allowed);
}

bool is_base64(std::string_view text) {
    if (text.size() % 4 != 0) return false;
    if (text.ends_with('=')) text.remove_suffix(1);
    if (text.ends_with('=')) text.remove_suffix(1);
    const auto is_allowed = [](char c) {
        return is_letter(c) || is_digit(c) || c == '+' || c == '/';
    };
    return std::ranges::all_of(text, is_allowed);
}

bool is_url(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon + 1 == text.size()) return false;
    const auto scheme = text.substr(0, colon);
    const auto in_scheme = [](char c) { return is_letter(c) || is_digit(c) || scheme_signs(c); };
    if (!is_letter(scheme[0]) || !std::ranges::all_of(scheme, in_scheme)) return false;
    return std::ranges::none_of(text, no_url);
}

bool is_ipv4_range(std::string_view text) {
    return cut_prefix_length(text, 32) && is_ipv4(text);
}

bool is_ipv6_range(std::string_view text) {
    return cut_prefix_length(text, 128) && is_ipv6(text);
}

bool is_mac(std::string_view text) {
    constexpr std::size_t mac_bytes = 17;
    if (text.size() != mac_bytes) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool is_octet_digit = is_digit(text[i]) || (text[i] >= 'a' && text[i] <= 'f');
        if (i % 3 == 2 ? text[i] != ':' : !is_octet_digit) return false;
    }
    return true;
}

bool is_domain_name(std::string_view text) {
    constexpr std::size_t domain_bytes_max = 253;  // RFC 1034 section 3.1: 255 on the wire
    constexpr std::size_t label_bytes_max = 63;
    if (text.ends_with('.')) text.remove_suffix(1);
    if (text.empty() || text.size() > domain_bytes_max || text.starts_with('.')) return false;
    if (text.ends_with('.') || std::ranges::any_of(text, no_label)) return false;
    while (!text.empty()) {
        const auto label = take_part(text, '.');
        if (label.empty() || label.size() > label_bytes_max || !is_idna_label(label)) return false;
    }
    return true;
}

bool is_email_address(std::string_view text) {
    const auto at = text.rfind('@');
    if (at == std::string_view::npos || at == 0 || at + 1 == text.size()) return false;
    const auto local = text.substr(0, at);
    const auto domain = text.substr(at + 1);
    const bool is_quoted = local.size() > 2 && local.starts_with('"') && local.ends_with('"');
    if (!is_quoted && std::ranges::any_of(local, no_atom)) return false;
    const bool is_literal = domain.starts_with('[') && domain.ends_with(']');
    return is_literal || is_domain_name(domain);
}

bool is_mime_type(std::string_view text) {
    // RFC 6838 section 4.2: the top-level types that are registered.
    constexpr Vocabulary types{
        .name = "IANA media types",
        .rule = "",
        .words = "application audio font haptics image message model multipart text video"};
    const auto name = text.substr(0, text.find(';'));
    const auto slash = name.find('/');
    if (slash == std::string_view::npos || !types.has(name.substr(0, slash))) return false;
    const auto subtype = name.substr(slash + 1);
    const auto is_allowed = [](char c) { return is_letter(c) || is_digit(c) || mime_signs(c); };
    return !subtype.empty() && std::ranges::all_of(subtype, is_allowed);
}

bool is_cpe(std::string_view text) {
    constexpr std::string_view prefix = "cpe:2.3:";
    if (!text.starts_with(prefix)) return false;
    text.remove_prefix(prefix.size());
    std::size_t parts = 0;
    std::size_t part_bytes = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == ':') {
            if (part_bytes == 0) return false;
            ++parts;
            part_bytes = 0;
            continue;
        }
        if (text[i] == '\\' && ++i == text.size()) return false;
        if (is_control_or_space(text[i]) || is_beyond_ascii(text[i])) return false;
        ++part_bytes;
    }
    const bool has_part = text.size() > 1 && cpe_parts(text[0]) && text[1] == ':';
    return has_part && parts == 10 && part_bytes > 0;  // eleven parts, ten colons
}

bool is_lowercase_dashed(std::string_view text) {
    const auto is_barred = [](char c) {
        return (is_letter(c) && !is_lower(c)) || c == ' ' || c == '_';
    };
    return std::ranges::none_of(text, is_barred);
}

bool is_property_name(std::string_view name) {
    const auto is_allowed = [](char c) { return is_lower(c) || is_digit(c) || c == '_'; };
    return name.size() >= name_bytes_min && name.size() <= name_bytes_max && is_lower(name[0]) &&
           std::ranges::all_of(name, is_allowed);
}

bool is_dictionary_key(std::string_view key, std::size_t least) {
    const auto is_allowed = [](char c) {
        return is_letter(c) || is_digit(c) || c == '-' || c == '_';
    };
    return key.size() >= least && key.size() <= name_bytes_max &&
           std::ranges::all_of(key, is_allowed);
}

bool is_custom_extension_name(std::string_view name) {
    const auto is_allowed = [](char c) { return is_lower(c) || is_digit(c) || c == '-'; };
    return name.size() > name_bytes_min && name.size() <= name_bytes_max &&
           name.ends_with("-ext") && std::ranges::all_of(name, is_allowed);
}

}  // namespace entente::stix
