#include <fstream>

#include "store/embedded/sqlite_matters.h"
#include "tests/support/precompiled.h"
#include "tests/support/scratch.h"

namespace entente::store {
namespace {

using Documents = std::vector<std::pair<std::string, Bytes>>;

class SqliteMatters : public ::testing::Test {
protected:
    entente::test::Scratch scratch;
    std::string path = scratch / "node.db";
    std::unique_ptr<OwnMatters> matters = open_sqlite_matters(path).value();
};

TEST_F(SqliteMatters, KeepDocumentsByDrawerAndName) {
    const Bytes with_zero("a\0b", 3);
    ASSERT_TRUE(matters->put("card", "b", "old").has_value());
    ASSERT_TRUE(matters->put("card", "b", with_zero).has_value());
    ASSERT_TRUE(matters->put("card", "a", "").has_value());
    ASSERT_TRUE(matters->put("draft", "b", "other").has_value());
    matters.reset();
    matters = open_sqlite_matters(path).value();
    EXPECT_EQ(matters->get("card", "b").value(), with_zero);
    EXPECT_EQ(matters->get("card", "a").value(), "");
    EXPECT_EQ(matters->get("card", "c").value(), std::nullopt);
    EXPECT_EQ(matters->list("card").value(), (Documents{{"a", ""}, {"b", with_zero}}));
    EXPECT_EQ(matters->list("none").value(), Documents{});
}

TEST_F(SqliteMatters, AreNotMadeWhereThereIsNoDirectory) {
    EXPECT_EQ(open_sqlite_matters(scratch / "no/node.db").error().kind, ErrorKind::not_found);
}

TEST_F(SqliteMatters, AreToldFromOtherFiles) {
    std::ofstream(scratch / "other") << std::string(10'000, 'x');
    EXPECT_EQ(open_sqlite_matters(scratch / "other").error().kind, ErrorKind::corrupt);
}

}  // namespace
}  // namespace entente::store
