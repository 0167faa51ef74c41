#include "json/write.h"

#include <algorithm>

#include "base/check.h"
#include "json/canonical.h"
#include "json/text.h"

namespace entente::json {

std::string quote(std::string_view text) {
    std::string quoted;
    append_quoted(quoted, text);
    return quoted;
}

Object& Object::add(std::string_view name, std::string_view value) {
    return add_raw(name, quote(value));
}

Object& Object::add(std::string_view name, const Object& value) {
    return add_raw(name, value.text());
}

Object& Object::add(std::string_view name, const Array& value) {
    return add_raw(name, value.text());
}

Object& Object::add(std::string_view name, double value) {
    return add_raw(name, number_text(value));
}

Object& Object::add_raw(std::string_view name, std::string text) {
    members_.emplace_back(name, std::move(text));
    return *this;
}

std::string Object::text() const {
    auto members = members_;
    const auto is_before = [](const auto& a, const auto& b) {
        return stands_before(a.first, b.first);
    };
    std::ranges::sort(members, is_before);
    std::string text = "{";
    for (std::size_t i = 0; i < members.size(); ++i) {
        check(i == 0 || members[i - 1].first != members[i].first, "we name each member once");
        if (i > 0) text += ',';
        append_quoted(text, members[i].first);
        text += ':';
        text += members[i].second;
    }
    return text + "}";
}

std::string Object::text_of(bool value) {
    return value ? "true" : "false";
}

std::string Object::text_of(std::int64_t value) {
    return std::to_string(value);
}

std::string Object::text_of(std::uint64_t value) {
    return std::to_string(value);
}

Array& Array::add(std::string_view value) {
    return add_raw(quote(value));
}

Array& Array::add(const Object& value) {
    return add_raw(value.text());
}

Array& Array::add(const Array& value) {
    return add_raw(value.text());
}

Array& Array::add(double value) {
    return add_raw(number_text(value));
}

Array& Array::add_raw(std::string_view text) {
    if (!elements_.empty()) elements_ += ',';
    elements_ += text;
    return *this;
}

}  // namespace entente::json
