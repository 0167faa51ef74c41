#include "cli/answer.h"

#include "tests/support/precompiled.h"

namespace entente::cli {
namespace {

class Answer : public ::testing::Test {
protected:
    json::Document document_ = *json::Document::parse(
        R"({"flag":true,"items":["a","b"],"name":"ALPHA","none":null,"size":7})");
    json::Value root_ = document_.root();
};

TEST_F(Answer, GivesItsMembers) {
    EXPECT_EQ(text_of(root_, "name"), "ALPHA");
    EXPECT_EQ(count_of(root_, "size"), 7U);
    EXPECT_TRUE(flag_of(root_, "flag"));
    ASSERT_EQ(items_of(root_, "items").size(), 2U);
    EXPECT_EQ(items_of(root_, "items")[1].as_string().value(), "b");
}

TEST_F(Answer, IsEmptyWhereAMemberIsMissing) {
    EXPECT_EQ(text_of(root_, "other"), "");
    EXPECT_EQ(count_of(root_, "other"), 0U);
    EXPECT_FALSE(flag_of(root_, "other"));
    EXPECT_TRUE(items_of(root_, "other").empty());
}

TEST_F(Answer, IsEmptyWhereAMemberIsOfAnotherKind) {
    for (const auto* name : {"items", "none", "size", "flag"}) EXPECT_EQ(text_of(root_, name), "");
    for (const auto* name : {"items", "none", "name", "flag"}) EXPECT_EQ(count_of(root_, name), 0U);
    for (const auto* name : {"items", "none", "name", "size"}) EXPECT_FALSE(flag_of(root_, name));
    for (const auto* name : {"flag", "none", "name"}) EXPECT_TRUE(items_of(root_, name).empty());
}

TEST(Brief, IsTheFirstEightDigits) {
    EXPECT_EQ(brief("0123456789abcdef"), "01234567");
    EXPECT_EQ(brief("0123"), "0123");
    EXPECT_EQ(brief(""), "");
}

}  // namespace
}  // namespace entente::cli
