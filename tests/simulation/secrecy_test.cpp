// I6 of design 02-log section 6: two runs of one seed that differ only in what one party may not
// read, in words and in length, and every byte that reaches that party.

#include <algorithm>

#include "tests/simulation/seeds.h"
#include "tests/simulation/world.h"
#include "tests/support/precompiled.h"

namespace entente::simulation {
namespace {

constexpr std::size_t more_bytes = 37;
constexpr std::uint64_t pairs_to_find = 100;

struct Compared {
    std::size_t outsider;
    std::vector<crypto::Digest> plain;
    std::vector<crypto::Digest> other;

    [[nodiscard]] bool is_same_for_the_outsider() const {
        return plain[outsider] == other[outsider];
    }

    [[nodiscard]] bool is_same_for_all() const { return plain == other; }
};

/// Two runs of each: a share of all seeds.
std::uint64_t pairs() {
    return std::max<std::uint64_t>(8, seeds_asked_for() / 16);
}

Compared compare(std::uint64_t seed, const Mutation& mutation = {}) {
    WorldOptions options{.seed = seed, .only = Invariant::i6, .mutation = mutation};
    Compared compared{.outsider = 0, .plain = run_world(options).heard, .other = {}};
    compared.outsider = seed % compared.plain.size();
    options.secret = Secret{.outsider = compared.outsider, .more_bytes = more_bytes};
    compared.other = run_world(options).heard;
    return compared;
}

TEST(WhatAPartyMayNotRead, ChangesNoByteThatReachesIt) {
    std::size_t differed = 0;
    for (std::uint64_t seed = 0; seed < pairs(); ++seed) {
        const auto compared = compare(seed);
        EXPECT_TRUE(compared.is_same_for_the_outsider()) << "seed " << seed;
        if (!compared.is_same_for_all()) ++differed;
    }
    EXPECT_GT(differed, pairs() / 5) << "too few of the worlds had a secret that others heard";
}

/// The comparison can fail: see mutation_test.cpp for the other invariants.
TEST(WhatAPartyMayNotRead, ReachesItWhereCallersAreMixedUpAndThatIsFound) {
    for (std::uint64_t seed = 0; seed < pairs_to_find; ++seed) {
        if (!compare(seed, {.mixes_up_callers = true}).is_same_for_the_outsider()) return;
    }
    FAIL() << statement(Invariant::i6);
}

}  // namespace
}  // namespace entente::simulation
