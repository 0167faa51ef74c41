#include "json/write.h"

#include "json/canonical.h"
#include "json/value.h"
#include "tests/support/precompiled.h"

namespace entente::json {
namespace {

TEST(Writer, SortsAndEscapes) {
    Object inner;
    inner.add("z", 1).add("y", -0.5);
    Array array;
    array.add("a\"b").add(inner).add(Array()).add(true).add(std::uint64_t{7}).add_raw("null");
    Object object;
    object.add("name", "ALPHA\n");
    object.add("list", array);
    object.add("is_open", false);
    object.add("count", std::size_t{3});
    object.add_raw("card", R"({"a":1})");
    EXPECT_EQ(object.text(),
              R"({"card":{"a":1},"count":3,"is_open":false,)"
              R"("list":["a\"b",{"y":-0.5,"z":1},[],true,7,null],"name":"ALPHA\n"})");
    EXPECT_TRUE(check_canonical(object.text()));
    EXPECT_EQ(Object().text(), "{}");
}

TEST(Writer, SortsBeyondAscii) {  // RFC 8785 section 3.2.3
    Object object;
    object.add("\uFB33", 1).add("\U0001F602", 2).add("a", 3);
    EXPECT_TRUE(check_canonical(object.text()));
}

RC_GTEST_PROP(Writer, QuotesWhatTheParserReadsBack, (const std::vector<unsigned char>& bytes)) {
    std::string text;
    for (const auto byte : bytes) text += static_cast<char>(byte & 0x7F);
    RC_ASSERT(Document::parse(quote(text)).value().root().as_string().value() == text);
    RC_ASSERT(check_canonical(quote(text)).has_value());
}

}  // namespace
}  // namespace entente::json
