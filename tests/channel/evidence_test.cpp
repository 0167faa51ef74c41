#include "channel/evidence.h"

#include "base/limits.h"
#include "channel/recovery.h"
#include "channel/seen.h"
#include "tests/channel/forked.h"

namespace entente::test {
namespace {

class Frozen : public Forked {
protected:
    Frozen() {
        split();
        show_heads(bravo_, charlie_);
    }

    [[nodiscard]] Bytes file() const {
        return lane::encode_evidence(proof_of(charlie_).evidence());
    }

    [[nodiscard]] Result<void> give(Party& to) const {
        return channel::take_evidence(*to.context, charlie_.id(), file());
    }

    /// The operations of this name in the party's own lane.
    [[nodiscard]] std::size_t notices_of(Party& party) const {
        EXPECT_TRUE(party.store->wait_indexed());
        return must(party.store->page({.channel = channel_, .type = "op:evidence"}))
            .positions.size();
    }
};

// Invariant I15.
TEST_F(Frozen, LaneIsNeitherAdvancedNorCosigned) {
    const auto before = charlie_.lane_of(channel_, alpha_);
    write("other", {object_text(20)});
    const auto size = before.frontier.size().value();
    EXPECT_EQ(
        kind_of(channel::receive(*charlie_.context, alpha_.id(), lane_, segment(charlie_, size))),
        ErrorKind::conflict);
    EXPECT_EQ(
        kind_of(channel::receive(*charlie_.context, alpha_.id(), lane_, segment(charlie_, 0))),
        ErrorKind::conflict);
    EXPECT_EQ(charlie_.lane_of(channel_, alpha_).checkpoint, before.checkpoint);
    EXPECT_TRUE(show_heads(alpha_, charlie_).ahead.empty());
}

TEST_F(Frozen, LaneStaysSoAfterARestart) {
    charlie_.open("node", "fence");
    EXPECT_TRUE(is_frozen(charlie_));
    EXPECT_EQ(dispute_of(charlie_).evidence.size(), 1U);
}

TEST_F(Frozen, LaneIsStillServedToItsReaders) {
    EXPECT_TRUE(
        must(channel::serve_segment(*charlie_.context, bravo_.id(), lane_, lane::EntryIndex(0))));
}

// Design 02-log section 4.8: "other lanes of that party go on".
TEST_F(Frozen, StopsNoOtherLane) {
    charlie_.put(channel_, {object_text(30)});
    const auto own = charlie_.lane_of(channel_, charlie_).id;
    EXPECT_TRUE(carry(charlie_, bravo_, own));
}

TEST_F(Frozen, IsEqualOnBothSidesOnceBothKnow) {
    const auto equal = [&] {
        return must(channel::shared_fingerprint(*bravo_.context, charlie_.id())) ==
               must(channel::shared_fingerprint(*charlie_.context, bravo_.id()));
    };
    carry(bravo_, charlie_, bravo_.lane_of(channel_, bravo_).id);
    carry(charlie_, bravo_, charlie_.lane_of(channel_, charlie_).id);
    EXPECT_FALSE(equal());
    ASSERT_TRUE(give(bravo_));
    EXPECT_TRUE(equal());
}

// Invariant I7: after an exchange both honest members hold evidence.
TEST_F(Frozen, EvidenceFreezesWhoeverItReaches) {
    EXPECT_FALSE(is_frozen(bravo_));
    ASSERT_TRUE(give(bravo_));
    EXPECT_TRUE(is_frozen(bravo_));
    EXPECT_EQ(lane::encode_evidence(proof_of(bravo_).evidence()), file());
    ASSERT_TRUE(give(bravo_));
    EXPECT_EQ(dispute_of(bravo_).evidence.size(), 1U);
}

// The writer may be the victim: a thief of its key, or its own backup, wrote the other history.
TEST_F(Frozen, OwnLaneTakesNoMore) {
    alpha_.open("node", "fence");
    ASSERT_TRUE(give(alpha_));
    const auto begun = channel::Publication::begin(*alpha_.context, channel_);
    ASSERT_FALSE(begun);
    EXPECT_EQ(begun.error().kind, ErrorKind::conflict);
    EXPECT_NE(begun.error().what.find("two different histories"), std::string::npos);
}

TEST_F(Frozen, EvidenceFromOrForStrangersIsOfNoLane) {
    Party mallory("MALLORY");
    const auto from_stranger = channel::take_evidence(*bravo_.context, mallory.id(), file());
    ASSERT_FALSE(from_stranger);
    EXPECT_EQ(from_stranger.error().kind, ErrorKind::not_found);
    const auto at_stranger = channel::take_evidence(*mallory.context, charlie_.id(), file());
    ASSERT_FALSE(at_stranger);
    EXPECT_EQ(at_stranger.error(), from_stranger.error());  // the same words for both
    EXPECT_FALSE(is_frozen(bravo_));
    EXPECT_TRUE(must(channel::evidence_for(*charlie_.context, mallory.id())).empty());
    EXPECT_EQ(must(channel::evidence_for(*charlie_.context, bravo_.id())).size(), 1U);
}

// Attack 24.
TEST_F(Frozen, EvidenceThatProvesNothingFreezesNothing) {
    auto forged = must(lane::decode_evidence(file()));
    forged.larger = lane::sign_checkpoint(proof_of(charlie_).larger(), charlie_.keys.log).note;
    EXPECT_EQ(kind_of(channel::take_evidence(*bravo_.context, charlie_.id(),
                                             lane::encode_evidence(forged))),
              ErrorKind::refused);
    EXPECT_EQ(kind_of(channel::take_evidence(*bravo_.context, charlie_.id(), "{}")),
              ErrorKind::invalid);
    EXPECT_FALSE(is_frozen(bravo_));
}

// Design 02-log section 3.5.
TEST_F(Frozen, IsNoticedInOurOwnLaneOnce) {
    ASSERT_TRUE(channel::write_due_evidence(*charlie_.context));
    ASSERT_TRUE(channel::write_due_evidence(*charlie_.context));
    charlie_.open("node", "fence");
    ASSERT_TRUE(channel::write_due_evidence(*charlie_.context));
    EXPECT_EQ(notices_of(charlie_), 1U);
}

TEST_F(Frozen, IsLearntFromANoticeInAnothersLane) {
    ASSERT_TRUE(channel::write_due_evidence(*charlie_.context));
    carry(charlie_, bravo_, charlie_.lane_of(channel_, charlie_).id);
    EXPECT_TRUE(is_frozen(bravo_));
    EXPECT_EQ(notices_of(bravo_), 1U);
}

// A fork that never ends must not fill the disk.
TEST_F(Frozen, KeepsSoManyFilesOfALaneAndNoMore) {
    auto head = charlie_.lane_of(channel_, alpha_).checkpoint.head;
    for (std::size_t i = 0; i < 2 * limits::forks_per_lane_max; ++i) {
        auto evidence = must(lane::decode_evidence(file()));
        head.size = lane::TreeSize(100 + i);
        evidence.smaller = lane::sign_checkpoint(head, alpha_.keys.log).note;
        auto other = head;
        other.root = crypto::sha256({std::to_string(i)});
        evidence.larger = lane::sign_checkpoint(other, alpha_.keys.log).note;
        evidence.prefix_root = other.root;
        evidence.proof.clear();
        ASSERT_TRUE(channel::take_evidence(*charlie_.context, bravo_.id(),
                                           lane::encode_evidence(evidence)));
    }
    EXPECT_EQ(dispute_of(charlie_).evidence.size(), limits::forks_per_lane_max);
    charlie_.open("node", "fence");
    EXPECT_EQ(dispute_of(charlie_).evidence.size(), limits::forks_per_lane_max);
}

// Else a reader that cooperates with the writer could fill the place of the proof with evidence
// against itself.
TEST_F(Forked, IsExposedWhateverAReaderConfesses) {
    split();
    const auto fork = [&] {
        const auto ours = charlie_.lane_of(channel_, alpha_);
        const auto shown = bravo_.lane_of(channel_, alpha_).checkpoint;
        return must(channel::fork_with_head(*charlie_.context, ours, shown)).value().evidence;
    }();
    const auto confession = [&](Party& reader, std::uint64_t time_s) {
        const auto line = [&](const lane::Head& head) {
            return lane::cosign(head, reader.id(), time_s, reader.keys.cosign).line;
        };
        return lane::encode_evidence(
            must(lane::prove_double_cosign(fork, line(fork.smaller()), line(fork.larger()),
                                           lane::encode_note(reader.card.note),
                                           &channel::cosign_keys_of))
                .evidence());
    };
    for (std::uint64_t i = 0; i < 2 * limits::forks_per_lane_max; ++i) {
        ASSERT_TRUE(channel::take_evidence(*charlie_.context, bravo_.id(), confession(bravo_, i)));
    }
    EXPECT_EQ(dispute_of(charlie_).evidence.size(), 1U);
    EXPECT_FALSE(is_frozen(charlie_));  // the writer is not accused
    Party mallory("MALLORY");
    EXPECT_EQ(
        kind_of(channel::take_evidence(*charlie_.context, bravo_.id(), confession(mallory, 1))),
        ErrorKind::not_found);
    show_heads(bravo_, charlie_);
    EXPECT_TRUE(is_frozen(charlie_));
}

// "Leaving the state needs an operator, never a timer."
TEST_F(Frozen, GoesOnInTheVersionThatIsHereOnceResolved) {
    const auto before = charlie_.lane_of(channel_, alpha_).frontier.size();
    const auto id = lane::to_hex(lane_);
    const auto resolved =
        must(channel::resolve(*charlie_.context, id.substr(0, 8), "ALPHA's backup", ""));
    EXPECT_EQ(resolved.resolution->reason, "ALPHA's backup");
    EXPECT_FALSE(is_frozen(charlie_));
    show_heads(bravo_, charlie_);  // it is known that there are two
    charlie_.open("node", "fence");
    EXPECT_FALSE(is_frozen(charlie_));
    write("other", {object_text(20)});
    const auto last = carry(alpha_, charlie_, lane_);
    ASSERT_TRUE(last);
    EXPECT_TRUE(last->receipt);
    EXPECT_EQ(charlie_.lane_of(channel_, alpha_).frontier.size().value(), before.value() + 1);
}

TEST_F(Frozen, IsResolvedForAReasonAndByAnIdOnly) {
    const auto id = lane::to_hex(lane_);
    const auto try_with = [&](std::string_view lane, const std::string& reason,
                              std::string_view successor) {
        return kind_of(channel::resolve(*charlie_.context, lane, reason, successor));
    };
    EXPECT_EQ(try_with(id, "", ""), ErrorKind::invalid);
    EXPECT_EQ(try_with(id.substr(0, 7), "why", ""), ErrorKind::not_found);
    EXPECT_EQ(try_with(lane::to_hex(charlie_.lane_of(channel_, charlie_).id), "why", ""),
              ErrorKind::not_found);
    EXPECT_EQ(try_with(id, "why", id), ErrorKind::not_found);
    EXPECT_EQ(try_with(id, "why", lane::to_hex(bravo_.id())), ErrorKind::not_found);
    EXPECT_TRUE(is_frozen(charlie_));
}

TEST_F(Frozen, DisputeReadsBackAsKept) {
    auto dispute = dispute_of(charlie_);
    dispute.found = kabul;
    dispute.differs_from = lane::EntryIndex(2);
    dispute.is_noticed = true;
    for (const auto& resolution :
         {std::optional<channel::Resolution>(),
          std::optional(channel::Resolution{.time = kabul, .reason = "so", .successor = {}}),
          std::optional(channel::Resolution{.time = kabul, .reason = "so", .successor = lane_})}) {
        dispute.resolution = resolution;
        const auto text = channel::encode_dispute(dispute);
        const auto read = must(channel::decode_dispute(text));
        EXPECT_EQ(channel::encode_dispute(read), text);
        EXPECT_EQ(read.resolution, resolution);
        for (std::size_t length = 0; length < text.size(); length += 5) {
            EXPECT_FALSE(channel::decode_dispute(text.substr(0, length)));
        }
    }
}

// Both histories are signed: waiting for the other one to come back would be waiting for ever.
TEST_F(Frozen, OwnLaneDoesNotKeepItsWriterFromRecovering) {
    show_heads(bravo_, alpha_);
    ASSERT_TRUE(channel::why_stopped(*alpha_.context));
    ASSERT_TRUE(is_frozen(alpha_));
    channel::note_heard(*alpha_.context, bravo_.id());
    channel::note_heard(*alpha_.context, charlie_.id());
    EXPECT_TRUE(must(channel::recover(*alpha_.context, {})));
    EXPECT_TRUE(is_frozen(alpha_));
}

// Invariant I16: honest parties, whatever they write, exchange, crash or restart.
RC_GTEST_PROP(HonestParties, NeverProduceEvidence, ()) {
    Party alpha("ALPHA");
    Party bravo("BRAVO");
    const auto channel = found({&alpha, &bravo});
    const auto steps =
        *rc::gen::resize(20, rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 6)));
    int number = 0;
    for (const auto step : steps) {
        auto& party = step % 2 == 0 ? alpha : bravo;
        if (step < 2) party.put(channel, {object_text(++number)});
        if (step == 2 || step == 3) party.open("node", "fence");
        if (step == 4) exchange(alpha, bravo);
        if (step == 5) EXPECT_TRUE(channel::write_due_seen(*party.context));
    }
    exchange(alpha, bravo);
    RC_ASSERT(alpha.directory->disputes().all().empty());
    RC_ASSERT(bravo.directory->disputes().all().empty());
}

}  // namespace
}  // namespace entente::test
