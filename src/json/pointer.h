#pragma once
// JSON pointers (RFC 6901), built from the root on. Pure.

#include <cstddef>
#include <string>
#include <string_view>

namespace entente::json {

/// Appends the step to the member `name`: "/" and the name, with ~ and / escaped.
///
/// source  RFC 6901 section 3
inline void append_step(std::string& pointer, std::string_view name) {
    pointer += '/';
    if (name.find_first_of("~/") == std::string_view::npos) {
        pointer += name;
        return;
    }
    for (const char c : name) {
        if (c == '~') {
            pointer += "~0";
        } else if (c == '/') {
            pointer += "~1";
        } else {
            pointer += c;
        }
    }
}

/// Appends the step to the element `index`.
inline void append_step(std::string& pointer, std::size_t index) {
    pointer += '/';
    pointer += std::to_string(index);
}

}  // namespace entente::json
