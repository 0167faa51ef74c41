#include "vocabulary/words.h"

#include "tests/support/precompiled.h"

namespace entente::vocabulary {
namespace {

TEST(Words, AreTheSameWhateverTheCaseOfTheirLetters) {
    EXPECT_TRUE(is_same_word("Likely", "lIKELY"));
    EXPECT_FALSE(is_same_word("likely", "likel"));
    EXPECT_FALSE(is_same_word("", ""));
}

}  // namespace
}  // namespace entente::vocabulary
