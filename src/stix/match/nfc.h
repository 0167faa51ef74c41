#pragma once
// Unicode Normalization Form C. Pure.

#include <string>
#include <string_view>

namespace entente::stix::match {

/// `text` in Normalization Form C, by the tables of Unicode 14.
///
/// text    valid UTF-8
/// cost    O(n log n) at worst; nothing but a look at each byte for text below U+0300
/// source  UAX #15; STIX 2.1 section 9.6.2 asks for it in LIKE and MATCHES, and forbids it
/// elsewhere
std::string to_nfc(std::string_view text);

}  // namespace entente::stix::match
