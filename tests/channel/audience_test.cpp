// Lanes for some of the parties (design 02-log sections 2.3 and 2.4).
#include "channel/recall.h"
#include "channel/seen.h"
#include "channel/targets.h"
#include "lane/entry.h"
#include "lane/operation.h"
#include "tests/channel/party.h"

namespace entente::test {
namespace {

using channel::Parties;

class Audience : public ::testing::Test {
protected:
    Parties among(const std::vector<const Party*>& parties) const {
        Parties ids;
        for (const auto* party : parties) ids.push_back(party->id());
        std::ranges::sort(ids);
        return ids;
    }

    channel::PublishReport put_to(Party& from, const std::vector<const Party*>& to,
                                  const std::vector<std::string>& objects,
                                  bool allows_dangling = false) {
        channel::PublishOptions options{.to = {}, .allows_dangling = allows_dangling};
        for (const auto* party : to) options.to.push_back(party->id());
        return from.put(channel_, objects, false, options);
    }

    /// ALPHA's lane for exactly these and ALPHA, as it is at `at`.
    lane::LaneState alphas(const std::vector<const Party*>& readers, const Party& at) const {
        auto parties = readers;
        parties.push_back(&alpha_);
        return must(channel::lane_for(*at.context, channel_, alpha_.id(), among(parties))).value();
    }

    struct Seen {
        lane::Header header;
        Bytes body;
    };

    static std::vector<Seen> entries(const Party& at, const lane::LaneState& lane) {
        std::vector<Seen> all;
        const auto size = static_cast<std::uint32_t>(lane.frontier.size().value());
        const auto range = must(at.store->read(lane.id, lane::EntryIndex(0), size, 10'000'000));
        ByteReader reader(range.records, "record");
        for (std::uint32_t i = 0; i < range.count; ++i) {
            const auto entry = must(lane::read_entry(reader));
            all.push_back({must(lane::decode_header(entry.header)), Bytes(entry.body)});
        }
        return all;
    }

    static lane::Operation operation(const Seen& entry) {
        return must(lane::decode_operation(entry.body));
    }

    void exchange_all() {
        for (int round = 0; round < 2; ++round) {
            exchange(alpha_, bravo_);
            exchange(bravo_, charlie_);
            exchange(alpha_, charlie_);
        }
    }

