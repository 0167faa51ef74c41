#include "lane/branch.h"

#include "tests/lane/leaves.h"
#include "tests/support/precompiled.h"

namespace entente::lane {
namespace {

using test::Leaves;

std::vector<Digest> some_leaves(std::size_t count) {
    std::vector<Digest> leaves;
    for (std::size_t i = 0; i < count; ++i) leaves.push_back(crypto::sha256({std::to_string(i)}));
    return leaves;
}

/// The tree over `leaves`, of which the first `before` are known as a frontier alone.
Branch branch_of(const std::vector<Digest>& leaves, std::size_t before) {
    Frontier frontier;
    for (std::size_t i = 0; i < before; ++i) frontier.append(leaves[i]);
    return {frontier, {leaves.begin() + static_cast<std::ptrdiff_t>(before), leaves.end()}};
}

// RFC 6962 section 2.1, beside the definition written out.
RC_GTEST_PROP(Branch, GivesEveryRootAndProofFromItsFrontierOn, ()) {
    const auto leaves = some_leaves(*rc::gen::inRange<std::size_t>(1, 70));
    const auto before = *rc::gen::inRange<std::size_t>(0, leaves.size());
    const auto branch = branch_of(leaves, before);
    RC_ASSERT(branch.size() == TreeSize(leaves.size()));
    for (auto size = std::max<std::size_t>(before, 1); size <= leaves.size(); ++size) {
        const auto root = test::tree_hash(test::Hashes(leaves).first(size));
        RC_ASSERT(root_at(branch, TreeSize(size)).value() == root);
        RC_ASSERT(prove_consistency(branch, TreeSize(size), branch.size()).value() ==
                  test::subproof(size, leaves, true));
    }
}

TEST(Branch, KnowsNothingWithinItsFrontierOrBehindItsEnd) {
    const auto branch = branch_of(some_leaves(9), 6);
    EXPECT_TRUE(branch.subtree(2, 0));
    EXPECT_TRUE(branch.subtree(1, 2));
    EXPECT_TRUE(branch.subtree(3, 0));
    for (const auto leaf : {0U, 3U, 4U, 5U, 9U}) EXPECT_FALSE(branch.subtree(0, leaf)) << leaf;
    EXPECT_FALSE(branch.subtree(1, 0));
    EXPECT_FALSE(branch.subtree(4, 0));
    EXPECT_FALSE(branch.subtree(63, 0));
    EXPECT_FALSE(branch.subtree(64, 1));
}

// A segment shows the first entries and a proof to the signed head: that is enough for any proof
// that starts among them.
RC_GTEST_PROP(ConsistencyBeyond, EqualsTheProofOfTheWholeTree, ()) {
    const auto leaves = some_leaves(*rc::gen::inRange<std::size_t>(1, 70));
    const auto known = *rc::gen::inRange<std::size_t>(1, leaves.size() + 1);
    const auto old_size = *rc::gen::inRange<std::size_t>(1, known + 1);
    const Leaves here({leaves.begin(), leaves.begin() + static_cast<std::ptrdiff_t>(known)});
    const auto given = test::subproof(known, leaves, true);
    const TreeSize whole(leaves.size());
    const auto proof =
        prove_consistency_beyond(here, TreeSize(old_size), TreeSize(known), whole, given);
    RC_ASSERT(proof.value() == test::subproof(old_size, leaves, true));
    auto longer = given;
    longer.push_back(leaves.front());
    RC_ASSERT(!prove_consistency_beyond(here, TreeSize(old_size), TreeSize(known), whole, longer));
}

TEST(ConsistencyBeyond, IsRefusedForSizesThatAreNotInOrder) {
    const Leaves here(some_leaves(4));
    const auto refused = [&](std::uint64_t old_size, std::uint64_t known, std::uint64_t whole) {
        return !prove_consistency_beyond(here, TreeSize(old_size), TreeSize(known), TreeSize(whole),
                                         {});
    };
    EXPECT_TRUE(refused(0, 4, 4));
    EXPECT_TRUE(refused(4, 3, 4));
    EXPECT_TRUE(refused(3, 4, 3));
}

}  // namespace
}  // namespace entente::lane
