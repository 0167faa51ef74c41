#include "stix/pattern/lexer.h"

#include "tests/support/precompiled.h"

namespace entente::stix::pattern {
namespace {

using Kinds = std::vector<TokenKind>;

Kinds kinds(std::string_view text) {
    Lexer lexer(text);
    Kinds found;
    for (auto token = lexer.next(); token.kind != TokenKind::end; token = lexer.next()) {
        found.push_back(token.kind);
        if (token.kind == TokenKind::invalid) break;
    }
    return found;
}

std::string problem(std::string_view text) {
    Lexer lexer(text);
    auto token = lexer.next();
    while (token.kind != TokenKind::end && token.kind != TokenKind::invalid) token = lexer.next();
    return std::to_string(lexer.problem().offset) + ": " + lexer.problem().what;
}

TEST(Lexer, TellsTheWordsApart) {
    EXPECT_EQ(kinds("[file:size<=7.0]"),
              (Kinds{TokenKind::left_bracket, TokenKind::name, TokenKind::colon, TokenKind::name,
                     TokenKind::less_equal, TokenKind::floating, TokenKind::right_bracket}));
    EXPECT_EQ(kinds("win-registry-key:values[*] IN('a',h'00',b'',t'x',true,-5,.5)").size(), 22U);
    EXPECT_EQ(kinds("== = != <> < > >="),
              (Kinds{TokenKind::equal, TokenKind::equal, TokenKind::not_equal, TokenKind::not_equal,
                     TokenKind::less, TokenKind::greater, TokenKind::greater_equal}));
    EXPECT_EQ(kinds("b h t 'b' h'b'"), (Kinds{TokenKind::name, TokenKind::name, TokenKind::name,
                                              TokenKind::string, TokenKind::hex}));
}

TEST(Lexer, PassesOverAllWhiteSpaceAndComments) {  // STIX 2.1 sections 9.1 and 9.4
    EXPECT_EQ(kinds(" \t\r\n\v\f\u0085\u00A0\u1680\u2003\u2028\u2029\u202F\u205F\u3000AND"),
              Kinds{TokenKind::keyword_and});
    EXPECT_EQ(kinds("/* a */ OR // b\nNOT /**/"),
              (Kinds{TokenKind::keyword_or, TokenKind::keyword_not}));
    EXPECT_EQ(problem("a /* b"), "2: a comment without its end");
}

TEST(Lexer, KnowsKeywordsOnlyAsTheyAreWritten) {
    EXPECT_EQ(kinds("AND And and ANDY"),
              (Kinds{TokenKind::keyword_and, TokenKind::name, TokenKind::name, TokenKind::name}));
    EXPECT_EQ(kinds("true TRUE"), (Kinds{TokenKind::boolean, TokenKind::name}));
}

TEST(Lexer, RefusesOtherEscapes) {  // STIX 2.1 section 9.2
    EXPECT_EQ(kinds(R"('\'\\')"), Kinds{TokenKind::string});
    EXPECT_EQ(problem(R"('a\n')"), "2: a backslash that escapes nothing");
    EXPECT_EQ(problem(R"('a\)"), "2: a backslash that escapes nothing");
    EXPECT_EQ(problem("'abc"), "0: a constant without its closing apostrophe");
    EXPECT_EQ(problem(R"('abc\')"), "0: a constant without its closing apostrophe");
}

TEST(Lexer, RefusesNumbersThatAreWrittenOtherwise) {  // STIX 2.1 section 9.2
    EXPECT_EQ(problem("+5"), "0: a number with a plus sign");
    EXPECT_EQ(problem("007"), "0: an integer with a leading zero");
    EXPECT_EQ(problem("- 5"), "0: a sign without a number");
    EXPECT_EQ(kinds("0 -0 -1 007.5 -.5"),
              (Kinds{TokenKind::integer, TokenKind::integer, TokenKind::integer,
                     TokenKind::floating, TokenKind::floating}));
}

TEST(Lexer, RefusesWhatIsNotUnicode) {  // STIX 2.1 section 9.4
    EXPECT_EQ(problem("a = 'x\xFF'"), "6: not UTF-8");
    EXPECT_EQ(problem("a = \xC0\xAF"), "4: not UTF-8");
    EXPECT_EQ(problem("a \u2260 b"), "2: a character that means nothing here");
    EXPECT_EQ(problem("a ? b"), "2: a character that means nothing here");
}

TEST(Lexer, SaysWhichNamesNeedApostrophes) {  // STIX 2.1 section 9.7
    for (const auto* name : {"SHA-256", "a.b", "5z8", "", "IN", "true", "\u00E4"}) {
        EXPECT_TRUE(needs_apostrophes(name)) << name;
    }
    for (const auto* name : {"MD5", "_x", "in", "body_raw_ref"}) {
        EXPECT_FALSE(needs_apostrophes(name)) << name;
    }
}

}  // namespace
}  // namespace entente::stix::pattern