    Party alpha_{"ALPHA"};
    Party bravo_{"BRAVO"};
    Party charlie_{"CHARLIE"};
    lane::ChannelId channel_ = found({&alpha_, &bravo_, &charlie_});
};

// I6 in small; the simulation and the peer tests have it at large.
TEST_F(Audience, OfOnePartyIsUnknownToTheOthers) {
    exchange_all();
    const auto heads = must(channel::heads_for(*alpha_.context, charlie_.id()));
    const auto shared = must(channel::shared_fingerprint(*alpha_.context, charlie_.id()));
    put_to(alpha_, {&bravo_}, {object_text(1)});
    EXPECT_EQ(must(channel::heads_for(*alpha_.context, charlie_.id())), heads);
    EXPECT_EQ(must(channel::shared_fingerprint(*alpha_.context, charlie_.id())), shared);
    const auto lane = alphas({&bravo_}, alpha_).id;
    const lane::LaneId none(crypto::sha256({"none"}));
    auto hidden = channel::serve_segment(*alpha_.context, charlie_.id(), lane, lane::EntryIndex(0));
    auto absent = channel::serve_segment(*alpha_.context, charlie_.id(), none, lane::EntryIndex(0));
    ASSERT_FALSE(hidden);
    EXPECT_EQ(hidden.error().kind, absent.error().kind);
    EXPECT_EQ(hidden.error().what, absent.error().what);
}

TEST_F(Audience, HasOneLaneOfEachWriterHoweverOftenItIsPut) {
    put_to(alpha_, {&bravo_}, {object_text(1)});
    put_to(alpha_, {&bravo_, &alpha_}, {object_text(2)});
    EXPECT_EQ(alphas({&bravo_}, alpha_).frontier.size(), lane::TreeSize(3));
    EXPECT_EQ(must(channel::own_lanes(*alpha_.context, channel_)).size(), 2U);
}

TEST_F(Audience, ComparesAFingerprintOfItsOwn) {
    put_to(alpha_, {&bravo_}, {object_text(1)});
    exchange_all();
    const auto print = [&](const Party& at, const std::vector<const Party*>& parties) {
        return must(channel::transcript_fingerprint(*at.context, channel_, among(parties)));
    };
    EXPECT_EQ(print(alpha_, {&alpha_, &bravo_}), print(bravo_, {&alpha_, &bravo_}));
    EXPECT_NE(print(alpha_, {&alpha_, &bravo_}),
              must(channel::transcript_fingerprint(*alpha_.context, channel_)));
    EXPECT_EQ(must(channel::transcript_fingerprint(*alpha_.context, channel_)),
              must(channel::transcript_fingerprint(*charlie_.context, channel_)));
    EXPECT_EQ(must(channel::audiences_of(*alpha_.context, channel_)).size(), 2U);
    EXPECT_EQ(must(channel::audiences_of(*charlie_.context, channel_)).size(), 1U);
}

TEST_F(Audience, IsRefusedWithAStrangerOrWithNobodyElse) {
    const Party stranger{"DELTA"};
    const auto with = [&](const Party& party) {
        return channel::Publication::begin(*alpha_.context, channel_, {.to = {party.id()}});
    };
    EXPECT_EQ(with(stranger).error().kind, ErrorKind::refused);
    EXPECT_EQ(with(alpha_).error().kind, ErrorKind::invalid);
}

// L5: whoever reads a lane may bring it to another who does.
TEST_F(Audience, GetsALaneFromAnyOfItsMembers) {
    put_to(alpha_, {&bravo_, &charlie_}, {object_text(1)});
    exchange(alpha_, bravo_);
    exchange(bravo_, charlie_);
    EXPECT_EQ(alphas({&bravo_, &charlie_}, charlie_).frontier,
              alphas({&bravo_, &charlie_}, alpha_).frontier);
}

// Section 2.4: the same salt, so the same commitment; the earlier readers are told.
TEST_F(Audience, ThatIsWiderLaterGetsTheSameCommitment) {
    put_to(alpha_, {&bravo_}, {object_text(1)});
    const auto report = put_to(alpha_, {}, {object_text(1), object_text(2)});
    EXPECT_EQ(report.sealed, 2U);
    EXPECT_EQ(report.released, 1U);
    const auto narrow = entries(alpha_, alphas({&bravo_}, alpha_));
    const auto wide = entries(alpha_, alphas({&bravo_, &charlie_}, alpha_));
    const auto& first = narrow[1].header;
    const auto& again = wide[1].header;
    EXPECT_EQ(again.commitment, first.commitment);
    const auto id = lane::entry_id(lane::encode_header(first));
    EXPECT_EQ(again.origin, (lane::Origin{.entry = id, .time = first.time}));
    EXPECT_NE(wide[2].header.commitment, first.commitment);
    const auto released = std::get<lane::Released>(operation(narrow.back()));
    EXPECT_EQ(released, (lane::Released{.entry = id, .to = {charlie_.id()}}));
    EXPECT_EQ(put_to(alpha_, {}, {object_text(1)}).unchanged, 1U);
}

TEST_F(Audience, HasNoOtherContentUnderTheSameVersion) {
    put_to(alpha_, {&bravo_}, {object_text(1)});
    const auto report = put_to(alpha_, {&charlie_}, {object_text(1, "another")});
    ASSERT_EQ(report.refused, 1U);
    EXPECT_EQ(report.refusals.front().error.kind, ErrorKind::conflict);
}

std::string report_on(int number) {
    return R"({"type":"grouping","spec_version":"2.1",)"
           R"("id":"grouping--00000000-0000-4000-8000-000000000001",)"
           R"("created":"2021-08-24T12:30:00.000Z","modified":"2021-08-24T12:30:00.000Z",)"
           R"("context":"unspecified",)"
           R"("object_refs":["identity--00000000-0000-4000-8000-00000000000)" +
           std::to_string(number) + R"("]})";
}

