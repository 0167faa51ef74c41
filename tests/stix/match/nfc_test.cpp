#include "stix/match/nfc.h"

#include "stix/pattern/unicode.h"
#include "tests/support/precompiled.h"

namespace entente::stix::match {
namespace {

TEST(Nfc, ComposesWhatIsDecomposed) {  // UAX #15, figures 3 to 6
    const std::pair<std::string_view, std::string_view> cases[] = {
        {"", ""},
        {"plain ASCII", "plain ASCII"},
        {"caf\u00E9", "caf\u00E9"},
        {"A\u030A", "\u00C5"},
        {"\u212B", "\u00C5"},  // a singleton
        {"o\u0302", "\u00F4"},
        {"\u1E9B\u0323", "\u1E9B\u0323"},
        {"s\u0323\u0307", "\u1E69"},
        {"s\u0307\u0323", "\u1E69"},
        {"\u1E0B\u0323", "\u1E0D\u0307"},
        {"q\u0307\u0323", "q\u0323\u0307"},
        {"\u0344", "\u0308\u0301"},        // excluded from composition
        {"\u0915\u093C", "\u0915\u093C"},  // so is U+0958
        {"\u0958", "\u0915\u093C"},
        {"\uFB01", "\uFB01"},  // compatibility only: stays
        {"\u1100\u1161", "\uAC00"},
        {"\u1100\u1161\u11A8", "\uAC01"},
        {"\uAC00\u11A8", "\uAC01"},
        {"\uAC01\u11A8", "\uAC01\u11A8"},
        {"\u1100\u0300\u1161", "\u1100\u0300\u1161"},  // blocked by the mark
        {"a\u0315\u0300\u05AE\u0062", "\u00E0\u05AE\u0315b"},
        {"\U0001D15E", "\U0001D157\U0001D165"},
        {"\U0002F800", "\u4E3D"},
        {"\u0300", "\u0300"},
        {"\u0300\u0041\u0300", "\u0300\u00C0"},
    };
    for (const auto& [text, normal] : cases) EXPECT_EQ(to_nfc(text), normal) << text;
}

TEST(Nfc, LeavesWhatIsNotUtf8) {
    EXPECT_EQ(to_nfc("A\xCC\x8A\xFF"), "A\xCC\x8A\xFF");
}

RC_GTEST_PROP(Nfc, IsStable, ()) {
    // Letters and marks that compose, in any order.
    const std::u32string points =
        U"aeosqAK\u0300\u0301\u0302\u0307\u0308\u030A\u0323\u0327\u0344"
        U"\u0345\u05AE\u0958\u1100\u1161\u11A8\uAC00\u212A\u1E0B";
    std::string text;
    for (const auto at : *rc::gen::container<std::vector<std::size_t>>(
             rc::gen::inRange<std::size_t>(0, points.size()))) {
        pattern::append_utf8(text, points[at]);
    }
    const auto once = to_nfc(text);
    RC_ASSERT(to_nfc(once) == once);
    RC_ASSERT(to_nfc(text + "\n" + text) == once + "\n" + once);
}

TEST(Nfc, TakesManyMarksInTheTimeOfSorting) {
    std::string text = "a";
    for (int i = 0; i < 100'000; ++i) text += i % 2 == 0 ? "\u0301" : "\u0323";
    const auto normal = to_nfc(text);
    EXPECT_TRUE(
        normal.starts_with("\u1EA1\u0323"));  // a with dot below, then the dots, then the rest
    EXPECT_TRUE(normal.ends_with("\u0301"));
}

}  // namespace
}  // namespace entente::stix::match
