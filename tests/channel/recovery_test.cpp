#include "channel/recovery.h"

#include "tests/channel/party.h"

namespace entente::test {
namespace {

/// ALPHA is put back to an earlier copy of its directory. Design 02-log section 4.6, I20.
class Recovery : public Pair {
protected:
    static void copy(const Party& party, const std::string& from, const std::string& to) {
        std::filesystem::copy(party.scratch / from, party.scratch / to,
                              std::filesystem::copy_options::recursive);
    }

    /// A backup with the first object; BRAVO has both, and has given receipts for both.
    void lose_one() {
        alpha_.put(channel_, {object_text(1)});
        bravo_.put(channel_, {object_text(7)});
        exchange(alpha_, bravo_);
        alpha_.open("node", "fence");  // closes, so that the copy is whole
        copy(alpha_, "node", "backup");
        copy(alpha_, "fence", "backup.fence");
        alpha_.put(channel_, {object_text(2)});
        bravo_.put(channel_, {object_text(8)});
        exchange(alpha_, bravo_);
    }

    /// What a link does: heads first, then what they show.
    void meet() {
        const auto shown = must(channel::heads_for(*bravo_.context, alpha_.id()));
        const auto compared = must(channel::compare_heads(*alpha_.context, bravo_.id(), shown));
        channel::note_heard(*alpha_.context, bravo_.id());
        for (const auto& head : compared.ahead) carry(bravo_, alpha_, head.lane);
    }

    [[nodiscard]] bool writes() {
        return channel::Publication::begin(*alpha_.context, channel_).has_value();
    }

    [[nodiscard]] Error refusal(const std::vector<lane::PartyId>& without = {}) {
        const auto recovered = channel::recover(*alpha_.context, without);
        EXPECT_FALSE(recovered);
        return recovered ? Error{.kind = {}, .what = {}, .where = {}, .remedy = {}}
                         : recovered.error();
    }
};

TEST_F(Recovery, IsNotNeededByANodeThatLostNothing) {
    alpha_.put(channel_, {object_text(1)});
    EXPECT_FALSE(must(channel::recover(*alpha_.context, {})));
}

TEST_F(Recovery, TakesBackWhatThePeersHold) {
    lose_one();
    alpha_.open("backup", "fence");
    EXPECT_FALSE(writes());
    EXPECT_EQ(refusal().kind, ErrorKind::unavailable);
    meet();
    EXPECT_FALSE(writes()) << "the operator has the last word";
    EXPECT_TRUE(must(channel::recover(*alpha_.context, {})));
    EXPECT_TRUE(writes());
    alpha_.put(channel_, {object_text(3)});
    exchange(alpha_, bravo_);
    EXPECT_EQ(must(channel::transcript_fingerprint(*alpha_.context, channel_)),
              must(channel::transcript_fingerprint(*bravo_.context, channel_)));
}

TEST_F(Recovery, GivesTheReceiptsThatItHeldUp) {
    lose_one();
    alpha_.open("backup", "fence");
    bravo_.put(channel_, {object_text(9)});
    meet();
    const auto lane = bravo_.lane_of(channel_, bravo_).id;
    EXPECT_EQ(channel::held_size(*alpha_.context, lane), channel::held_size(*bravo_.context, lane));
    EXPECT_LT(alpha_.store->receipted(lane, alpha_.id()),
              channel::held_size(*alpha_.context, lane));
    must(channel::recover(*alpha_.context, {}));
    EXPECT_EQ(alpha_.store->receipted(lane, alpha_.id()),
              channel::held_size(*alpha_.context, lane));
    exchange(alpha_, bravo_);
    EXPECT_EQ(bravo_.store->receipted(lane, alpha_.id()),
              channel::held_size(*bravo_.context, lane));
}

// The 10 % case of section 4.4: only strict, hearing from everybody, is safe.
TEST_F(Recovery, WithAFenceThatWasLostTooHearsEverybody) {
    lose_one();
    alpha_.open("backup", "no.fence");
    EXPECT_FALSE(writes());
    EXPECT_THAT(refusal().what,
                ::testing::HasSubstr("has not shown yet what it holds of us: BRAVO"));
    meet();
    EXPECT_TRUE(must(channel::recover(*alpha_.context, {})));
    EXPECT_TRUE(writes());
}

TEST_F(Recovery, CanLeaveAPartyOutOnlyByTheOperatorsWord) {
    alpha_.put(channel_, {object_text(1)});
    alpha_.open("node", "no.fence");
    EXPECT_EQ(refusal().kind, ErrorKind::unavailable);
    EXPECT_TRUE(must(channel::recover(*alpha_.context, {bravo_.id()})));
    EXPECT_TRUE(writes());
}

TEST_F(Recovery, IsBegunByAPeerWhenTheFenceWasRolledBackToo) {
    lose_one();
    alpha_.open("backup", "backup.fence");
    EXPECT_TRUE(writes()) << "nothing here tells";
    meet();
    EXPECT_FALSE(writes());
    meet();
    EXPECT_TRUE(must(channel::recover(*alpha_.context, {})));
    alpha_.put(channel_, {object_text(3)});
    exchange(alpha_, bravo_);
    EXPECT_EQ(must(channel::transcript_fingerprint(*alpha_.context, channel_)),
              must(channel::transcript_fingerprint(*bravo_.context, channel_)));
}

TEST_F(Recovery, IsNotOverWhileAShownHeadIsMissing) {
    lose_one();
    alpha_.open("backup", "backup.fence");
    const auto shown = must(channel::heads_for(*bravo_.context, alpha_.id()));
    must(channel::compare_heads(*alpha_.context, bravo_.id(), shown));
    channel::note_heard(*alpha_.context, bravo_.id());
    EXPECT_THAT(refusal({bravo_.id()}).what, ::testing::HasSubstr("are not back yet"));
}

// A peer that is still receiving our lane shows its newest head too: what we signed we must learn.
TEST_F(Recovery, LearnsOfAHeadThatThePeerHoldsInPart) {
    lose_one();
    std::vector<std::string> many;
    for (int i = 100; i < 1'400; ++i) many.push_back(object_text(i));
    alpha_.put(channel_, many);
    const auto held = channel::held_size(*bravo_.context, lane_);
    const auto segment = must(channel::serve_segment(*alpha_.context, bravo_.id(), lane_,
                                                     lane::EntryIndex(held.value())));
    EXPECT_FALSE(must(channel::receive(*bravo_.context, alpha_.id(), lane_, *segment)).receipt);
    const auto size = channel::held_size(*alpha_.context, lane_);
    alpha_.open("backup", "backup.fence");
    const auto shown = must(channel::heads_for(*bravo_.context, alpha_.id()));
    must(channel::compare_heads(*alpha_.context, bravo_.id(), shown));
    EXPECT_FALSE(writes());
    const auto missing = channel::missing_for_recovery(*alpha_.context);
    ASSERT_EQ(missing.heads.size(), 1U);
    EXPECT_EQ(missing.heads.front().size, size);
}

}  // namespace
}  // namespace entente::test
