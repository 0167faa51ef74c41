#include "vocabulary/words.h"

#include <algorithm>

namespace entente::vocabulary {

bool is_same_word(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return !a.empty() && std::ranges::equal(a, b, {}, lower, lower);
}

}  // namespace entente::vocabulary