// L3.
TEST_F(Audience, IsNotToldOfWhatIsHereForOthersAlone) {
    put_to(alpha_, {&bravo_}, {object_text(1)});
    const auto refused = put_to(alpha_, {&charlie_}, {report_on(1)});
    ASSERT_EQ(refused.refused, 1U);
    EXPECT_EQ(refused.refusals.front().error.kind, ErrorKind::refused);
    EXPECT_EQ(put_to(alpha_, {&charlie_}, {report_on(1), object_text(1)}).sealed, 2U);
}

TEST_F(Audience, MayBeToldOfItWhenTheOperatorSaysSo) {
    put_to(alpha_, {&bravo_}, {object_text(1)});
    EXPECT_EQ(put_to(alpha_, {&charlie_}, {report_on(1)}, true).sealed, 1U);
    EXPECT_EQ(put_to(alpha_, {&bravo_}, {report_on(1)}).sealed, 1U);
}

TEST_F(Audience, IsFreeToBeToldOfWhatIsNowhere) {
    put_to(alpha_, {&bravo_}, {object_text(1)});
    EXPECT_EQ(put_to(alpha_, {&charlie_}, {report_on(2)}).sealed, 1U);
}

TEST_F(Audience, LosesWhatIsRecalledInEveryLane) {
    put_to(alpha_, {&bravo_}, {object_text(1)});
    put_to(alpha_, {&charlie_}, {object_text(1)});
    exchange_all();
    const auto narrow = entries(alpha_, alphas({&bravo_}, alpha_));
    const auto id = lane::to_hex(lane::entry_id(lane::encode_header(narrow[1].header)));
    const auto recalled =
        must(channel::recall(*alpha_.context, channel_, id, lane::RecallAction::erase, "wrong"));
    EXPECT_EQ(recalled.size(), 2U);
    exchange_all();
    for (auto* party : {&bravo_, &charlie_}) {
        ASSERT_TRUE(party->store->wait_indexed());
        ASSERT_TRUE(channel::execute_recalls(*party->context));
        const auto all = entries(*party, alphas({party}, *party));
        EXPECT_TRUE(all[1].body.empty());
        // The answer goes to those alone who know of the lane (L7).
        EXPECT_TRUE(must(
            channel::lane_for(*party->context, channel_, party->id(), among({&alpha_, party}))));
    }
}

/// A channel on which each party may have so many lanes.
lane::ChannelId found_with_lanes(const std::vector<Party*>& parties, std::uint64_t lanes_max) {
    channel::Charter charter{.nonce = {},
                             .created = kabul,
                             .subject = "Few lanes",
                             .parties = {},
                             .policy = {.lanes_max = lanes_max},
                             .revision = 0};
    for (const auto* party : parties)
        charter.parties.push_back({party->id(), party->card.digest()});
    std::ranges::sort(charter.parties, {}, &channel::CharterParty::id);
    channel::SignedCharter made{.charter = charter,
                                .note = {.text = channel::charter_text(charter), .signatures = {}}};
    for (const auto* party : parties) {
        made.note.signatures.push_back(
            channel::sign_charter(charter, party->id(), party->keys.root));
    }
    for (auto* party : parties) {
        for (const auto* other : parties) EXPECT_TRUE(party->directory->add_card(other->card));
        EXPECT_TRUE(party->directory->merge_charter(made));
        EXPECT_TRUE(channel::open_missing_lanes(*party->context));
    }
    return made.channel();
}

// L4.
TEST_F(Audience, WithoutALaneLeftIsReachedThroughNarrowerOnes) {
    channel_ = found_with_lanes({&alpha_, &bravo_, &charlie_}, 2);
    put_to(alpha_, {&bravo_}, {object_text(1)});
    const auto to_charlie =
        channel::Publication::begin(*alpha_.context, channel_, {.to = {charlie_.id()}});
    ASSERT_FALSE(to_charlie);
    EXPECT_EQ(to_charlie.error().kind, ErrorKind::exhausted);
}

