#include "stix/title.h"

#include "json/text.h"
#include "json/write.h"
#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

std::string title(const std::string& text) {
    return title_of(json::Document::parse(text)->root());
}

TEST(Title, IsTheNameBeforeAnythingElse) {
    EXPECT_EQ(title(R"({"description":"long","value":"v","name":"Talks"})"), "Talks");
}

TEST(Title, IsHowTheTextBeginsWhereThereIsNoName) {
    EXPECT_EQ(title(R"({"type":"note","content":"c","description":"d"})"), "c");
    EXPECT_EQ(title(R"({"type":"domain-name","value":"a.example"})"), "a.example");
    EXPECT_EQ(title(R"({"type":"question","wording":"Will it?"})"), "Will it?");
}

TEST(Title, PassesOverWhatIsEmptyOrNoText) {
    EXPECT_EQ(title(R"({"name":"","abstract":7,"description":"d"})"), "d");
    EXPECT_EQ(title(R"({"type":"x"})"), "");
    EXPECT_EQ(title("[]"), "");
}

RC_GTEST_PROP(Title, IsCutBetweenCharacters, (std::vector<std::uint16_t> units)) {
    std::string name;
    for (const auto unit : units) name += unit % 3 == 0 ? "я" : unit % 3 == 1 ? "x" : "😀";
    json::Object object;
    object.add("name", name);
    const auto cut = title(object.text());
    RC_ASSERT(json::valid_utf8_prefix(cut) == cut.size());
    const bool is_short_enough = name.size() <= 72 ? cut == name : cut.size() <= 72 + 3;
    RC_ASSERT(is_short_enough);
}

}  // namespace
}  // namespace entente::stix
