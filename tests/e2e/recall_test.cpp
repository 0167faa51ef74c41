// Taking back, between real processes: design 02-log section 2.6, invariant I18.
#include "tests/e2e/pair.h"
#include "tests/support/precompiled.h"

namespace entente::test {
namespace {

constexpr auto canary = "the canary sings at noon";

TEST(RecalledObject, IsErasedByEveryNodeAndEachSaysSo) {
    Pair pair;
    pair.found();
    pair.alpha.must({"put", "-"}, note(canary));
    ASSERT_TRUE(comes_to_hold([&] { return pair.are_equal(); }));
    ASSERT_TRUE(pair.alpha.has_on_disk(canary));
    ASSERT_TRUE(pair.bravo.has_on_disk(canary));
    pair.alpha.must({"recall", note_id, "--erase", "--reason", "the source is in danger"});
    EXPECT_TRUE(comes_to_hold([&] {
        return pair.alpha.must({"recalls"}).contains("BRAVO: erased") && pair.are_equal();
    }));
    EXPECT_FALSE(pair.alpha.has_on_disk(canary));
    EXPECT_FALSE(pair.bravo.has_on_disk(canary));
    EXPECT_THAT(pair.bravo.must({"recalls"}),
                ::testing::AllOf(::testing::HasSubstr("the source is in danger"),
                                 ::testing::HasSubstr("here: erased")));
    for (auto* node : {&pair.alpha, &pair.bravo}) {
        EXPECT_THAT(node->must({"verify"}), ::testing::HasSubstr("1 erased on recall"));
        EXPECT_EQ(node->run({"show", note_id}).exit_code, 4);
    }
}

}  // namespace
}  // namespace entente::test
