// Whole channels from seeds, held to the invariants of design 02-log section 6.
//
//   ENTENTE_SEED=N    runs seed N alone, and prints what happened in it
//   ENTENTE_SEEDS=N   how many seeds are run, in all parts together (1,000)
//   ENTENTE_FIRST=N   the first of them (0)

#include <cstdlib>

#include "tests/simulation/seeds.h"
#include "tests/simulation/world.h"
#include "tests/support/precompiled.h"

namespace entente::simulation {
namespace {

constexpr std::uint64_t parts = 8;

std::string lines_of(const Outcome& outcome) {
    std::string text;
    for (const auto& line : outcome.trace) text += "  " + line + "\n";
    return text;
}

std::string story_of(std::uint64_t seed, const Outcome& outcome) {
    return std::string(statement(outcome.violation->invariant)) + "\n  " + outcome.violation->what +
           "\n\nENTENTE_SEED=" + std::to_string(seed) + " replays this:\n" + lines_of(outcome);
}

class Simulation : public ::testing::TestWithParam<std::uint64_t> {};

TEST_P(Simulation, KeepsEveryInvariant) {
    if (std::getenv("ENTENTE_SEED") != nullptr) GTEST_SKIP() << "one seed is asked for";
    const auto seeds = seeds_asked_for();
    const auto first = number_from("ENTENTE_FIRST").value_or(0);
    for (auto seed = first + GetParam(); seed < first + seeds; seed += parts) {
        const auto outcome = run_world({.seed = seed});
        ASSERT_FALSE(outcome.violation) << story_of(seed, outcome);
    }
}

INSTANTIATE_TEST_SUITE_P(Part, Simulation, ::testing::Range<std::uint64_t>(0, parts));

TEST(OneSeed, IsReplayed) {
    const auto seed = number_from("ENTENTE_SEED");
    if (!seed) GTEST_SKIP() << "ENTENTE_SEED is not set";
    const auto outcome = run_world({.seed = *seed});
    ASSERT_FALSE(outcome.violation) << story_of(*seed, outcome);
    std::puts(lines_of(outcome).c_str());
}

TEST(OneSeed, IsTheSameEveryTime) {
    for (std::uint64_t seed = 0; seed < 8; ++seed) {
        const auto once = run_world({.seed = seed});
        const auto again = run_world({.seed = seed});
        EXPECT_EQ(once.trace, again.trace);
        EXPECT_EQ(once.heard, again.heard);
    }
}

}  // namespace
}  // namespace entente::simulation
