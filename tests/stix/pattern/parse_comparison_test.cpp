#include "stix/pattern/parser.h"
#include "stix/pattern/print.h"
#include "tests/stix/pattern/refusal.h"
#include "tests/support/precompiled.h"

namespace entente::stix::pattern {
namespace {

/// The verdict on "[a:b = ...]"; places count from the constant on.
std::string constant(const std::string& text) {
    const auto pattern = parse("[a:b = " + text + "]");
    return pattern ? "valid" : pattern.error().what;
}

std::string text_of_constant(const std::string& text) {
    const auto pattern = parse("[a:b = " + text + "]");
    EXPECT_TRUE(pattern) << text << '\n' << to_line(pattern.error());
    return std::string(pattern->text(pattern->constants(pattern->comparisons()[0])[0].text));
}

TEST(Constants, AreOfTheSevenTypes) {  // STIX 2.1 section 9.2
    EXPECT_EQ(text_of_constant(R"('it\'s a \\')"), R"(it's a \)");
    EXPECT_EQ(text_of_constant("'line\nfeed \u00FC'"), "line\nfeed \u00FC");
    EXPECT_EQ(text_of_constant("b'ABI='"), std::string("\0\x12", 2));
    EXPECT_EQ(text_of_constant("b'AB\r\nI\n='"), std::string("\0\x12", 2));  // line feeds ignored
    EXPECT_EQ(text_of_constant("h'ffC3'"), "\xFF\xC3");
    EXPECT_EQ(text_of_constant("h''"), "");
    EXPECT_EQ(text_of_constant("t'2014-01-13T07:03:17Z'"), "2014-01-13T07:03:17Z");
    for (const auto* number : {"123", "-5", "0", "123.456", ".5", "-.5", "true", "false"}) {
        EXPECT_EQ(constant(number), "valid") << number;
    }
}

TEST(Constants, OfOctetsStandInApostrophesBehindTheirLetter) {  // STIX 2.1 section 9.2
    for (const auto* text : {"b ABI=", "b'ABI=", "h ff", "h'ff", "hff", "t 2014-01-13T07:03:17Z"}) {
        EXPECT_NE(constant(text), "valid") << text;
    }
}

TEST(Operators, TakeAPathBeforeAndAConstantBehind) {  // STIX 2.1 section 9.6.1
    for (const auto* text : {"[a:b = c:d]", "[5 = a:b]", "[5 = 5]", "[a = 5]", "[a:b IN 5]",
                             "[a:b LIKE c:d]", "[EXISTS 'a']", "[a:b =]"}) {
        EXPECT_NE(verdict(text), "valid") << text;
    }
}

TEST(Operators, JoinComparisonsOrGroupsOfThem) {  // STIX 2.1 section 9.6
    EXPECT_EQ(verdict("[(a:b = 1 OR a:c = 2) AND (a:d = 3)]"), "valid");
    for (const auto* text : {"[a:b = 1 AND 5]", "[a:b = 1 AND]", "[AND a:b = 1]",
                             "[a:b = 1 OR [a:c = 2]]", "[(a:b = 1 OR a:c = 2]"}) {
        EXPECT_NE(verdict(text), "valid") << text;
    }
}

TEST(Constants, AreRefusedWhenInvalid) {  // STIX 2.1 sections 9.2 and 9.4
    EXPECT_EQ(constant("h'f'"), "not an even number of hexadecimal digits");
    EXPECT_EQ(constant("h'fg'"), "not an even number of hexadecimal digits");
    EXPECT_EQ(constant("b'===='"), "not base64");
    EXPECT_EQ(constant("b'ABI'"), "not base64");
    EXPECT_EQ(constant("b'AB I='"), "not base64");
    EXPECT_EQ(constant("+1"), "a number with a plus sign");
    EXPECT_EQ(constant("+1.5"), "a number with a plus sign");
    EXPECT_EQ(constant("9007199254740992"), "an integer beyond 2^53 - 1");
    EXPECT_EQ(constant("-9007199254740991"), "valid");
    EXPECT_EQ(constant("99999999999999999999999999"), "an integer beyond 2^53 - 1");
    EXPECT_EQ(constant("1" + std::string(400, '0') + ".0"),
              "a number that no double-precision float can hold");
    EXPECT_EQ(constant("t'2457-73-22T32:81:84.1Z'"),
              "not a timestamp, or a date that does not exist");
    EXPECT_EQ(constant("null"),
              "expected a constant: a number, true, false, or text in "
              "apostrophes, found 'null'");
    EXPECT_EQ(constant("1e5"), "expected AND, OR or ']', found 'e5'");
}

TEST(Paths, AreOfNamesIndicesAndEvery) {  // STIX 2.1 section 9.7
    for (const auto* path :
         {"file:size", "network-traffic:protocols[0]", "x_y:a", "a:b[*]",
          "file:extensions.'windows-pebinary-ext'.sections[*].entropy", "file:hashes.ssdeep",
          "email-message:from_ref.value", "directory:contains_refs[*].name", "a:'b c'.'d\\''"}) {
        EXPECT_EQ(verdict("[EXISTS " + std::string(path) + "]"), "valid") << path;
    }
}

TEST(Paths, NeedApostrophesForHyphens) {  // STIX 2.1 section 9.7
    EXPECT_EQ(verdict("[some-type:needs-quotes = 1]"),
              "line 1, column 12 (byte 11): a name with a hyphen outside of apostrophes");
    EXPECT_EQ(verdict("[file:hashes.SHA-256 = 'x']"),
              "line 1, column 14 (byte 13): a name with a hyphen outside of apostrophes");
    EXPECT_EQ(verdict("[a:'' = 1]"), "line 1, column 4 (byte 3): the name of a property is empty");
    EXPECT_EQ(verdict("[file.size = 1]"),
              "line 1, column 6 (byte 5): expected ':' and the name of a property, found '.'");
    EXPECT_EQ(verdict("[a:IN = 1]"),
              "line 1, column 4 (byte 3): expected the name of a property, found 'IN'");
}

TEST(Paths, CountListsFromZero) {  // STIX 2.1 section 9.7.2
    EXPECT_EQ(verdict("[a:b[-1] = 1]"), "line 1, column 6 (byte 5): not the index of a list");
    EXPECT_EQ(verdict("[a:b[1.5] = 1]"),
              "line 1, column 6 (byte 5): expected an index from 0 or '*', found '1.5'");
    EXPECT_EQ(verdict("[a:b[] = 1]"),
              "line 1, column 6 (byte 5): expected an index from 0 or '*', found ']'");
}

TEST(Operators, TakeTheConstantsOfTheTable) {  // STIX 2.1 section 9.6.1
    for (const auto* test :
         {"= 1", "!= 'x'", "> 1", "<= 'x'", "< h'00'", ">= t'2014-01-13T07:03:17Z'", "= true",
          "IN (1, 2.5)", "IN ('x')", "IN ()", "IN (h'00', b'AA==')", "LIKE 'x'", "MATCHES 'x'",
          "ISSUBSET '1.2.3.4'", "ISSUPERSET '::/0'", "NOT = 1", "NOT IN (1)"}) {
        EXPECT_EQ(verdict("[a:b " + std::string(test) + "]"), "valid") << test;
    }
    const std::string here = "line 1, column 9 (byte 8): this operator takes ";
    EXPECT_EQ(verdict("[a:b >  true]"), here + "a constant that has an order");
    EXPECT_EQ(verdict("[a:b LIKE 5]"), "line 1, column 11 (byte 10): this operator takes a string");
    EXPECT_EQ(verdict("[a:b MATCHES h'00']"),
              "line 1, column 14 (byte 13): this operator takes a string");
    EXPECT_EQ(verdict("[a:b ISSUBSET 'example.com']"),
              "line 1, column 15 (byte 14): not an IPv4 or IPv6 address or network");
    EXPECT_EQ(verdict("[a:b =? 1]"),
              "line 1, column 7 (byte 6): a character that means nothing "
              "here");
    EXPECT_EQ(verdict("[a:b 1]"),
              "line 1, column 6 (byte 5): expected a comparison operator, found '1'");
    EXPECT_EQ(verdict("[NOT a:b = 1]"), "line 1, column 6 (byte 5): expected EXISTS, found 'a'");
}

TEST(Operators, TakeSetsOfOneType) {  // STIX 2.1 section 9.6.1, IN
    EXPECT_EQ(verdict("[a:b IN (1, 'x')]"),
              "line 1, column 13 (byte 12): the constants of a set are of different types");
    EXPECT_EQ(verdict("[a:b IN (1, 2.2, true)]"),
              "line 1, column 18 (byte 17): the constants of a set are of different types");
    EXPECT_EQ(verdict("[a:b IN (1, )]"),
              "line 1, column 13 (byte 12): expected a constant: a "
              "number, true, false, or text in apostrophes, found ')'");
    EXPECT_EQ(verdict("[a:b IN 1]"),
              "line 1, column 9 (byte 8): expected '(' and the constants of "
              "the set, found '1'");
}

}  // namespace
}  // namespace entente::stix::pattern
