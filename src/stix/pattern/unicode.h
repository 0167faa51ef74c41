#pragma once
// Code points in UTF-8. Pure.

#include <cstddef>
#include <string>
#include <string_view>

namespace entente::stix::pattern {

/// A code point and how many bytes it takes; 0 bytes: what stands there is not UTF-8.
struct CodePoint {
    char32_t value;
    std::size_t bytes;
};

/// The code point at `at`, which is below text.size().
///
/// source  RFC 3629 section 4: no surrogates, no overlong forms, nothing above U+10FFFF
CodePoint decode(std::string_view text, std::size_t at);

/// Appends `value`, a valid code point, in UTF-8.
void append_utf8(std::string& out, char32_t value);

/// Whether the code point separates the words of a pattern: White_Space=Y in Unicode.
///
/// source  STIX 2.1 section 9.1
bool is_white_space(char32_t value);

}  // namespace entente::stix::pattern
