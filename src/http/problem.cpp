// Errors as responses and back: RFC 9457, with the place, remedy and kind as members of our own.

#include <algorithm>
#include <array>
#include <utility>

#include "http/message.h"
#include "json/value.h"
#include "json/write.h"

namespace entente::http {
namespace {

constexpr std::string_view problem_type = "application/problem+json";

// Not fatal: a server that lost its state says nothing of ours.
constexpr std::array kinds_from_others = {
    ErrorKind::invalid,     ErrorKind::not_found, ErrorKind::refused,  ErrorKind::conflict,
    ErrorKind::unavailable, ErrorKind::corrupt,   ErrorKind::exhausted};

std::string problem_text(int status, const Error& error) {
    return json::Object()
        .add("type", "about:blank")
        .add("title", error.what)
        .add("status", status)
        .add("where", error.where)
        .add("remedy", error.remedy)
        .add("kind", to_text(error.kind))
        .text();
}

std::string as_ascii(std::string text) {
    std::ranges::replace_if(
        text, [](char c) { return static_cast<unsigned char>(c) > 0x7e; }, '?');
    return text;
}

std::string member_text(const json::Value& object, std::string_view name) {
    const auto member = object.member(name);
    if (!member) return {};
    return std::string(member->as_string().value_or(std::string_view{}));
}

ErrorKind kind_from(const std::string& word, int status) {
    for (const auto kind : kinds_from_others) {
        if (word == to_text(kind)) return kind;
    }
    return kind_of(status);
}

}  // namespace

int status_of(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::invalid:
            return 400;
        case ErrorKind::not_found:
            return 404;
        case ErrorKind::refused:
            return 403;
        case ErrorKind::conflict:
            return 409;
        case ErrorKind::unavailable:
            return 503;
        case ErrorKind::corrupt:
        case ErrorKind::fatal:
            return 500;
        case ErrorKind::exhausted:
            return 507;
    }
    return 500;
}

ErrorKind kind_of(int status) {
    switch (status) {
        case 401:
        case 403:
            return ErrorKind::refused;
        case 404:
        case 410:
            return ErrorKind::not_found;
        case 409:
            return ErrorKind::conflict;
        case 413:
        case 431:
        case 507:
            return ErrorKind::exhausted;
        case 429:
            return ErrorKind::unavailable;
        default:
            return status >= 500 ? ErrorKind::unavailable : ErrorKind::invalid;
    }
}

Response problem_response(int status, const Error& error) {
    auto text = problem_text(status, error);
    // An error may quote what a stranger sent; JSON has room for UTF-8 only.
    if (!json::Document::parse(text)) {
        text = problem_text(status, {.kind = error.kind,
                                     .what = as_ascii(error.what),
                                     .where = as_ascii(error.where),
                                     .remedy = as_ascii(error.remedy)});
    }
    return {.status = status, .content_type = std::string(problem_type), .body = std::move(text)};
}

Response error_response(const Error& error) {
    return problem_response(status_of(error.kind), error);
}

Error error_of(const Response& response) {
    const Error bare{.kind = kind_of(response.status),
                     .what = "the server answered " + std::to_string(response.status),
                     .where = {},
                     .remedy = {}};
    if (!response.content_type.starts_with(problem_type)) return bare;
    const auto document = json::Document::parse(response.body);
    if (!document || !document->root().is_object()) return bare;
    const auto problem = document->root();
    auto what = member_text(problem, "title");
    return {.kind = kind_from(member_text(problem, "kind"), response.status),
            .what = what.empty() ? bare.what : std::move(what),
            .where = member_text(problem, "where"),
            .remedy = member_text(problem, "remedy")};
}

}  // namespace entente::http
