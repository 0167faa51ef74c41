#include "json/locate.h"

#include "json/canonical.h"
#include "json/pointer.h"
#include "json/pretty.h"
#include "json/value.h"
#include "json/write.h"
#include "tests/support/precompiled.h"

namespace entente::json {
namespace {

constexpr std::string_view text = R"( {"a": [10, {"b\u0063": "x,]}\"", "~/": true}], "c": null} )";

std::string found(std::string_view pointer) {
    const auto offset = locate(text, pointer);
    return offset ? std::string(text.substr(*offset, 4)) : "nothing";
}

TEST(Locate, GivesTheFirstByteOfTheValue) {  // RFC 6901 section 4
    EXPECT_EQ(found(""), R"({"a")");
    EXPECT_EQ(found("/a"), "[10,");
    EXPECT_EQ(found("/a/0"), "10, ");
    EXPECT_EQ(found("/a/1"), R"({"b\)");
    EXPECT_EQ(found("/c"), "null");
}

TEST(Locate, ReadsEscapesOnBothSides) {  // RFC 6901 section 3; RFC 8259 section 7
    EXPECT_EQ(found("/a/1/bc"), R"("x,])");
    EXPECT_EQ(found("/a/1/~0~1"), "true");
}

TEST(Locate, FindsNothingWhereNothingIs) {
    for (const auto* pointer : {"/b", "/a/2", "/a/x", "/a/01", "/c/d", "/a/1/b", "/a/0/0", "/"}) {
        EXPECT_EQ(found(pointer), "nothing") << pointer;
    }
    EXPECT_FALSE(locate("", ""));
    EXPECT_FALSE(locate("{", "/a"));
    EXPECT_FALSE(locate("[1", "/1"));
    EXPECT_FALSE(locate(R"({"\)", "/a/0"));
    EXPECT_FALSE(locate(R"({"\u12":1})", "/a/0"));
}

TEST(Position, CountsLinesAndColumnsFromOne) {
    EXPECT_EQ(position_of("ab\ncd", 0), (Position{.line = 1, .column = 1}));
    EXPECT_EQ(position_of("ab\ncd", 3), (Position{.line = 2, .column = 1}));
    EXPECT_EQ(position_of("ab\ncd", 99), (Position{.line = 2, .column = 3}));
}

/// Compares, for every value of the document, where it stands with where it is found.
void check_all(std::string_view whole, const Value& value, std::string& pointer) {
    const auto offset = locate(whole, pointer);
    RC_ASSERT(offset.has_value());
    const auto canonical_text = canonical(value);
    RC_ASSERT(canonical_text.has_value());
    RC_ASSERT(whole.substr(*offset, canonical_text->size()) == *canonical_text);
    for (const auto& [name, member] : value.members()) {
        const auto before = pointer.size();
        append_step(pointer, name);
        check_all(whole, member, pointer);
        pointer.resize(before);
    }
    std::size_t index = 0;
    for (const auto& element : value.elements()) {
        const auto before = pointer.size();
        append_step(pointer, index++);
        check_all(whole, element, pointer);
        pointer.resize(before);
    }
}

RC_GTEST_PROP(Locate, FindsEveryValueOfADocument, ()) {
    const auto names = *rc::gen::container<std::vector<std::string>>(
        3, rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab~/\"\\,{}[]:"))));
    Array list;
    for (const auto& name : names) list.add(name);
    Object inner;
    inner.add("list", list);
    if (names[0] != "list") inner.add(names[0], names[1]);
    Object outer;
    outer.add(names[2], inner);
    const auto whole = outer.text();
    const auto document = Document::parse(whole);
    RC_ASSERT(document.has_value());
    std::string pointer;
    check_all(whole, document->root(), pointer);
}

}  // namespace
}  // namespace entente::json
