#pragma once
// The known word that a mistyped one was meant to be. Pure.

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace entente {

/// The first of `known` with the fewest letters to change, add or leave out; none if all of them
/// need more than a third of the word.
///
/// cost  O(word × the known words' letters)
std::optional<std::string> nearest(std::string_view word, std::span<const std::string> known);

}  // namespace entente
