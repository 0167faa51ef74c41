#pragma once
// Request targets and endpoints: percent-encoding, queries, "https://host:port". Pure.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "http/message.h"

namespace entente::http {

/// Where a peer can be reached.
struct Endpoint {
    std::string host;  ///< a name or an address; IPv6 without brackets
    std::uint16_t port;

    friend bool operator==(const Endpoint&, const Endpoint&) = default;
};

/// The endpoint that `url` is; the port is 443 if none is written.
///
/// errors  invalid: not https, no host, a bad port, or a user, path, query or fragment
/// source  RFC 3986 section 3
Result<Endpoint> parse_endpoint(std::string_view url);

/// "https://host:port", IPv6 in brackets: parse_endpoint reads it back.
std::string to_text(const Endpoint& endpoint);

/// `text` with every %XX as its byte.
///
/// errors  invalid: a '%' without two hex digits
/// source  RFC 3986 section 2.1
Result<std::string> percent_decode(std::string_view text);

/// All but letters, digits and "-._~" as %XX: safe as a path segment or a value in a query.
std::string percent_encode(std::string_view text);

struct Target {
    std::string path;
    Fields query;
};

/// The path and the query of a request target in origin form.
///
/// errors  invalid: not starting with '/', or bad percent-encoding in the query
/// source  RFC 9112 section 3.2.1; the query as forms write it, '+' for a space
Result<Target> parse_target(std::string_view text);

}  // namespace entente::http
