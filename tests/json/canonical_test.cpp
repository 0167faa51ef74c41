#include "json/canonical.h"

#include "tests/support/precompiled.h"

namespace entente::json {
namespace {

/// Where and why the text is refused: "byte 17: names are not sorted".
std::string refusal(ByteView text) {
    const auto checked = check_canonical(text);
    if (checked) return "accepted";
    EXPECT_EQ(checked.error().kind, ErrorKind::invalid);
    return checked.error().where + ": " + checked.error().what;
}

TEST(CheckCanonical, AcceptsTheForms) {
    for (const auto* text : {
             R"({})",
             R"([])",
             R"("")",
             R"(0)",
             R"(null)",
             R"({"a":[1,-1,0,1.5,1e+21,5e-324,true,false,null,"x"],"b":{}})",
             R"([9007199254740991,-9007199254740991])",
             R"("\b\t\n\f\r\"\\\u0000\u001f/é")",
             R"({"":1,"a":2,"aa":3,"b":4})",
         }) {
        EXPECT_EQ(refusal(text), "accepted") << text;
    }
}

TEST(CheckCanonical, NamesTheByteThatIsWrong) {
    EXPECT_EQ(refusal(""), "byte 0: the text ends too early");
    EXPECT_EQ(refusal("{\"a\":1"), "byte 6: the text ends too early");
    EXPECT_EQ(refusal("[1, 2]"), "byte 3: white space between values");
    EXPECT_EQ(refusal("[1] "), "byte 3: there are bytes after the end");
    EXPECT_EQ(refusal("[1,]"), "byte 3: not JSON");
    EXPECT_EQ(refusal("{\"a\"}"), "byte 4: not JSON");
    EXPECT_EQ(refusal("{a:1}"), "byte 1: not JSON");
    EXPECT_EQ(refusal("[tru]"), "byte 1: not JSON");
    EXPECT_EQ(refusal("\"\xC3(\""), "byte 1: not UTF-8");
    EXPECT_EQ(refusal("\"\xED\xA0\x80\""), "byte 1: not UTF-8");  // a surrogate by itself
}

TEST(CheckCanonical, RefusesNamesOutOfOrder) {  // RFC 8785 section 3.2.3
    EXPECT_EQ(refusal(R"({"b":1,"a":2})"), "byte 7: names are not sorted");
    EXPECT_EQ(refusal(R"({"a":1,"a":2})"), "byte 7: a name stands twice in an object");
    EXPECT_EQ(refusal(R"({"a":1,"a\n":2})"), "accepted");
    EXPECT_EQ(refusal(R"({"a\n":1,"a":2})"), "byte 9: names are not sorted");
    EXPECT_EQ(refusal("{\"\\n\":1,\"\\r\":2,\"1\":3}"), "accepted");
    EXPECT_EQ(refusal("{\"\U0001F602\":1,\"\uFB33\":2}"), "accepted");
    EXPECT_EQ(refusal("{\"\uFB33\":1,\"\U0001F602\":2}"), "byte 9: names are not sorted");
}

TEST(CheckCanonical, RefusesOtherFormsOfAString) {  // RFC 8785 section 3.2.2.2
    for (const auto* text : {R"("\/")", R"("\u0041")", R"("\u000a")", R"("\u001F")", R"("\u00e9")",
                             R"("\ud83d\ude02")", R"("\ud83d")", R"("\x")", R"("\u00")"}) {
        EXPECT_EQ(refusal(text), "byte 1: not the shortest form of this character") << text;
    }
    EXPECT_EQ(refusal("\"\n\""), "byte 1: a control character in a string");
}

TEST(CheckCanonical, RefusesOtherFormsOfANumber) {  // RFC 8785 section 3.2.2.3
    for (const auto* text : {"-0", "00", "01", "-01", "1.0", "1e2", "1E30", "1e21", "0.10", "-0.0",
                             "1e-6", "0.0000001", "100000000000000000000.5"}) {
        EXPECT_EQ(refusal(text), "byte 0: not a number as ECMAScript prints it") << text;
    }
    for (const auto* text : {"1.", "1e", "1e+", "1.e5", "1e400", "1.5.5", "1-2e"}) {
        EXPECT_NE(refusal(text), "accepted") << text;
    }
    EXPECT_EQ(refusal("9007199254740992"), "byte 0: an integer beyond 2^53 - 1");
    EXPECT_EQ(refusal("-9007199254740992"), "byte 0: an integer beyond 2^53 - 1");
    EXPECT_EQ(refusal("100000000000000000000"), "byte 0: an integer beyond 2^53 - 1");
}

TEST(CheckCanonical, RefusesWhatIsNestedTooDeep) {  // design 02-log section 3.1
    const auto nested = [](std::size_t levels) {
        return std::string(levels, '[') + std::string(levels, ']');
    };
    EXPECT_EQ(refusal(nested(32)), "accepted");
    EXPECT_EQ(refusal(nested(33)), "byte 32: nested deeper than 32 levels");
    EXPECT_EQ(refusal(std::string(1'000'000, '[')), "byte 32: nested deeper than 32 levels");
}

TEST(CheckCanonical, RefusesEveryTruncation) {
    const std::string text = "{\"a\":[1.5,true,null,\"x\\n\\u0001\\\\\xC3\xA9\"],\"b\":{\"c\":-1}}";
    ASSERT_EQ(refusal(text), "accepted");
    for (std::size_t size = 0; size < text.size(); ++size) {
        EXPECT_NE(refusal(text.substr(0, size)), "accepted") << size;
    }
}

}  // namespace
}  // namespace entente::json
