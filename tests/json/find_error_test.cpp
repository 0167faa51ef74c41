#include "json/find_error.h"

#include "json/value.h"
#include "tests/support/precompiled.h"

namespace entente::json {
namespace {

std::string finding(ByteView text) {
    const auto found = find_error(text, 32);
    return found ? "nothing" : found.error().where + ": " + found.error().what;
}

TEST(FindError, SaysWhatShouldStandThere) {
    EXPECT_EQ(finding(""), "byte 0: the JSON text ends too early");
    EXPECT_EQ(finding("  "), "byte 2: the JSON text ends too early");
    EXPECT_EQ(finding("[1 2]"), "byte 3: not JSON: a comma or ] should stand here");
    EXPECT_EQ(finding("[1,]"), "byte 3: not JSON: a value should stand here");
    EXPECT_EQ(finding("{1:2}"), "byte 1: not JSON: a name in quotes should stand here");
    EXPECT_EQ(finding("{\"a\" 2}"), "byte 5: not JSON: a colon should stand here");
    EXPECT_EQ(finding("{\"a\":2]"), "byte 6: not JSON: a comma or } should stand here");
    EXPECT_EQ(finding("{} x"), "byte 3: there are bytes after the end of the JSON text");
    EXPECT_EQ(finding("nul"), "byte 0: not JSON: a value should stand here");
    EXPECT_EQ(finding("[1.x]"), "byte 3: not JSON: a digit should stand here");
    EXPECT_EQ(finding("[1e+]"), "byte 4: not JSON: a digit should stand here");
    EXPECT_EQ(finding("[01]"), "byte 2: not JSON: a comma or ] should stand here");
    EXPECT_EQ(finding("\"a\\x\""), "byte 2: not an escape that JSON has");
    EXPECT_EQ(finding("\"a\nb\""), "byte 2: a control character in a string");
    EXPECT_EQ(finding(R"("\udc00")"), "byte 1: a surrogate without its other half");
    EXPECT_EQ(finding(R"("\ud83dx")"), "byte 1: a surrogate without its other half");
    EXPECT_EQ(finding(R"({"a":0,"\u0061":0})"), "byte 7: the name \"a\" stands twice in an object");
    EXPECT_EQ(finding("[\"\xFF\"]"), "byte 2: not UTF-8");
    EXPECT_EQ(finding("[-9223372036854775809]"), "byte 1: a number that is out of range");
    EXPECT_EQ(finding("[18446744073709551616]"), "byte 1: a number that is out of range");
    EXPECT_EQ(finding("[18446744073709551615,-9223372036854775808]"), "nothing");
}

TEST(FindError, TellsNumbersThatAreTooLargeFromThoseThatAreNearlyZero) {
    const auto zeros = std::string(400, '0');
    for (const auto& text : std::vector<std::string>{
             "1e-999", "111e-3211111111111", "1e-99999999999999999999", "0." + zeros + "1e5"}) {
        EXPECT_EQ(finding(text), "nothing") << text;
        EXPECT_TRUE(Document::parse(text)) << text;
    }
    for (const auto& text : std::vector<std::string>{"1e999", "-1e+999", "1e99999999999999999999",
                                                     "1" + zeros + ".0", "1" + zeros + "e-5"}) {
        EXPECT_NE(finding(text), "nothing") << text;
        EXPECT_FALSE(Document::parse(text)) << text;
    }
}

TEST(FindError, FindsNothingWhereNothingIsWrong) {
    EXPECT_EQ(finding(R"( {"a" : [ 1 , -0.5e+3 , "\ud83d\uDE02\/" , {} , [ ] , null ] } )"),
              "nothing");
}

RC_GTEST_PROP(FindError, AgreesWithTheParser, ()) {
    const auto piece = rc::gen::element<std::string>("{", "}", "[", "]", ",", ":", "\"a\"", "\"b\"",
                                                     "1", "-", "0", ".5", "e2", "true", " ", "\\");
    std::string text;
    for (const auto& part : *rc::gen::container<std::vector<std::string>>(piece)) text += part;
    RC_ASSERT(find_error(text, 32).has_value() == Document::parse(text, 32).has_value());
}

}  // namespace
}  // namespace entente::json
