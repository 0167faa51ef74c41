#pragma once
// Words as people write them. Pure.

#include <string_view>

namespace entente::vocabulary {

/// Whether two words are the same, whatever the case of their letters. No word is the empty one.
bool is_same_word(std::string_view a, std::string_view b);

}  // namespace entente::vocabulary
