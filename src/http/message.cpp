#include "http/message.h"

#include <algorithm>
#include <utility>

namespace entente::http {
namespace {

char to_lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

bool is_same_name(std::string_view left, std::string_view right) {
    return std::ranges::equal(left, right, {}, to_lower, to_lower);
}

template <class Matches>
std::optional<std::string_view> first_value(const Fields& fields, Matches matches) {
    const auto found = std::ranges::find_if(fields, matches, &Field::name);
    if (found == fields.end()) return std::nullopt;
    return found->value;
}

}  // namespace

std::optional<std::string_view> find_header(const Fields& headers, std::string_view name) {
    return first_value(headers, [name](const auto& other) { return is_same_name(name, other); });
}

std::optional<std::string_view> find_exact(const Fields& fields, std::string_view name) {
    return first_value(fields, [name](const auto& other) { return name == other; });
}

std::string_view Request::parameter(std::string_view name) const {
    return find_exact(parameters, name).value_or(std::string_view{});
}

std::optional<std::string_view> Request::query_value(std::string_view name) const {
    return find_exact(query, name);
}

std::optional<std::string_view> Request::header(std::string_view name) const {
    return find_header(headers, name);
}

std::optional<std::string_view> Response::header(std::string_view name) const {
    return find_header(headers, name);
}

Response json_response(int status, std::string text) {
    return {.status = status, .content_type = "application/json", .body = std::move(text)};
}

}  // namespace entente::http
