#include "stix/match/candidates.h"

#include "stix/pattern/parse.h"
#include "tests/support/precompiled.h"

namespace entente::stix::match {
namespace {

RC_GTEST_PROP(Candidates, AreFoundAsByLookingAtEach, ()) {
    std::vector<Sighted> sighted;
    std::vector<ObservationIndex> all;
    for (const auto low : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 50))) {
        const auto length = *rc::gen::elementOf(std::vector<std::int64_t>{0, 0, 3, 20});
        all.push_back(static_cast<ObservationIndex>(sighted.size()));
        sighted.push_back({.range = {.low = low, .high = low + length}, .count = 2});
    }
    const Candidates candidates(all, sighted);
    const auto from = *rc::gen::inRange<std::size_t>(0, all.size() + 1);
    const auto low = *rc::gen::inRange<std::int64_t>(0, 60);
    const TimeRange range{.low = low, .high = low + *rc::gen::inRange<std::int64_t>(0, 9)};
    auto expected = from;
    std::int64_t count = 0;
    for (auto place = from; place < candidates.size(); ++place) {
        if (sighted[candidates[place]].range.low <= range.high) count += 2;
    }
    const auto fits = [&](std::size_t place) {
        const auto& own = sighted[candidates[place]].range;
        return own.low <= range.high && own.high >= range.low;
    };
    while (expected < candidates.size() && !fits(expected)) ++expected;
    RC_ASSERT(candidates.next(from, range, sighted) == expected);
    RC_ASSERT(candidates.count(from, range.high, sighted) == count);
}

TEST(Candidates, LieBetweenStartAndStop) {  // STIX 2.1 section 9.5.1: >= x and < y
    const auto window = [](std::string_view start, std::string_view stop) {
        const auto tree =
            pattern::parse("[a:b = 1] START t'1970-01-01T00:00:" + std::string(start) +
                           "Z' STOP t'1970-01-01T00:00:" + std::string(stop) + "Z'");
        return window_of(*tree, tree->root());
    };
    EXPECT_EQ(window("01", "02"), (TimeRange{.low = 1'000'000, .high = 1'999'999}));
    EXPECT_EQ(window("01.0000001", "02.0000001"), (TimeRange{.low = 1'000'001, .high = 2'000'000}));
}

TEST(Candidates, AreInconceivableInTheWrongOrder) {
    const auto tree = pattern::parse("[a:b = 1] FOLLOWEDBY [a:b = 2] FOLLOWEDBY [a:b = 3]");
    const std::vector<Sighted> sighted = {{.range = {.low = 0, .high = 0}, .count = 1},
                                          {.range = {.low = 5, .high = 5}, .count = 1},
                                          {.range = {.low = 9, .high = 9}, .count = 1}};
    std::vector<std::vector<ObservationIndex>> found(tree->root() + 1);
    const auto leaves = tree->children(tree->root());
    found[leaves[0]] = {0};
    found[leaves[1]] = {1, 2};
    found[leaves[2]] = {0, 1};
    EXPECT_TRUE(is_conceivable(*tree, candidates_by_node(*tree, found, sighted), sighted));
    found[leaves[2]] = {0};
    EXPECT_FALSE(is_conceivable(*tree, candidates_by_node(*tree, found, sighted), sighted));
}

}  // namespace
}  // namespace entente::stix::match
