#pragma once
// How far a commitment has been carried out: the scale of the Peace Accords Matrix. Pure.

#include <optional>
#include <span>
#include <string_view>

namespace entente::vocabulary {

struct ImplementationLevel {
    int level;  ///< 0 to 3
    std::string_view term;
    std::string_view meaning;
};

/// 0 to 3.
///
/// source  Peace Accords Matrix, implementation coding
std::span<const ImplementationLevel> implementation_levels();

/// None outside 0 to 3.
const ImplementationLevel* find_implementation_level(int level);

}  // namespace entente::vocabulary
