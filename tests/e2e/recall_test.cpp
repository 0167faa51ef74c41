// Taking back, between real processes: design 02-log section 2.6, invariant I18.
#include <filesystem>
#include <fstream>

#include "tests/e2e/pair.h"
#include "tests/support/precompiled.h"

namespace entente::test {
namespace {

namespace files = std::filesystem;

constexpr auto canary = "the canary sings at noon";

bool is_in_files(const std::string& directory) {
    for (const auto& entry : files::recursive_directory_iterator(directory)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string content(std::istreambuf_iterator<char>(file), {});
        if (content.contains(canary)) return true;
    }
    return false;
}

TEST(RecalledObject, IsErasedByEveryNodeAndEachSaysSo) {
    Pair pair;
    pair.found();
    pair.alpha.must({"put", "-"}, note(canary));
    ASSERT_TRUE(comes_to_hold([&] { return pair.are_equal(); }));
    ASSERT_TRUE(is_in_files(pair.alpha.directory()));
    ASSERT_TRUE(is_in_files(pair.bravo.directory()));
    pair.alpha.must({"recall", note_id, "--erase", "--reason", "the source is in danger"});
    EXPECT_TRUE(comes_to_hold([&] {
        return pair.alpha.must({"recalls"}).contains("BRAVO: erased") && pair.are_equal();
    }));
    EXPECT_FALSE(is_in_files(pair.alpha.directory()));
    EXPECT_FALSE(is_in_files(pair.bravo.directory()));
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
