#include "vocabulary/implementation.h"

namespace entente::vocabulary {
namespace {

constexpr ImplementationLevel levels[] = {
    {.level = 0, .term = "not initiated", .meaning = "nothing has been done"},
    {.level = 1, .term = "minimum", .meaning = "a beginning has been made"},
    {.level = 2, .term = "intermediate", .meaning = "it is on its way to be done in time"},
    {.level = 3, .term = "complete", .meaning = "it has been done, or nearly so"},
};

}  // namespace

std::span<const ImplementationLevel> implementation_levels() {
    return levels;
}

const ImplementationLevel* find_implementation_level(int level) {
    if (level < 0 || level > 3) return nullptr;
    return &levels[static_cast<std::size_t>(level)];
}

}  // namespace entente::vocabulary
