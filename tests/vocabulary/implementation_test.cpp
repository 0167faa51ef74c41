#include "vocabulary/implementation.h"

#include "tests/support/precompiled.h"

namespace entente::vocabulary {
namespace {

TEST(ImplementationLevel, IsZeroToThree) {
    for (const auto& level : implementation_levels()) {
        EXPECT_EQ(find_implementation_level(level.level), &level);
    }
    EXPECT_EQ(find_implementation_level(0)->term, "not initiated");
    EXPECT_EQ(find_implementation_level(3)->term, "complete");
    EXPECT_EQ(find_implementation_level(-1), nullptr);
    EXPECT_EQ(find_implementation_level(4), nullptr);
}

}  // namespace
}  // namespace entente::vocabulary
