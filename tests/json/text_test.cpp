#include "json/text.h"

#include "tests/support/precompiled.h"

namespace entente::json {
namespace {

std::u16string utf16(const std::u32string& points) {
    std::u16string units;
    for (const char32_t point : points) {
        if (point < 0x1'0000) {
            units += static_cast<char16_t>(point);
        } else {
            units += static_cast<char16_t>(0xD800 + ((point - 0x1'0000) >> 10));
            units += static_cast<char16_t>(0xDC00 + ((point - 0x1'0000) & 0x3FF));
        }
    }
    return units;
}

/// Through escapes, so that the encoder under test is the one of append_unescaped.
std::string utf8(const std::u32string& points) {
    std::string text;
    for (const char16_t unit : utf16(points)) {
        constexpr char digits[] = "0123456789ABCDEF";
        text += "\\u";
        for (int shift = 12; shift >= 0; shift -= 4) text += digits[(unit >> shift) & 15];
    }
    std::string unescaped;
    append_unescaped(unescaped, text);
    return unescaped;
}

std::u32string arbitrary_points() {
    const auto point = rc::gen::suchThat(
        rc::gen::oneOf(rc::gen::inRange<int>(0, 0x110000), rc::gen::inRange<int>(0xD7F0, 0x10010),
                       rc::gen::inRange<int>(0, 0x80)),
        [](int value) { return value < 0xD800 || value > 0xDFFF; });
    std::u32string points;
    for (const int value : *rc::gen::container<std::vector<int>>(point)) {
        points += static_cast<char32_t>(value);
    }
    return points;
}

TEST(PlainRun, StopsAtTheFirstByteThatNeedsAnEscape) {
    for (std::size_t before = 0; before < 40; ++before) {
        for (const char stop : {'"', '\\', '\0', '\x1f', '\n'}) {
            const auto text = std::string(before, 'x') + stop + "\"\\rest of the text\n";
            EXPECT_EQ(plain_run(text), before);
        }
        EXPECT_EQ(plain_run(std::string(before, '\xC3')), before);
    }
}

TEST(PlainRun, PassesWhatOnlyLooksLikeAStop) {
    // Neighbours of the stops, and the stops with their high bit set.
    const std::string text = "!#[] \x7f\xA2\xDC\x80\x9F\xFF!#[] \x7f";
    EXPECT_EQ(plain_run(text), text.size());
}

RC_GTEST_PROP(NameOrder, IsThatOfUtf16CodeUnits, ()) {
    const auto shared = arbitrary_points();
    const auto a = shared + arbitrary_points();
    const auto b = shared + arbitrary_points();
    RC_ASSERT(stands_before(utf8(a), utf8(b)) == (utf16(a) < utf16(b)));
}

TEST(NameOrder, PutsSurrogatesBeforePrivateUse) {  // RFC 8785 section 3.2.3
    EXPECT_TRUE(stands_before(utf8(U"\U0001F602"), utf8(U"\uFB33")));
    EXPECT_TRUE(stands_before(utf8(U"\uD7FF"), utf8(U"\U00010000")));
    EXPECT_FALSE(stands_before("same", "same"));
    EXPECT_TRUE(stands_before("", "a"));
}

RC_GTEST_PROP(Quoting, IsUndoneByUnescaping, ()) {
    const auto text = utf8(arbitrary_points());
    std::string quoted;
    append_quoted(quoted, text);
    std::string again;
    append_unescaped(again, std::string_view(quoted).substr(1, quoted.size() - 2));
    RC_ASSERT(again == text);
}

TEST(Quoting, EscapesNoMoreThanItMust) {  // RFC 8785 section 3.2.2.2
    std::string quoted;
    append_quoted(quoted, "\b\t\n\f\r\"\\/\x01\x1f\x7f\xC3\xA9");
    EXPECT_EQ(quoted, "\"\\b\\t\\n\\f\\r\\\"\\\\/\\u0001\\u001f\x7f\xC3\xA9\"");
}

TEST(Utf8, EndsAtTheFirstWrongByte) {  // RFC 3629 section 4
    const auto prefix = [](std::string wrong) { return valid_utf8_prefix("ab" + wrong + "cd"); };
    EXPECT_EQ(prefix("\x80"), 2U);              // a tail without a lead
    EXPECT_EQ(prefix("\xC1\xBF"), 2U);          // overlong
    EXPECT_EQ(prefix("\xE0\x9F\xBF"), 2U);      // overlong
    EXPECT_EQ(prefix("\xED\xA0\x80"), 2U);      // a surrogate
    EXPECT_EQ(prefix("\xF0\x8F\xBF\xBF"), 2U);  // overlong
    EXPECT_EQ(prefix("\xF4\x90\x80\x80"), 2U);  // beyond U+10FFFF
    EXPECT_EQ(prefix("\xF5\x80\x80\x80"), 2U);
    EXPECT_EQ(prefix("\xE2\x82"), 2U);  // cut off
    EXPECT_EQ(prefix("\xE2\x82\xAC"), 7U);
    EXPECT_EQ(prefix("\xF4\x8F\xBF\xBF"), 8U);
}

RC_GTEST_PROP(Utf8, IsWhatIsEncoded, ()) {
    const auto text = utf8(arbitrary_points());
    RC_ASSERT(valid_utf8_prefix(text) == text.size());
}

}  // namespace
}  // namespace entente::json
