#include "stix/pattern/equivalence.h"

#include "stix/pattern/parse.h"
#include "tests/stix/pattern/trees.h"
#include "tests/support/precompiled.h"

namespace entente::stix::pattern {
namespace {

bool is_same(std::string_view a, std::string_view b) {
    const auto left = parse(a);
    const auto right = parse(b);
    EXPECT_TRUE(left && right) << a << '\n' << b;
    return are_equivalent(*left, *right);
}

RC_GTEST_PROP(Equivalence, SeesThroughTheOrderOfOperands, ()) {
    const auto tree = random_tree(3, true);
    const auto text = spelled(tree);
    const auto other = spelled(shuffled(tree, true));
    const auto a = parse(text);
    const auto b = parse(other);
    RC_ASSERT(a.has_value());
    RC_ASSERT(b.has_value());
    RC_ASSERT(normal_form(*a) == normal_form(*b));
}

TEST(Equivalence, SeesThroughSpelling) {
    EXPECT_TRUE(is_same("[a:b = 5]", "[a:'b' == 5.0]"));
    EXPECT_TRUE(is_same("[a:b = h'ffd8']", "[a:b = b'/9g=']"));
    EXPECT_TRUE(is_same("[a:b = t'2020-01-01T00:00:00Z']", "[a:b = t'2020-01-01T00:00:00.00Z']"));
    EXPECT_TRUE(is_same("[a:b IN (2, 1, 2)]", "[a:b IN (1, 2)]"));
    EXPECT_TRUE(is_same("[a:b NOT IN ('x')]", "[a:b NOT = 'x']"));
    EXPECT_TRUE(is_same("[a:b = 1] REPEATS 1 TIMES", "[a:b = 1]"));
    EXPECT_TRUE(is_same("[a:b = 1 AND (a:c = 2 OR a:c = 2)]", "[a:c = 2 AND a:b = 1]"));
    EXPECT_TRUE(is_same("[(a:b = 1 AND a:c = 2 OR a:c = 2 AND a:b = 1) AND a:d = 3]",
                        "[a:b = 1 AND a:c = 2 AND a:d = 3]"));
    EXPECT_TRUE(is_same("[a:b = 1] OR [a:b = 1]", "[a:b = 1]"));
}

TEST(Equivalence, KeepsWhatTheOrderOrTheNumberMeans) {  // STIX 2.1 section 9.5.2
    EXPECT_FALSE(is_same("[a:b = 1] FOLLOWEDBY [a:b = 2]", "[a:b = 2] FOLLOWEDBY [a:b = 1]"));
    EXPECT_FALSE(is_same("[a:b = 1] AND [a:b = 1]", "[a:b = 1]"));
    EXPECT_FALSE(is_same("[a:b = 1] AND [a:b = 2]", "[a:b = 1 AND a:b = 2]"));
    EXPECT_FALSE(is_same("[a:b = 1 OR a:b = 2]", "[a:b = 1 AND a:b = 2]"));
    EXPECT_FALSE(is_same("[a:b NOT = 1]", "[a:b != 1]"));  // on lists they differ
    EXPECT_FALSE(is_same("[a:b = '5']", "[a:b = 5]"));
    EXPECT_FALSE(is_same("[a:b = 1] WITHIN 5 SECONDS REPEATS 2 TIMES",
                         "[a:b = 1] REPEATS 2 TIMES WITHIN 5 SECONDS"));
}

}  // namespace
}  // namespace entente::stix::pattern
