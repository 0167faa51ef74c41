#include "json/pretty.h"

#include "json/canonical.h"
#include "tests/support/precompiled.h"

namespace entente::json {
namespace {

TEST(Pretty, PutsOneMemberOnALine) {
    const auto document = Document::parse(R"({"b":[1,{}],"a":"x"})");
    EXPECT_EQ(pretty(document->root()), "{\n  \"b\": [\n    1,\n    {}\n  ],\n  \"a\": \"x\"\n}");
}

TEST(Pretty, KeepsTheMeaning) {
    const std::string text = R"({"a":[true,null,-1.5,"\u0007\"é"],"b":{"c":[]}})";
    const auto document = Document::parse(text);
    EXPECT_EQ(canonicalise(pretty(document->root())).value(), canonicalise(text).value());
}

}  // namespace
}  // namespace entente::json
