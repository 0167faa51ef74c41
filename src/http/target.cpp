#include "http/target.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/encoding.h"
#include "base/number.h"

namespace entente::http {
namespace {

constexpr std::string_view scheme = "https://";
constexpr std::uint16_t https_port = 443;  // RFC 9110 section 4.2.2

std::unexpected<Error> bad_endpoint(std::string what, std::string_view url) {
    return fail(ErrorKind::invalid, std::move(what), std::string(url.substr(0, 200)),
                "write it as https://host:port");
}

bool is_host_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_';
}

bool is_address_character(char c) {
    return (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || (c >= '0' && c <= '9') || c == ':' ||
           c == '.';
}

bool is_unreserved(char c) {
    return is_host_character(c) || c == '~';
}

/// Splits "host:port" or "[address]:port"; what follows the host is left in `rest`.
std::string_view take_host(std::string_view& rest) {
    const bool is_bracketed = rest.starts_with('[');
    const auto end = is_bracketed ? rest.find(']') : std::min(rest.find(':'), rest.size());
    if (end == std::string_view::npos) return {};
    const auto host = is_bracketed ? rest.substr(1, end - 1) : rest.substr(0, end);
    rest.remove_prefix(is_bracketed ? end + 1 : end);
    const auto is_allowed = is_bracketed ? is_address_character : is_host_character;
    return std::ranges::all_of(host, is_allowed) ? host : std::string_view{};
}

Result<std::string> decode_form(std::string_view text) {
    std::string spaced(text);
    std::ranges::replace(spaced, '+', ' ');
    return percent_decode(spaced);
}

Result<Fields> parse_query(std::string_view text) {
    Fields query;
    while (!text.empty()) {
        const auto pair = text.substr(0, text.find('&'));
        text.remove_prefix(std::min(pair.size() + 1, text.size()));
        if (pair.empty()) continue;
        const auto equals = std::min(pair.find('='), pair.size());
        const auto value = pair.substr(std::min(equals + 1, pair.size()));
        Field field;
        field.name = TRY(decode_form(pair.substr(0, equals)));
        field.value = TRY(decode_form(value));
        query.push_back(std::move(field));
    }
    return query;
}

}  // namespace

Result<Endpoint> parse_endpoint(std::string_view url) {
    if (!url.starts_with(scheme)) return bad_endpoint("an endpoint starts with https://", url);
    auto rest = url.substr(scheme.size());
    if (rest.find_first_of("/?#@") != std::string_view::npos) {
        return bad_endpoint("an endpoint has no path, query or user", url);
    }
    const auto host = take_host(rest);
    if (host.empty()) return bad_endpoint("no host, or a character that hosts do not have", url);
    if (rest.empty()) return Endpoint{.host = std::string(host), .port = https_port};
    const auto port = parse_integer<std::uint16_t>(rest.substr(1), "port");
    if (!rest.starts_with(':') || !port || *port == 0) {
        return bad_endpoint("the port is not a number from 1 to 65535", url);
    }
    return Endpoint{.host = std::string(host), .port = *port};
}

std::string to_text(const Endpoint& endpoint) {
    const bool is_ipv6 = endpoint.host.contains(':');
    const auto host = is_ipv6 ? "[" + endpoint.host + "]" : endpoint.host;
    return std::string(scheme) + host + ":" + std::to_string(endpoint.port);
}

Result<std::string> percent_decode(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out.push_back(text[i]);
            continue;
        }
        std::uint8_t byte = 0;
        const auto digits = text.substr(i + 1, 2);
        const auto* end = digits.data() + digits.size();
        if (digits.size() != 2 || std::from_chars(digits.data(), end, byte, 16).ptr != end) {
            return fail(ErrorKind::invalid, "'%' without two hex digits",
                        "byte " + std::to_string(i), "write a percent sign as %25");
        }
        out.push_back(static_cast<char>(byte));
        i += 2;
    }
    return out;
}

std::string percent_encode(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        if (is_unreserved(c)) {
            out.push_back(c);
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out.append({'%', digits[byte >> 4], digits[byte & 15]});
    }
    return out;
}

Result<Target> parse_target(std::string_view text) {
    if (!text.starts_with('/')) {
        return fail(ErrorKind::invalid, "the request target does not start with '/'", "target",
                    "send a path (RFC 9112 section 3.2.1)");
    }
    const auto mark = std::min(text.find('?'), text.size());
    auto query = TRY(parse_query(text.substr(std::min(mark + 1, text.size()))));
    return Target{.path = std::string(text.substr(0, mark)), .query = std::move(query)};
}

}  // namespace entente::http
