// Each checker can fail: what is made wrong on purpose is found by the one that is meant to find it
// (the table in docs/TESTING.md).

#include "tests/simulation/world.h"
#include "tests/support/precompiled.h"

namespace entente::simulation {
namespace {

constexpr std::uint64_t seeds_max = 200;

struct Mutant {
    const char* name;
    Invariant invariant;
    Mutation mutation;
};

std::ostream& operator<<(std::ostream& out, const Mutant& mutant) {
    return out << mutant.name;
}

const std::vector<Mutant>& mutants() {
    static const std::vector<Mutant> all = {
        {"AFenceInTheBackupForksTheLane", Invariant::i1, {.fence_is_in_the_backup = true}},
        {"ADiskThatForgetsSyncs", Invariant::i2, {.disk = {.forgets_syncs = true}}},
        {"ADiskThatForgetsSyncsLosesEntries", Invariant::i3, {.disk = {.forgets_syncs = true}}},
        {"ADiskThatForgetsSyncsBreaksReceipts", Invariant::i4, {.disk = {.forgets_syncs = true}}},
        {"AStoreThatForgetsReceipts", Invariant::i5, {.store = {.forgets_receipts = true}}},
        {"EvidenceThatIsForgotten", Invariant::i7, {.hides_heads = true, .forgets_evidence = true}},
        {"OrderByTime", Invariant::i10, {.orders_by_time = true}},
        {"ASeenOfWhatIsNotHeld", Invariant::i11, {.lies_in_seen = true}},
        {"SeenInReactionToSeen", Invariant::i12, {.store = {.forgets_seen = true}}},
        {"TwoHistoriesOfOneLane", Invariant::i13, {.trusts_the_forger = true}},
        {"ARollbackThatIsForgiven", Invariant::i14, {.forgives_rollback = true}},
        {"AForgerTakenForHonest", Invariant::i16, {.trusts_the_forger = true}},
        {"NobodyTellsOfEvidence", Invariant::i17, {.hides_evidence = true}},
        {"AFenceInTheBackup", Invariant::i20, {.fence_is_in_the_backup = true}},
        {"GarbageThatIsTaken", Invariant::i21, {.garbage_is_good = true}},
        {"AStoreThatForgetsTheLastTime", Invariant::i23, {.store = {.forgets_last_time = true}}},
        {"AProofWithADamagedHash", Invariant::i24, {.store = {.damages_proofs = true}}},
        {"ADiskThatHidesShortWrites", Invariant::i27, {.disk = {.hides_short_writes = true}}},
        {"APartitionThatStays", Invariant::i28, {.never_heals = true}},
        {"ACursorThatCountsForAll", Invariant::i30, {.counts_globally = true}}};
    return all;
}

class Mutants : public ::testing::TestWithParam<Mutant> {};

TEST_P(Mutants, AreFound) {
    const auto& mutant = GetParam();
    for (std::uint64_t seed = 0; seed < seeds_max; ++seed) {
        const auto outcome =
            run_world({.seed = seed, .only = mutant.invariant, .mutation = mutant.mutation});
        if (!outcome.violation) continue;
        EXPECT_EQ(outcome.violation->invariant, mutant.invariant);
        return;
    }
    FAIL() << "no seed shows it: " << statement(mutant.invariant);
}

INSTANTIATE_TEST_SUITE_P(All, Mutants, ::testing::ValuesIn(mutants()),
                         [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace entente::simulation
