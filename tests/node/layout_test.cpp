#include "node/layout.h"

#include <filesystem>

#include "tests/node/made_node.h"

namespace entente::test {
namespace {

using std::filesystem::perms;

perms others(const host::Path& path) {
    return std::filesystem::status(path).permissions() & (perms::group_all | perms::others_all);
}

TEST_F(MadeNode, HasEverythingWhereTheLayoutSays) {
    ASSERT_TRUE(open());
    const node::Layout layout{directory_};
    for (const auto& path : {layout.config(), layout.keys(), layout.matters(), layout.lock(),
                             layout.spool(), layout.default_fence()}) {
        EXPECT_TRUE(std::filesystem::exists(path)) << path;
    }
    EXPECT_FALSE(std::filesystem::exists(layout.socket()));  // nobody serves
}

TEST_F(MadeNode, IsForItsOwnerAlone) {
    EXPECT_EQ(others(directory_), perms::none);
    for (const auto& file : std::filesystem::recursive_directory_iterator(directory_ + "/keys")) {
        EXPECT_EQ(others(file.path()), perms::none) << file.path();
    }
}

// A backup of the directory must not bring back an older fence with it.
TEST(Layout, HasTheFenceBesideTheDirectory) {
    const node::Layout layout{"/srv/alpha"};
    EXPECT_FALSE(layout.default_fence().starts_with(layout.directory + "/"));
}

}  // namespace
}  // namespace entente::test
