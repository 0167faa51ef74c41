#include "http/detail/framing.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace entente::http::detail {
namespace {

std::string_view reason_of(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 201:
            return "Created";
        case 202:
            return "Accepted";
        case 204:
            return "No Content";
        case 304:
            return "Not Modified";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 409:
            return "Conflict";
        case 413:
            return "Content Too Large";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 503:
            return "Service Unavailable";
        case 507:
            return "Insufficient Storage";
        default:
            return "";  // the reason may be empty (RFC 9112 section 4)
    }
}

bool may_have_body(int status) {
    return status >= 200 && status != 204 && status != 304;
}

bool is_token(std::string_view text) {
    // Letters and '-' are all that our methods and headers need of RFC 9110 section 5.6.2.
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-';
    });
}

bool is_visible(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
}

bool is_header_value(std::string_view text) {
    return std::ranges::none_of(text, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

bool is_field(const Field& field) {
    return is_token(field.name) && is_header_value(field.value);
}

std::string line_of(const Field& field) {
    return field.name + ": " + field.value + "\r\n";
}

/// Refuses what would end a line early and begin another request.
Result<void> check_request(const OutgoingRequest& request) {
    const bool is_good = is_token(request.method) && request.target.starts_with('/') &&
                         is_visible(request.target) && is_header_value(request.content_type);
    if (is_good && std::ranges::all_of(request.headers, is_field)) return {};
    return fail(ErrorKind::invalid, "the request has characters that HTTP does not allow",
                request.target.substr(0, 200), "percent-encode the path and the query");
}

}  // namespace

std::string response_head(const Response& response, bool is_streamed, bool is_kept_alive) {
    std::string out = "HTTP/1.1 " + std::to_string(response.status) + " ";
    out.append(reason_of(response.status)).append("\r\n");
    const auto add = [&out](const Field& field) {
        if (is_field(field)) out += line_of(field);
    };
    if (!response.content_type.empty()) add({"Content-Type", response.content_type});
    if (is_streamed) {
        add({"Transfer-Encoding", "chunked"});
    } else if (may_have_body(response.status)) {
        add({"Content-Length", std::to_string(response.body.size())});
    }
    for (const auto& field : response.headers) add(field);
    if (!is_kept_alive) add({"Connection", "close"});
    out += "\r\n";
    return out;
}

Result<std::string> request_head(const OutgoingRequest& request, std::string_view host,
                                 bool is_streamed) {
    TRY_VOID(check_request(request));
    std::string out = request.method + " " + request.target + " HTTP/1.1\r\n";
    out += line_of({"Host", std::string(host)});
    if (!request.content_type.empty()) out += line_of({"Content-Type", request.content_type});
    if (is_streamed) {
        out += line_of({"Transfer-Encoding", "chunked"});
    } else if (!request.body.empty() || request.method != "GET") {
        out += line_of({"Content-Length", std::to_string(request.body.size())});
    }
    for (const auto& field : request.headers) out += line_of(field);
    out += "\r\n";
    return out;
}

std::string as_chunk(ByteView bytes) {
    std::array<char, 16> digits{};
    const auto end = std::to_chars(digits.begin(), digits.end(), bytes.size(), 16).ptr;
    std::string out(digits.begin(), end);
    out.append("\r\n").append(bytes).append("\r\n");
    return out;
}

}  // namespace entente::http::detail
