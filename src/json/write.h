#pragma once
// JSON that we make ourselves, always in canonical form (RFC 8785). Pure.

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace entente::json {

class Array;

/// `text` as a JSON string with its quotes and the escapes that RFC 8785 wants, and no others.
///
/// text  valid UTF-8
/// source  RFC 8785 section 3.2.2.2
std::string quote(std::string_view text);

/// An object in the making: `object.add("name", "ALPHA"); object.text();`. Names are given once
/// each; text() sorts them.
class Object {
public:
    Object& add(std::string_view name, std::string_view value);
    Object& add(std::string_view name, const Object& value);
    Object& add(std::string_view name, const Array& value);
    /// value  finite
    Object& add(std::string_view name, double value);

    /// value  true, false or an integer within +-(2^53 - 1)
    template <std::integral Integer>
    Object& add(std::string_view name, Integer value) {
        return add_raw(name, text_of(value));
    }

    /// Takes a value that is JSON text in canonical form already, as it is.
    Object& add_raw(std::string_view name, std::string text);

    [[nodiscard]] std::string text() const;

private:
    friend class Array;

    static std::string text_of(bool value);
    static std::string text_of(std::int64_t value);
    static std::string text_of(std::uint64_t value);

    template <std::integral Integer>
    static std::string text_of(Integer value) {
        if constexpr (std::signed_integral<Integer>) return text_of(std::int64_t{value});
        if constexpr (!std::signed_integral<Integer>) return text_of(std::uint64_t{value});
    }

    std::vector<std::pair<std::string, std::string>> members_;  // name, JSON text
};

/// An array in the making, in the order of the calls.
class Array {
public:
    Array& add(std::string_view value);
    Array& add(const Object& value);
    Array& add(const Array& value);
    /// value  finite
    Array& add(double value);

    /// value  true, false or an integer within +-(2^53 - 1)
    template <std::integral Integer>
    Array& add(Integer value) {
        return add_raw(Object::text_of(value));
    }

    /// Takes an element that is JSON text in canonical form already, as it is.
    Array& add_raw(std::string_view text);

    [[nodiscard]] std::string text() const { return "[" + elements_ + "]"; }

private:
    std::string elements_;  // JSON texts, commas between them
};

}  // namespace entente::json
