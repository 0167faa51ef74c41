#include "stix/pattern/parse.h"

#include "stix/pattern/limits.h"
#include "stix/pattern/print.h"
#include "tests/stix/pattern/refusal.h"
#include "tests/stix/pattern/trees.h"
#include "tests/support/precompiled.h"

namespace entente::stix::pattern {
namespace {

const std::string hour = " START t'2016-06-01T00:00:00Z' STOP t'2016-06-01T01:00:00Z'";

TEST(Parse, TakesObservationsInBrackets) {  // STIX 2.1 section 9.5
    EXPECT_EQ(verdict("[a:b = 1]"), "valid");
    EXPECT_EQ(verdict("a:b = 1"), "line 1, column 1 (byte 0): expected '[' or '(', found 'a'");
    EXPECT_EQ(verdict(""),
              "line 1, column 1 (byte 0): expected '[' or '(', found the end of the pattern");
    EXPECT_EQ(verdict("[a:b = 1"),
              "line 1, column 9 (byte 8): expected AND, OR or ']', found the end of the pattern");
    EXPECT_EQ(verdict("[]"),
              "line 1, column 2 (byte 1): expected an object type, as in "
              "file:size, found ']'");
    EXPECT_EQ(verdict("[a:b = 1] [a:b = 2]"),
              "line 1, column 11 (byte 10): expected AND, OR, FOLLOWEDBY, a qualifier or the end "
              "of the pattern, found '['");
}

TEST(Parse, TellsThePlaceInLinesAndCodePoints) {
    EXPECT_EQ(verdict("[a:b = '\u00FC\u00FC' AND\n  a:c = ?]"),
              "line 2, column 9 (byte 26): a character that means nothing here");
}

TEST(Parse, SaysThatKeywordsAreInCapitals) {
    const auto pattern = parse("[foo:bar=1] within 2 seconds");
    ASSERT_FALSE(pattern);
    EXPECT_EQ(pattern.error().remedy, "write keywords in capitals");
}

TEST(Parse, BindsAndOverOrOverFollowedBy) {  // STIX 2.1 section 9.5.3
    const auto shape = [](std::string_view text) {
        const auto pattern = parse(text);
        EXPECT_TRUE(pattern) << text;
        return pattern->kind(pattern->root());
    };
    EXPECT_EQ(shape("[a:b=1] AND [a:b=2] OR [a:b=3]"), NodeKind::observation_or);
    EXPECT_EQ(shape("[a:b=1] OR [a:b=2] AND [a:b=3]"), NodeKind::observation_or);
    EXPECT_EQ(shape("[a:b=1] AND [a:b=2] FOLLOWEDBY [a:b=3] OR [a:b=4]"), NodeKind::followed_by);
    EXPECT_EQ(shape("([a:b=1] OR [a:b=2]) AND [a:b=3]"), NodeKind::observation_and);
    EXPECT_EQ(shape("[a:b=1] FOLLOWEDBY [a:b=2] REPEATS 5 TIMES"), NodeKind::followed_by);
    EXPECT_EQ(shape("([a:b=1] FOLLOWEDBY [a:b=2]) REPEATS 5 TIMES"), NodeKind::repeats);
}

TEST(Parse, TakesEachQualifierOnce) {  // STIX 2.1 section 9.5.1
    EXPECT_EQ(verdict("[a:b=1] WITHIN 5 SECONDS REPEATS 2 TIMES" + hour), "valid");
    EXPECT_EQ(verdict("[a:b=1] WITHIN 5 SECONDS WITHIN 6 SECONDS"),
              "line 1, column 26 (byte 25): a second WITHIN qualifier");
    EXPECT_EQ(verdict("[a:b=1] REPEATS 2 TIMES WITHIN 6 SECONDS REPEATS 2 TIMES"),
              "line 1, column 42 (byte 41): a second REPEATS qualifier");
    EXPECT_EQ(verdict("[a:b=1]" + hour + hour),
              "line 1, column 68 (byte 67): a second START qualifier");
    EXPECT_EQ(verdict("([a:b=1] WITHIN 5 SECONDS) WITHIN 6 SECONDS"), "valid");
}

TEST(Parse, WantsValuesThatTheQualifiersAllow) {  // STIX 2.1 section 9.5.1
    const std::string place = "line 1, column 16 (byte 15): ";
    for (const auto* zero : {"0", "0.0", "-5", "-.5"}) {
        EXPECT_EQ(verdict("[a:b=1] WITHIN " + std::string(zero) + " SECONDS"),
                  place + "WITHIN takes a number of seconds above zero");
    }
    EXPECT_EQ(verdict("[a:b=1] WITHIN .0001 SECONDS"), "valid");
    EXPECT_EQ(verdict("[a:b=1] WITHIN x"), place + "expected a number of seconds, found 'x'");
    for (const auto* none : {"0", "-2", "9007199254740992"}) {
        EXPECT_EQ(verdict("[a:b=1] REPEATS " + std::string(none) + " TIMES"),
                  "line 1, column 17 (byte 16): REPEATS takes a positive integer");
    }
    EXPECT_EQ(verdict("[a:b=1] REPEATS 2.5 TIMES"),
              "line 1, column 17 (byte 16): expected a number of times, found '2.5'");
    EXPECT_EQ(verdict("[a:b=1] REPEATS 2 SECONDS"),
              "line 1, column 19 (byte 18): expected TIMES, found 'SECONDS'");
    EXPECT_EQ(verdict("[a:b=1] WITHIN 5 HOURS"),
              "line 1, column 18 (byte 17): expected SECONDS, found 'HOURS'");
    EXPECT_EQ(verdict("[a:b=1] START '2016-06-01T00:00:00Z'"),
              "line 1, column 15 (byte 14): expected a timestamp, t'2021-08-24T12:30:00Z', found "
              "''2016-06-01T00:00:00Z''");
}

TEST(Parse, WantsObservationsOnBothSidesOfAnOperator) {  // STIX 2.1 sections 9.5 and 9.5.2
    for (const std::string word : {"AND", "OR", "FOLLOWEDBY"}) {
        EXPECT_EQ(verdict("[a:b=1] " + word + " [c:d=1]"), "valid");
        for (const auto& text : {"[a:b=1] " + word, word + " [a:b=1]", "[a:b=1] " + word + " c:d=1",
                                 "a:b=1 " + word + " [c:d=1]"}) {
            EXPECT_NE(verdict(text), "valid") << text;
        }
    }
}

TEST(Parse, WantsAnObservationBeforeAQualifier) {  // STIX 2.1 section 9.5.1
    for (const std::string qualifier :
         {"WITHIN 5 SECONDS", "REPEATS 2 TIMES",
          "START t'2016-06-01T00:00:00Z' STOP t'2016-07-01T00:00:00Z'"}) {
        EXPECT_EQ(verdict("[a:b=1] " + qualifier), "valid");
        EXPECT_EQ(verdict("([a:b=1] REPEATS 3 TIMES) " + qualifier), "valid");
        EXPECT_NE(verdict(qualifier), "valid");
        EXPECT_NE(verdict("[a:b=1 " + qualifier + "]"), "valid");
    }
}

TEST(Parse, WantsStartBeforeStop) {  // STIX 2.1 section 9.5.1: >= x and < y
    const std::string bad =
        "line 1, column 15 (byte 14): START is not before STOP: no time can be "
        "in between";
    EXPECT_EQ(verdict("[a:b=1] START t'2016-06-01T00:00:00Z' STOP t'2016-06-01T00:00:00.000Z'"),
              bad);
    EXPECT_EQ(verdict("[a:b=1] START t'2016-06-01T00:00:01Z' STOP t'2016-06-01T00:00:00Z'"), bad);
    EXPECT_EQ(
        verdict("[a:b=1] START t'2016-06-01T00:00:00Z' STOP t'2016-06-01T00:00:00.000000001Z'"),
        "valid");
}

TEST(Parse, AllowsWhiteSpaceEverywhereBetweenWords) {  // STIX 2.1 section 9.4
    const auto tight = parse("[a:b=1]AND[a:c IN('x','y')]WITHIN 5 SECONDS");
    const auto wide =
        parse("\r\n[ a : b\t=\n1 ]  AND\n\n[ a : c  IN ( 'x' , 'y' ) ]\u3000WITHIN   5\nSECONDS\n");
    ASSERT_TRUE(tight && wide);
    EXPECT_EQ(*tight, *wide);
}

TEST(Parse, StopsAtItsLimits) {
    const auto nested = [](std::size_t depth) {
        return std::string(depth, '(') + "[a:b = 1]" + std::string(depth, ')');
    };
    EXPECT_EQ(verdict(nested(depth_max)), "valid");
    EXPECT_EQ(verdict(nested(depth_max + 1)),
              "line 1, column 65 (byte 64): parentheses nested too deep");
    EXPECT_EQ(verdict("[" + std::string(100'000, '(')),
              "line 1, column 66 (byte 65): parentheses nested too deep");
    const auto long_one = parse("[a:b = '" + std::string(pattern_bytes_max, 'x') + "']");
    ASSERT_FALSE(long_one);
    EXPECT_EQ(long_one.error().kind, ErrorKind::exhausted);
}

TEST(Parse, TakesManyOperandsWithoutDepth) {
    std::string text = "[a:b = 0";
    for (int i = 1; i < 50'000; ++i) text += " OR a:b = " + std::to_string(i);
    const auto pattern = parse(text + "]");
    ASSERT_TRUE(pattern);
    EXPECT_EQ(pattern->comparisons().size(), 50'000U);
    EXPECT_EQ(print(*pattern), text + "]");
}

RC_GTEST_PROP(Parse, EndsForEveryTruncationAndEveryFlippedBit, ()) {
    auto text = spelled(random_tree(2, true));
    const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
    const auto bit = *rc::gen::inRange(0, 8);
    const auto cut = parse(std::string_view(text).substr(0, at));
    if (!cut) RC_ASSERT(!cut.error().where.empty());
    text[at] = static_cast<char>(text[at] ^ (1 << bit));
    const auto flipped = parse(text);
    if (!flipped) {
        RC_ASSERT(!flipped.error().remedy.empty());
        return;
    }
    const auto again = parse(print(*flipped));
    RC_ASSERT(again.has_value());
    RC_ASSERT(*again == *flipped);
}

}  // namespace
}  // namespace entente::stix::pattern
