#include "stix/pattern/unicode.h"

#include "tests/support/precompiled.h"

namespace entente::stix::pattern {
namespace {

std::size_t bytes_of(std::string_view text) {
    return decode(text, 0).bytes;
}

RC_GTEST_PROP(Unicode, ReadsWhatItWrites, ()) {
    const auto value = *rc::gen::suchThat(rc::gen::inRange<char32_t>(0, 0x11'0000),
                                          [](char32_t c) { return c < 0xD800 || c > 0xDFFF; });
    std::string text;
    append_utf8(text, value);
    const auto point = decode(text, 0);
    RC_ASSERT(point.value == value);
    RC_ASSERT(point.bytes == text.size());
    for (std::size_t cut = 1; cut < text.size(); ++cut) {
        RC_ASSERT(bytes_of(std::string_view(text).substr(0, cut)) == 0);
    }
}

TEST(Unicode, RefusesWhatRfc3629Forbids) {  // RFC 3629 section 4
    for (const auto* text :
         {"\x80", "\xC0\xAF", "\xC1\xBF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF0\x80\x80\xAF",
          "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE2\x82", "\xE2\x28\xA1", "\xFF"}) {
        EXPECT_EQ(bytes_of(text), 0U) << testing::PrintToString(text);
    }
}

TEST(Unicode, KnowsWhiteSpace) {  // PropList.txt: White_Space
    for (const char32_t space :
         U"\t\n\v\f\r \u0085\u00A0\u1680\u2000\u200A\u2028\u2029\u202F\u205F\u3000") {
        if (space != 0) EXPECT_TRUE(is_white_space(space)) << std::uint32_t{space};
    }
    for (const char32_t other : U"\x08\x0EA\u180E\u200B\u2060\uFEFF") {
        EXPECT_FALSE(is_white_space(other)) << std::uint32_t{other};
    }
}

}  // namespace
}  // namespace entente::stix::pattern
