#include "json/value.h"
#include "tests/support/precompiled.h"

namespace entente::json {
namespace {

TEST(Parser, ParsesOneTextAfterAnother) {
    Parser parser;
    for (int i = 0; i < 1'000; ++i) {
        const auto text =
            "[" + std::to_string(i) + ",\"" + std::string(std::size_t(i), 'x') + "\"]";
        const auto root = parser.parse(text);
        ASSERT_TRUE(root);
        EXPECT_EQ((*root->elements().begin()).as_integer().value(), i);
    }
}

TEST(Parser, GoesOnAfterAnError) {
    Parser parser;
    EXPECT_FALSE(parser.parse("[1,"));
    EXPECT_TRUE(parser.parse("[1]"));
    EXPECT_FALSE(parser.parse(""));
    EXPECT_TRUE(parser.parse("{}"));
}

TEST(Parser, NamesTheByte) {
    Parser parser;
    const auto where = [&](ByteView text) {
        const auto parsed = parser.parse(text);
        return parsed ? "accepted" : parsed.error().where;
    };
    EXPECT_EQ(where(R"({"a":1,"b":2,"a":3})"), "byte 13");
    EXPECT_EQ(where("[[1,2"), "byte 5");
    EXPECT_EQ(where("\"\xFF\""), "byte 1");
    EXPECT_EQ(where(R"("\udc00")"), "byte 1");
    EXPECT_EQ(where(R"("\ud800")"), "byte 1");
    EXPECT_EQ(where(R"("\ud800\u0041")"), "byte 1");
    EXPECT_EQ(where("[1e999]"), "byte 1");
    EXPECT_EQ(where("\xEF\xBB\xBF{}"), "byte 0");
}

TEST(Parser, RefusesWhatIsNestedTooDeep) {
    Parser parser;
    for (const std::size_t levels : {33U, 1'000U, 10'000U}) {
        const auto refused = parser.parse(std::string(levels, '[') + std::string(levels, ']'));
        ASSERT_FALSE(refused) << levels;
        EXPECT_EQ(refused.error().what, "nested deeper than 32 levels");
        EXPECT_EQ(refused.error().where, "byte 32");
    }
    EXPECT_TRUE(parser.parse(std::string(32, '[') + std::string(32, ']')));
    EXPECT_FALSE(parser.parse(std::string(100'000, '[')));
}

TEST(Parser, AcceptsNamesThatAreAlikeInDifferentObjects) {
    EXPECT_TRUE(Document::parse(R"([{"b":1,"a":{"b":{"b":1}}},{"b":1,"a":2}])"));
    EXPECT_FALSE(Document::parse(R"([{"b":1,"a":{"b":{"c":1,"b":0,"c":1}}}])"));
}

}  // namespace
}  // namespace entente::json
