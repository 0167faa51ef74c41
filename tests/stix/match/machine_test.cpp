#include "stix/match/machine.h"

#include "stix/pattern/parse.h"
#include "tests/support/precompiled.h"

namespace entente::stix::match {
namespace {

using pattern::NodeKind;

/// Observations a second apart, all of which every [...] of the pattern finds.
Outcome search_seconds(std::string_view text, std::int64_t count, const SearchLimits& limits = {}) {
    const auto pattern = pattern::parse(text);
    EXPECT_TRUE(pattern) << text;
    std::vector<Sighted> sighted;
    std::vector<ObservationIndex> all;
    for (std::int64_t i = 0; i < count; ++i) {
        sighted.push_back({.range = {.low = i * 1'000'000, .high = i * 1'000'000}, .count = 1});
        all.push_back(static_cast<ObservationIndex>(i));
    }
    std::vector<std::vector<ObservationIndex>> found(pattern->root() + 1);
    for (NodeIndex node = 0; node <= pattern->root(); ++node) {
        if (pattern->kind(node) == NodeKind::observation) found[node] = all;
    }
    return search(*pattern, found, sighted, limits);
}

TEST(Machine, DoesNotExplodeWhereCopiesAreAlike) {
    EXPECT_FALSE(search_seconds("[a:b = 0] REPEATS 10 TIMES WITHIN 8 SECONDS", 5'000).is_match());
    EXPECT_TRUE(search_seconds("[a:b = 0] REPEATS 9 TIMES WITHIN 9 SECONDS", 5'000).is_match());
    EXPECT_FALSE(search_seconds("[a:b = 0] REPEATS 5001 TIMES", 5'000).is_match());
    EXPECT_TRUE(search_seconds("[a:b = 0] REPEATS 5000 TIMES", 5'000).is_match());
    EXPECT_FALSE(search_seconds("[a:b = 0] REPEATS 9007199254740991 TIMES", 5'000).is_match());
    EXPECT_EQ(search_seconds("[a:b = 0] REPEATS 2 TIMES", 1'000).bindings.size(), 500U);
}

TEST(Machine, GivesUpAtItsLimits) {
    const auto all = search_seconds("[a:b = 0]", 100, {.bindings_max = 10});
    EXPECT_EQ(all.bindings.size(), 10U);
    EXPECT_FALSE(all.is_complete);
    const auto hard = search_seconds(
        "([a:b = 0] AND [a:b = 1] AND [a:b = 2] AND [a:b = 3] AND [a:b = 4]) WITHIN 4 SECONDS", 60,
        {.steps_max = 10});
    EXPECT_FALSE(hard.is_complete);
    EXPECT_FALSE(hard.is_match());
}

}  // namespace
}  // namespace entente::stix::match
