#include "channel/fork.h"

#include "lane/segment.h"
#include "tests/channel/forked.h"

namespace entente::test {
namespace {

using ForkInSegment = Forked;
using ForkInHeads = Forked;

ErrorKind offer(Party& reader, const Party& carrier, const lane::LaneId& lane,
                const Bytes& segment) {
    return kind_of(channel::receive(*reader.context, carrier.id(), lane, segment));
}

// Design 02-log section 4.3: "size <= ours: our own root at that size different -> fork path".
TEST_F(ForkInSegment, OfOurSizeOrLessFreezesTheLane) {
    split(1);
    EXPECT_EQ(offer(bravo_, alpha_, lane_, segment(bravo_, 0)), ErrorKind::conflict);
    ASSERT_TRUE(is_frozen(bravo_));
    const auto dispute = dispute_of(bravo_);
    EXPECT_EQ(dispute.fork()->accused(), alpha_.id());
    EXPECT_EQ(dispute.differs_from, lane::EntryIndex(2));
    EXPECT_EQ(dispute.fork()->evidence().common->size, lane::TreeSize(2));
}

// "from <= next: the overlap differs, and the segment verifies from our frontier at `from`".
TEST_F(ForkInSegment, BeyondOurSizeFreezesTheLane) {
    split(3);
    EXPECT_EQ(offer(bravo_, alpha_, lane_, segment(bravo_, 2)), ErrorKind::conflict);
    ASSERT_TRUE(is_frozen(bravo_));
    const auto fork = proof_of(bravo_);
    EXPECT_EQ(fork.smaller().size, lane::TreeSize(3));
    EXPECT_EQ(fork.larger().size, lane::TreeSize(5));
    EXPECT_EQ(dispute_of(bravo_).differs_from, lane::EntryIndex(2));
}

// The signed head may lie beyond the segment: its proof then is enough.
TEST_F(ForkInSegment, CutOffBeforeItsHeadFreezesTheLane) {
    split(9);
    const auto state = must(alpha_.store->state(lane_));
    const auto range = must(alpha_.store->read(lane_, lane::EntryIndex(1), 4, 1'000'000));
    ASSERT_EQ(range.count, 4U);
    const auto cut = lane::encode_segment({.checkpoint = state.checkpoint,
                                           .from = lane::EntryIndex(1),
                                           .count = 4,
                                           .entries = range.records,
                                           .proof = must(alpha_.store->prove_consistency(
                                               lane_, lane::TreeSize(5), state.frontier.size()))});
    EXPECT_EQ(offer(bravo_, alpha_, lane_, cut), ErrorKind::conflict);
    EXPECT_TRUE(is_frozen(bravo_));
    EXPECT_EQ(proof_of(bravo_).larger().size, state.frontier.size());
    EXPECT_EQ(proof_of(bravo_).evidence().common->size, lane::TreeSize(2));
    EXPECT_EQ(dispute_of(bravo_).differs_from, lane::EntryIndex(2));
}

// "no -> 422 (carrier's garbage)": it parts from our history before it starts.
TEST_F(ForkInSegment, ThatDoesNotReachItsHeadFreezesNothing) {
    split(3);
    EXPECT_EQ(offer(bravo_, alpha_, lane_, segment(bravo_, 3)), ErrorKind::invalid);
    EXPECT_FALSE(is_frozen(bravo_));
}

// Attacks 1 and 24: whatever a carrier changes, nothing but the writer's signature freezes.
TEST_F(ForkInSegment, ThatACarrierDamagedFreezesNothing) {
    alpha_.put(channel_, {object_text(2), object_text(3)});
    const auto whole = segment(bravo_, 0);
    for (std::size_t at = 0; at < whole.size(); at += 3) {
        auto damaged = whole;
        damaged[at] = static_cast<char>(damaged[at] ^ 4);
        (void)channel::receive(*bravo_.context, charlie_.id(), lane_, damaged);
        ASSERT_FALSE(is_frozen(bravo_)) << "byte " << at;
    }
}

TEST_F(ForkInSegment, KeepsBothVersionsAsFiles) {
    split(3);
    const auto other = segment(bravo_, 2);
    const auto before = bravo_.lane_of(channel_, alpha_);
    EXPECT_EQ(offer(bravo_, alpha_, lane_, other), ErrorKind::conflict);
    EXPECT_EQ(bravo_.lane_of(channel_, alpha_).checkpoint, before.checkpoint);
    const auto name = "evidence/" + channel::evidence_name(proof_of(bravo_));
    const auto disk = host::make_system_disk();
    EXPECT_EQ(must(host::read_whole(*disk, bravo_.scratch / (name + ".segment"), 1'000'000)),
              other);
    const auto file = must(host::read_whole(*disk, bravo_.scratch / (name + ".json"), 1'000'000));
    EXPECT_TRUE(channel::prove(must(lane::decode_evidence(file))));
}

// Attack 3, and invariant I17: the one with the larger branch proves it from the head alone.
TEST_F(ForkInHeads, IsProvedByTheHolderOfTheLargerBranch) {
    split();
    show_heads(charlie_, bravo_);  // larger than BRAVO's: proves nothing to it
    EXPECT_FALSE(is_frozen(bravo_));
    show_heads(bravo_, charlie_);
    ASSERT_TRUE(is_frozen(charlie_));
    const auto fork = proof_of(charlie_);
    EXPECT_EQ(fork.smaller(), bravo_.lane_of(channel_, alpha_).checkpoint.head);
    EXPECT_EQ(fork.larger(), charlie_.lane_of(channel_, alpha_).checkpoint.head);
}

TEST_F(ForkInHeads, OfOneSizeIsProvedByEither) {
    split(1);
    show_heads(charlie_, bravo_);
    EXPECT_TRUE(is_frozen(bravo_));
    show_heads(bravo_, charlie_);
    EXPECT_TRUE(is_frozen(charlie_));
}

// Attack 24: CHARLIE's word is not ALPHA's.
TEST_F(ForkInHeads, SignedByAnotherKeyFreezesNothing) {
    auto head = bravo_.lane_of(channel_, alpha_).checkpoint.head;
    head.root = crypto::sha256({"another"});
    const auto forged = lane::sign_checkpoint(head, charlie_.keys.log);
    ASSERT_TRUE(channel::compare_heads(*bravo_.context, charlie_.id(), {forged}));
    EXPECT_FALSE(is_frozen(bravo_));
}

// One bad lane does not hide what the peer shows of the others.
TEST_F(ForkInHeads, LeavesTheOtherLanesAlone) {
    split();
    bravo_.put(channel_, {object_text(3)});
    const auto compared = show_heads(bravo_, charlie_);
    ASSERT_EQ(compared.ahead.size(), 1U);
    EXPECT_EQ(compared.ahead.front().lane, bravo_.lane_of(channel_, bravo_).id);
}

// Design 02-log section 3.9: a reader that gave receipts for both.
TEST_F(ForkInHeads, ShowsWhoGaveReceiptsForBoth) {
    split();
    // BRAVO, from a backup, cosigns the other branch, too.
    auto theirs = charlie_.lane_of(channel_, alpha_).checkpoint;
    const auto receipt = lane::cosign(theirs.head, bravo_.id(), 1'629'808'300, bravo_.keys.cosign);
    ASSERT_TRUE(charlie_.store->add_receipts(theirs.head, {receipt}));
    show_heads(bravo_, charlie_);
    const auto dispute = dispute_of(charlie_);
    ASSERT_EQ(dispute.evidence.size(), 2U);
    EXPECT_EQ(dispute.evidence[1].evidence().kind, lane::EvidenceKind::double_cosign);
    EXPECT_EQ(dispute.evidence[1].accused(), bravo_.id());
    const auto file = lane::encode_evidence(dispute.evidence[1].evidence());
    EXPECT_TRUE(channel::prove(must(lane::decode_evidence(file))));
}

}  // namespace
}  // namespace entente::test
