#include "stix/match/times.h"

#include "tests/support/precompiled.h"

namespace entente::stix::match {
namespace {

TEST(Times, NarrowAlongChains) {
    Times times;
    const auto a = times.add({.low = 0, .high = 10});
    const auto b = times.add({.low = 5, .high = 20});
    const auto c = times.add({.low = 0, .high = 7});
    EXPECT_TRUE(times.constrain(b, a, 0));  // a is not after b
    EXPECT_TRUE(times.constrain(c, b, 0));  // b is not after c
    EXPECT_EQ(times.range(a), (TimeRange{.low = 0, .high = 7}));
    EXPECT_EQ(times.range(b), (TimeRange{.low = 5, .high = 7}));
    EXPECT_EQ(times.range(c), (TimeRange{.low = 5, .high = 7}));
    EXPECT_FALSE(times.narrow(c, {.low = 0, .high = 4}));
}

TEST(Times, GoBackToAMark) {
    Times times;
    const auto a = times.add({.low = 0, .high = 10});
    const auto mark = times.mark();
    const auto b = times.add({.low = 3, .high = 4});
    EXPECT_TRUE(times.constrain(b, a, 2));
    EXPECT_EQ(times.range(a).high, 6);
    times.go_back(mark);
    EXPECT_EQ(times.range(a), (TimeRange{.low = 0, .high = 10}));
    EXPECT_TRUE(times.narrow(a, {.low = 9, .high = 9}));
}

/// Whether three times exist, tried one by one.
bool exist(const std::vector<TimeRange>& ranges,
           const std::vector<std::tuple<TimeVariable, TimeVariable, std::int64_t>>& constraints) {
    for (auto a = ranges[0].low; a <= ranges[0].high; ++a) {
        for (auto b = ranges[1].low; b <= ranges[1].high; ++b) {
            for (auto c = ranges[2].low; c <= ranges[2].high; ++c) {
                const std::int64_t values[] = {a, b, c};
                bool holds = true;
                for (const auto& [earlier, later, most] : constraints) {
                    holds = holds && values[later] <= values[earlier] + most;
                }
                if (holds) return true;
            }
        }
    }
    return false;
}

RC_GTEST_PROP(Times, ExistExactlyWhenTryingFindsThem, ()) {
    std::vector<TimeRange> ranges;
    Times times;
    for (int i = 0; i < 3; ++i) {
        const auto low = *rc::gen::inRange<std::int64_t>(0, 8);
        const auto high = low + *rc::gen::inRange<std::int64_t>(0, 5);
        ranges.push_back({.low = low, .high = high});
        times.add(ranges.back());
    }
    std::vector<std::tuple<TimeVariable, TimeVariable, std::int64_t>> constraints;
    bool is_possible = true;
    const int count = *rc::gen::inRange(1, 6);
    for (int i = 0; i < count && is_possible; ++i) {
        const auto earlier = *rc::gen::inRange<TimeVariable>(0, 3);
        const auto later = (earlier + *rc::gen::inRange<TimeVariable>(1, 3)) % 3;
        const auto most = *rc::gen::inRange<std::int64_t>(0, 4);
        constraints.emplace_back(earlier, later, most);
        is_possible = times.constrain(earlier, later, most);
        RC_ASSERT(is_possible == exist(ranges, constraints));
    }
}

}  // namespace
}  // namespace entente::stix::match
