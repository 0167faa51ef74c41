// Taking back, between real processes: design 02-log section 2.6, invariant I18.
#include <filesystem>
#include <fstream>

#include "tests/e2e/pair.h"
#include "tests/support/precompiled.h"

namespace entente::test {
namespace {

namespace files = std::filesystem;

constexpr auto canary = "the canary sings at noon";

constexpr auto object = R"({"type":"note","spec_version":"2.1",
  "id":"note--5a1c9d7e-7a55-4b8e-9d1f-0c2b6f3e8a01",
  "created_by_ref":"identity--5a1c9d7e-7a55-4b8e-9d1f-0c2b6f3e8a02",
  "created":"2021-08-24T12:30:00.000Z","modified":"2021-08-24T12:30:00.000Z",
  "content":"the canary sings at noon",
  "object_refs":["identity--5a1c9d7e-7a55-4b8e-9d1f-0c2b6f3e8a02"]})";

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
    pair.alpha.must({"put", "-"}, object);
    ASSERT_TRUE(comes_to_hold([&] { return pair.are_equal(); }));
    ASSERT_TRUE(is_in_files(pair.alpha.directory()));
    ASSERT_TRUE(is_in_files(pair.bravo.directory()));
    pair.alpha.must({"recall", "note--5a1c9d7e-7a55-4b8e-9d1f-0c2b6f3e8a01", "--erase", "--reason",
                     "the source is in danger"});
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
        EXPECT_EQ(node->run({"show", "note--5a1c9d7e-7a55-4b8e-9d1f-0c2b6f3e8a01"}).exit_code, 4);
    }
}

}  // namespace
}  // namespace entente::test
