#pragma once
// Text of others on a person's terminal.

#include <string>
#include <string_view>

namespace entente::cli {

/// `text` with everything that a terminal would obey instead of show written out: "\u001b". That is
/// control characters but for line break and tab, and the marks that turn the direction of
/// writing, by which one name can be made to look like another. What is no UTF-8 is written out
/// byte by byte: "\xff".
std::string printable(std::string_view text);

}  // namespace entente::cli
