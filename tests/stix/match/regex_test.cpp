#include "stix/match/regex.h"

#include "tests/support/precompiled.h"

namespace entente::stix::match {
namespace {

bool finds(std::string_view expression, std::string_view text,
           TextUnit unit = TextUnit::code_point) {
    const auto regex = Regex::compile(expression, unit);
    EXPECT_TRUE(regex) << expression << ": " << to_line(regex.error());
    return regex->search(text);
}

TEST(Regex, Searches) {  // STIX 2.1 section 9.6.1
    EXPECT_TRUE(finds("l+", "hello"));
    EXPECT_TRUE(finds("", ""));
    EXPECT_FALSE(finds("^ello", "hello"));
    EXPECT_TRUE(finds("a.b", "a\nb"));  // DOTALL
    EXPECT_TRUE(finds("^C:\\\\Windows\\\\\\w+$", "C:\\Windows\\foo"));
    EXPECT_TRUE(finds(".+\\@example\\.com$", "x@example.com"));
    EXPECT_TRUE(finds("^..$", "\u00FC\u00FC"));
}

TEST(Regex, ReadsDollarAsPcreDoes) {  // STIX 2.1 section 9.6.1; PCRE: at the end, and before a line
                                      // feed that ends it
    EXPECT_TRUE(finds("b$", "ab\n"));
    EXPECT_TRUE(finds("b\\Z", "ab\n"));
    EXPECT_FALSE(finds("b\\z", "ab\n"));
    EXPECT_FALSE(finds("b$", "ab\nc"));
    EXPECT_TRUE(finds("(?m)b$", "ab\nc"));
    EXPECT_TRUE(finds("[$]", "a$"));
    EXPECT_TRUE(finds("[[:alpha:]$]\\$", "a$"));
    EXPECT_TRUE(finds("[]$]x", "]x"));
    EXPECT_TRUE(finds("[^]a]$", "b"));
    EXPECT_TRUE(finds("\\Qa$\\E", "a$b"));
    EXPECT_TRUE(finds("(?<name>a)\\_", "a_"));
}

TEST(Regex, ReadsOctetsAsCodePoints) {  // STIX 2.1 section 9.6.1: no UNICODE flag for binary
    EXPECT_TRUE(finds("\\xd4\\xc3\\xb2\\xa1\\x02", "\xD4\xC3\xB2\xA1\x02\x00", TextUnit::octet));
    EXPECT_TRUE(finds("^.$", "\xFF", TextUnit::octet));
    EXPECT_FALSE(finds("^.$", "\u00FF", TextUnit::octet));
    EXPECT_TRUE(finds("a.\\x00", std::string_view("a\n\0", 3), TextUnit::octet));
}

TEST(Regex, RefusesWhatIsNoneAndWhatOnlyBacktrackingRuns) {  // STIX 2.1 section 9.6.1
    for (const auto* expression : {"(", "[a", "a**", "*a", "\\", "(?=a)", "(?<!a)b", "(a)\\1",
                                   "a++", "(?>a)", "a{2,1}", "((a{100}){100}){100}"}) {
        const auto regex = Regex::compile(expression, TextUnit::code_point);
        ASSERT_FALSE(regex) << expression;
        EXPECT_EQ(regex.error().kind, ErrorKind::invalid);
        EXPECT_NE(regex.error().remedy, "");
    }
}

TEST(Regex, IsLinearForWhatMakesOthersExplode) {
    EXPECT_FALSE(finds("^(a+)+$", std::string(100'000, 'a') + "b"));
}

}  // namespace
}  // namespace entente::stix::match
