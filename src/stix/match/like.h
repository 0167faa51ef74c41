#pragma once
// The wildcards of LIKE. Pure.

#include <string_view>

namespace entente::stix::match {

enum class TextUnit { code_point, octet };

/// Whether all of `text` is what `wildcards` describes: '%' any number of units, '_' one, all else
/// itself. Nothing escapes a wildcard.
///
/// unit    what '_' stands for; of code points both are valid UTF-8
/// cost    O(text * wildcards) at worst, no recursion
/// source  STIX 2.1 section 9.6.1
bool is_like(std::string_view text, std::string_view wildcards, TextUnit unit);

}  // namespace entente::stix::match
