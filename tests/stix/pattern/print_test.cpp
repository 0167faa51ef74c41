#include "stix/pattern/print.h"

#include "stix/pattern/limits.h"
#include "stix/pattern/parse.h"
#include "tests/stix/pattern/trees.h"
#include "tests/support/precompiled.h"

namespace entente::stix::pattern {
namespace {

std::string printed(std::string_view text) {
    const auto parsed = parse(text);
    EXPECT_TRUE(parsed) << text << '\n' << to_line(parsed.error());
    return print(*parsed);
}

RC_GTEST_PROP(Print, GivesTextOfTheSameTree, ()) {
    const auto text = spelled(random_tree(3, true));
    const auto tree = parse(text);
    RC_ASSERT(tree.has_value());
    const auto canonical = print(*tree);
    const auto again = parse(canonical);
    RC_ASSERT(again.has_value());
    RC_ASSERT(*again == *tree);
    RC_ASSERT(print(*again) == canonical);
}

RC_GTEST_PROP(Print, GivesEveryFloatBack, ()) {
    const auto number = *rc::gen::arbitrary<double>();
    RC_PRE(number == number && number != 0);
    const auto text = "[a:b = " + print_number(number) +
                      (print_number(number).find('.') == std::string::npos ? ".0" : "") + "]";
    const auto tree = parse(text);
    RC_ASSERT(tree.has_value());
    RC_ASSERT(tree->constants(tree->comparisons()[0])[0].number == number);
    RC_ASSERT(print(*tree) == text);
}

TEST(Print, WritesTheOneForm) {
    const std::pair<const char*, const char*> forms[] = {
        {"[ a:b==1 ]", "[a:b = 1]"},
        {"[a:b<>-0]", "[a:b != 0]"},
        {"[a:'b'.'c-d' = 1]", "[a:b.'c-d' = 1]"},
        {"[a:'IN' = 1]", "[a:'IN' = 1]"},
        {"[a : b [ * ] . c [ 0 ] = 1]", "[a:b[*].c[0] = 1]"},
        {"[(a:b = 1)]", "[a:b = 1]"},
        {"[a:b = 1 AND (a:b = 2 AND a:b = 3)]", "[a:b = 1 AND a:b = 2 AND a:b = 3]"},
        {"[(a:b = 1 AND a:b = 2) OR a:b = 3]", "[a:b = 1 AND a:b = 2 OR a:b = 3]"},
        {"[a:b = 1 AND (a:b = 2 OR a:b = 3)]", "[a:b = 1 AND (a:b = 2 OR a:b = 3)]"},
        {"[a:b IN(1,2.50,-.5)]", "[a:b IN (1, 2.5, -0.5)]"},
        {"[a:b IN ( )]", "[a:b IN ()]"},
        {"[a:b = h'FFd8'] OR [a:b = b'/9\ng=']", "[a:b = h'ffd8'] OR [a:b = b'/9g=']"},
        {"[a:b = 7.0]", "[a:b = 7.0]"},
        {"([a:b = 1]) WITHIN 5.0 SECONDS", "[a:b = 1] WITHIN 5 SECONDS"},
        {"([a:b = 1] WITHIN 5 SECONDS) REPEATS 2 TIMES",
         "[a:b = 1] WITHIN 5 SECONDS REPEATS 2 TIMES"},
        {"([a:b = 1] WITHIN 5 SECONDS REPEATS 2 TIMES) WITHIN 6 SECONDS",
         "([a:b = 1] WITHIN 5 SECONDS REPEATS 2 TIMES) WITHIN 6 SECONDS"},
        {"[a:b = 1] AND ([a:b = 2] OR [a:b = 3])", "[a:b = 1] AND ([a:b = 2] OR [a:b = 3])"},
        {"([a:b = 1] FOLLOWEDBY [a:b = 2]) AND [a:b = 3]",
         "([a:b = 1] FOLLOWEDBY [a:b = 2]) AND [a:b = 3]"},
        {"([a:b = 1] FOLLOWEDBY [a:b = 2]) FOLLOWEDBY [a:b = 3]",
         "[a:b = 1] FOLLOWEDBY [a:b = 2] FOLLOWEDBY [a:b = 3]"},
        {"([a:b = 1] AND [a:b = 2]) REPEATS 5 TIMES", "([a:b = 1] AND [a:b = 2]) REPEATS 5 TIMES"},
        {"[NOT EXISTS a:b]", "[NOT EXISTS a:b]"},
    };
    for (const auto& [text, canonical] : forms) EXPECT_EQ(printed(text), canonical) << text;
}

TEST(Print, DoesNotSlowDownOverQualifiersOfQualifiers) {
    std::string text = "[a:b = 1]";
    const std::string kinds[] = {" WITHIN 5 SECONDS", " REPEATS 2 TIMES",
                                 " START t'2016-06-01T00:00:00Z' STOP t'2016-07-01T00:00:00Z'"};
    for (std::size_t i = 0; i < depth_max; ++i) {
        text = "(" + text + ")" + kinds[i % 3] + kinds[(i + 1 + i / 3 % 2) % 3];
    }
    const auto once = printed(text);
    EXPECT_EQ(printed(once), once);
}

}  // namespace
}  // namespace entente::stix::pattern
