#include "channel/receive.h"

#include <algorithm>

#include "lane/segment.h"
#include "tests/channel/party.h"

namespace entente::test {
namespace {

using Receive = Pair;

/// The segment of entries [from, from + count) under the newest checkpoint.
Bytes cut(const Party& writer, const lane::LaneId& lane, std::uint64_t from, std::uint32_t count) {
    const auto state = must(writer.store->state(lane));
    const auto range = must(writer.store->read(lane, lane::EntryIndex(from), count, 1'000'000));
    const auto end = from + range.count;
    std::vector<lane::Digest> proof;
    if (end < state.frontier.size().value()) {
        proof =
            must(writer.store->prove_consistency(lane, lane::TreeSize(end), state.frontier.size()));
    }
    return lane::encode_segment({.checkpoint = state.checkpoint,
                                 .from = lane::EntryIndex(from),
                                 .count = range.count,
                                 .entries = range.records,
                                 .proof = proof});
}

/// The other side once more, with nothing of the lane.
struct Scene {
    Party alpha{"ALPHA"};
    Party bravo{"BRAVO"};
    lane::ChannelId channel = found({&alpha, &bravo});
    lane::LaneId lane = alpha.lane_of(channel, alpha).id;
};

// Design 02-log section 4.3: any order and repetition ends in the same lane.
RC_GTEST_PROP(ReceiveInAnyOrder, EndsInTheSameLane, ()) {
    Scene scene;
    scene.alpha.put(scene.channel, {object_text(1), object_text(2), object_text(3)});
    const auto size = scene.alpha.lane_of(scene.channel, scene.alpha).frontier.size().value();
    std::vector<Bytes> pieces;
    for (std::uint64_t i = 0; i < size; ++i) {
        pieces.push_back(cut(scene.alpha, scene.lane, i, *rc::gen::inRange<std::uint32_t>(1, 4)));
    }
    const auto order = *rc::gen::container<std::vector<std::size_t>>(
        20, rc::gen::inRange<std::size_t>(0, pieces.size()));
    const auto offer = [&](std::size_t piece) {
        const auto before = channel::held_size(*scene.bravo.context, scene.lane);
        const auto received =
            channel::receive(*scene.bravo.context, scene.alpha.id(), scene.lane, pieces[piece]);
        const auto after = channel::held_size(*scene.bravo.context, scene.lane);
        RC_ASSERT(after >= before);
        if (received) {
            RC_ASSERT(received->held == after);
        } else if (before.value() == 0) {
            RC_ASSERT(piece > 0);  // only a first piece opens a lane
        } else {
            RC_ASSERT(received.error().kind == ErrorKind::conflict);
            RC_ASSERT(received.error().where == "next " + std::to_string(before.value()));
        }
    };
    for (const auto piece : order) offer(piece);
    for (std::size_t piece = 0; piece < pieces.size(); ++piece) offer(piece);
    const auto held = scene.bravo.lane_of(scene.channel, scene.alpha);
    RC_ASSERT(held.frontier.size().value() == size);
    RC_ASSERT(held.frontier.root() ==
              scene.alpha.lane_of(scene.channel, scene.alpha).frontier.root());
}

TEST_F(Receive, GivesAReceiptOnceAndRepeatsItAfterTheClockStepsBack) {
    alpha_.put(channel_, {object_text(1)});
    const auto whole = cut(alpha_, lane_, 0, 100);
    const auto first = must(channel::receive(*bravo_.context, alpha_.id(), lane_, whole));
    ASSERT_TRUE(first.receipt);
    for (const int seconds : {-3'600, 7'200}) {
        bravo_.clock.step(seconds);
        const auto again = must(channel::receive(*bravo_.context, alpha_.id(), lane_, whole));
        EXPECT_EQ(again.new_entries, 0U);
        EXPECT_EQ(again.receipt, first.receipt);
    }
}

// Design 02-log section 3.7: the times of one party's receipts on one lane never decrease.
TEST_F(Receive, GivesNoReceiptEarlierThanTheOneBefore) {
    const auto time_of = [&](const channel::Received& received) {
        return must(lane::verify_receipt(received.head, received.receipt.value(), bravo_.id(),
                                         bravo_.keys.cosign.public_key()))
            .time_s;
    };
    const auto first = carry(alpha_, bravo_, lane_).value();
    bravo_.clock.step(-3'600);
    alpha_.put(channel_, {object_text(1)});
    const auto second = carry(alpha_, bravo_, lane_).value();
    EXPECT_EQ(time_of(second), time_of(first));
}

TEST_F(Receive, StoresNothingOfADamagedSegment) {
    alpha_.put(channel_, {object_text(1)});
    const auto whole = cut(alpha_, lane_, 0, 100);
    for (std::size_t at = 0; at < whole.size(); at += 7) {
        auto damaged = whole;
        damaged[at] = static_cast<char>(damaged[at] ^ 1);
        const auto received = channel::receive(*bravo_.context, alpha_.id(), lane_, damaged);
        EXPECT_FALSE(received) << "byte " << at;
        ASSERT_EQ(channel::held_size(*bravo_.context, lane_), lane::TreeSize(0)) << "byte " << at;
    }
}

TEST_F(Receive, TellsNobodyWhetherALaneIsThere) {
    const Party mallory{"MALLORY"};
    const auto whole = cut(alpha_, lane_, 0, 100);
    const auto unknown = channel::receive(*bravo_.context, mallory.id(), lane_, whole);
    carry(alpha_, bravo_, lane_);
    const auto known = channel::receive(*bravo_.context, mallory.id(), lane_, whole);
    ASSERT_FALSE(unknown);
    ASSERT_FALSE(known);
    EXPECT_EQ(unknown.error().kind, ErrorKind::not_found);
    EXPECT_EQ(unknown.error(), known.error());
    const auto served = [&](const lane::PartyId& reader, const lane::LaneId& lane) {
        return channel::serve_segment(*bravo_.context, reader, lane, lane::EntryIndex(0));
    };
    const lane::LaneId nowhere(crypto::sha256({"nowhere"}));
    EXPECT_EQ(served(mallory.id(), lane_).error().what, served(alpha_.id(), nowhere).error().what);
}

// Section 3.7, and a checkpoint that came in two pieces: the line of the last receipt is not on it.
TEST_F(Receive, NeverGivesAnEarlierReceiptAfterAPartialSegment) {
    const auto lane = alpha_.lane_of(channel_, alpha_).id;
    const auto take = [&](std::uint64_t from, std::uint32_t count) {
        return must(
            channel::receive(*bravo_.context, alpha_.id(), lane, cut(alpha_, lane, from, count)));
    };
    const auto time_of = [&](const channel::Received& received) {
        return must(lane::verify_receipt(received.head, *received.receipt, bravo_.id(),
                                         bravo_.context->keys.cosign.public_key()))
            .time_s;
    };
    alpha_.put(channel_, {object_text(1)});
    const auto held = channel::held_size(*bravo_.context, lane).value();
    const auto first = take(held, 1'000);
    alpha_.put(channel_, {object_text(2), object_text(3)});
    bravo_.clock.step(-3'600);
    take(first.held.value(), 1);
    const auto second = take(first.held.value() + 1, 1'000);
    ASSERT_TRUE(second.receipt);
    EXPECT_GE(time_of(second), time_of(first));
}

}  // namespace
}  // namespace entente::test