TEST(FanOut, SealsOneCommitmentIntoSeveralLanes) {
    Party alpha{"ALPHA"};
    Party bravo{"BRAVO"};
    Party charlie{"CHARLIE"};
    Party delta{"DELTA"};
    const auto channel = found_with_lanes({&alpha, &bravo, &charlie, &delta}, 3);
    alpha.put(channel, {object_text(1)}, false, {.to = {bravo.id()}});
    alpha.put(channel, {object_text(2)}, false, {.to = {charlie.id()}});
    const auto report = alpha.put(channel, {object_text(3), object_text(4)}, false,
                                  {.to = {bravo.id(), charlie.id()}});
    EXPECT_EQ(report.sealed, 2U);
    EXPECT_EQ(report.lanes, 2U);
    exchange(alpha, bravo);
    exchange(alpha, charlie);
    std::vector<lane::Digest> commitments;
    for (const auto* party : {&bravo, &charlie}) {
        const auto places =
            must(party->store->find("identity--00000000-0000-4000-8000-000000000003"));
        ASSERT_EQ(places.size(), 1U);
        const auto range = must(party->store->read(places[0].lane, places[0].index, 1, 0));
        ByteReader reader(range.records, "record");
        const auto entry = must(lane::read_entry(reader));
        commitments.push_back(must(lane::decode_header(entry.header)).commitment);
    }
    EXPECT_EQ(commitments[0], commitments[1]);
    EXPECT_EQ(
        alpha.put(channel, {object_text(3)}, false, {.to = {bravo.id(), charlie.id()}}).unchanged,
        1U);
}

/// L7, section 2.7: whoever reads a `seen` may know of every lane that it names.
void check_seens(const Party& at, const lane::ChannelId& channel) {
    const auto lanes = must(channel::lanes_of(*at.context, channel));
    for (const auto& lane : lanes) {
        const auto size = static_cast<std::uint32_t>(lane.frontier.size().value());
        const auto range = must(at.store->read(lane.id, lane::EntryIndex(0), size, 10'000'000));
        ByteReader reader(range.records, "record");
        for (std::uint32_t i = 0; i < range.count; ++i) {
            const auto entry = must(lane::read_entry(reader));
            const auto header = must(lane::decode_header(entry.header));
            if (header.kind != lane::BodyKind::operation) continue;
            const auto operation = must(lane::decode_operation(entry.body));
            const auto* seen = std::get_if<lane::Seen>(&operation);
            if (seen == nullptr) continue;
            for (const auto& head : seen->heads) {
                const auto named = at.store->state(head.lane);
                RC_ASSERT(named.has_value());
                RC_ASSERT(channel::covers(named->opening.audience, lane.opening.audience));
            }
        }
    }
}

RC_GTEST_FIXTURE_PROP(Audience, NamesNoLaneToThoseWhoMayNotKnowOfIt, ()) {
    const std::vector<Party*> parties = {&alpha_, &bravo_, &charlie_};
    const auto steps = *rc::gen::container<std::vector<int>>(12, rc::gen::inRange(0, 3 * 4));
    int number = 1;
    for (const int step : steps) {
        auto& from = *parties[static_cast<std::size_t>(step % 3)];
        auto& one = *parties[static_cast<std::size_t>((step + 1) % 3)];
        auto& other = *parties[static_cast<std::size_t>((step + 2) % 3)];
        if (step / 3 == 0) put_to(from, {}, {object_text(++number)});
        if (step / 3 == 1) put_to(from, {&one}, {object_text(++number)});
        if (step / 3 == 2) exchange(one, other);
        if (step / 3 == 3) RC_ASSERT(channel::write_due_seen(*from.context).has_value());
    }
    exchange_all();
    for (const auto* party : parties) check_seens(*party, channel_);
}

}  // namespace
}  // namespace entente::test
