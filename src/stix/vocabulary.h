#pragma once
// A list of words that a property may or should take. Pure.

#include <string_view>

namespace entente::stix {

/// A vocabulary (open: other words pass with a warning) or an enumeration (others are refused).
///
/// source  STIX 2.1 sections 2.4 and 2.14
struct Vocabulary {
    std::string_view name;  ///< "malware-type-ov"
    std::string_view rule;  ///< "STIX 2.1 section 10.15"
    bool is_open = false;
    std::string_view words;  ///< one space between any two; no word has one inside

    /// Whether `word` is one of its words.
    ///
    /// cost  O(words), no allocation
    [[nodiscard]] constexpr bool has(std::string_view word) const {
        auto rest = words;
        while (rest.size() >= word.size()) {
            if (rest.starts_with(word) && !word.empty() &&
                (rest.size() == word.size() || rest[word.size()] == ' ')) {
                return word.find(' ') == std::string_view::npos;
            }
            const auto space = rest.find(' ');
            if (space == std::string_view::npos) return false;
            rest.remove_prefix(space + 1);
        }
        return false;
    }
};

}  // namespace entente::stix
