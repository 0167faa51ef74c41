#include "channel/found.h"

#include "channel/lanes.h"
#include "tests/channel/party.h"

namespace entente::test {
namespace {

/// Two parties that know each other and share nothing yet.
class Found : public ::testing::Test {
protected:
    Found() {
        EXPECT_TRUE(alpha_.directory->add_card(bravo_.card));
        EXPECT_TRUE(bravo_.directory->add_card(alpha_.card));
    }

    [[nodiscard]] auto propose(const std::string& subject,
                               const std::vector<channel::SignedCard>& others) {
        return channel::propose_channel(*alpha_.context, subject, others);
    }

    static bool has_own_lane(const Party& party, const lane::ChannelId& channel) {
        return must(channel::lane_of(*party.context, channel, party.id())).has_value();
    }

    Party alpha_{"ALPHA"};
    Party bravo_{"BRAVO"};
};

TEST_F(Found, ProposesACharterThatWeAloneSigned) {
    const auto charter = must(propose("Kabul", {bravo_.card}));
    EXPECT_EQ(charter.charter.subject, "Kabul");
    EXPECT_EQ(charter.charter.created, kabul);
    EXPECT_EQ(charter.charter.policy, channel::CharterPolicy());
    EXPECT_TRUE(channel::is_signed_by(charter, alpha_.card.card));
    EXPECT_FALSE(channel::is_signed_by(charter, bravo_.card.card));
    EXPECT_EQ(must(alpha_.directory->find_channel("Kabul")).note, charter.note);
    EXPECT_TRUE(channel::decode_charter(lane::encode_note(charter.note)));
}

TEST_F(Found, NamesEachPartyOnceWithItsCard) {
    const auto charter = must(propose("Kabul", {bravo_.card, alpha_.card, bravo_.card}));
    ASSERT_EQ(charter.charter.parties.size(), 2U);
    for (const auto& party : charter.charter.parties) {
        const auto& card = party.id == alpha_.id() ? alpha_.card : bravo_.card;
        EXPECT_EQ(party.id, card.card.id);
        EXPECT_EQ(party.card, card.digest());
    }
}

TEST_F(Found, ProposesOtherChannelsToTheSameParties) {
    const auto one = must(propose("one", {bravo_.card}));
    const auto two = must(propose("two", {bravo_.card}));
    EXPECT_NE(one.channel(), two.channel());
    EXPECT_NE(one.charter.nonce, two.charter.nonce);
}

TEST_F(Found, RefusesAChannelWithOurselvesAlone) {
    EXPECT_EQ(kind_of(propose("Kabul", {})), ErrorKind::invalid);
    EXPECT_EQ(kind_of(propose("Kabul", {alpha_.card})), ErrorKind::invalid);
}

// Design 02-log section 2: an audience has at most 32 parties.
TEST_F(Found, RefusesMoreThanThirtyTwoParties) {
    std::vector<channel::SignedCard> others;
    while (others.size() < 32) {
        const auto name = "PARTY " + std::to_string(others.size());
        others.push_back(make_card(make_keys(alpha_.random), name));
        ASSERT_TRUE(alpha_.directory->add_card(others.back()));
    }
    EXPECT_EQ(kind_of(propose("Kabul", others)), ErrorKind::invalid);
    others.pop_back();
    EXPECT_TRUE(propose("Kabul", others));
}

TEST_F(Found, RefusesASubjectThatIsEmptyOrTooLong) {
    EXPECT_EQ(kind_of(propose("", {bravo_.card})), ErrorKind::invalid);
    EXPECT_EQ(kind_of(propose(std::string(201, 's'), {bravo_.card})), ErrorKind::invalid);
    EXPECT_TRUE(propose(std::string(200, 's'), {bravo_.card}));
}

TEST_F(Found, RefusesASubjectThatIsTaken) {
    ASSERT_TRUE(propose("Kabul", {bravo_.card}));
    EXPECT_EQ(kind_of(propose("Kabul", {bravo_.card})), ErrorKind::conflict);
    EXPECT_EQ(alpha_.directory->charters().size(), 1U);
}

TEST_F(Found, RefusesAPartyThatIsNotKnown) {
    const Party charlie("CHARLIE");
    EXPECT_EQ(kind_of(propose("Kabul", {charlie.card})), ErrorKind::not_found);
    EXPECT_TRUE(alpha_.directory->charters().empty());
}

TEST_F(Found, OpensNoLaneBeforeAllHaveSigned) {
    const auto charter = must(propose("Kabul", {bravo_.card}));
    ASSERT_TRUE(channel::open_missing_lanes(*alpha_.context));
    EXPECT_FALSE(has_own_lane(alpha_, charter.channel()));
}

TEST_F(Found, OpensTheLaneOfWhoSignsLast) {
    const auto proposed = must(propose("Kabul", {bravo_.card}));
    ASSERT_TRUE(must(bravo_.directory->merge_charter(proposed)));
    EXPECT_FALSE(has_own_lane(bravo_, proposed.channel()));
    const auto joined = must(channel::join_channel(*bravo_.context, proposed));
    EXPECT_EQ(joined.channel(), proposed.channel());
    EXPECT_TRUE(bravo_.directory->is_founded(joined));
    EXPECT_TRUE(has_own_lane(bravo_, proposed.channel()));
    EXPECT_FALSE(has_own_lane(alpha_, proposed.channel()));
}

TEST_F(Found, OpensTheLaneWithTheCharterAsAudience) {
    const auto channel = found({&alpha_, &bravo_});
    const auto charter = must(alpha_.directory->charter(channel));
    for (const auto* party : {&alpha_, &bravo_}) {
        const auto opening = party->lane_of(channel, *party).opening;
        EXPECT_EQ(opening.channel, channel);
        EXPECT_EQ(opening.writer, party->id());
        EXPECT_EQ(opening.log_key, party->keys.log.public_key());
        ASSERT_EQ(opening.audience.size(), charter.charter.parties.size());
        for (const auto& named : charter.charter.parties) {
            EXPECT_EQ(std::ranges::count(opening.audience, named.id), 1);
        }
    }
}

TEST_F(Found, OpensOneLaneHoweverOftenItIsAsked) {
    const auto channel = found({&alpha_, &bravo_});
    const auto lane = alpha_.lane_of(channel, alpha_).id;
    ASSERT_TRUE(channel::open_missing_lanes(*alpha_.context));
    EXPECT_EQ(alpha_.lane_of(channel, alpha_).id, lane);
    EXPECT_EQ(must(channel::lanes_of(*alpha_.context, channel)).size(), 1U);
}

TEST_F(Found, RefusesToJoinUnderAnotherCardThanIsKnown) {
    const auto charter = must(propose("Kabul", {bravo_.card}));
    ASSERT_TRUE(bravo_.directory->add_card(make_card(alpha_.keys, "ALPHA", 1)));
    EXPECT_EQ(kind_of(channel::join_channel(*bravo_.context, charter)), ErrorKind::refused);
    EXPECT_TRUE(bravo_.directory->charters().empty());
}

TEST_F(Found, RefusesToJoinWithAPartyThatIsNotKnown) {
    const Party charlie("CHARLIE");
    ASSERT_TRUE(alpha_.directory->add_card(charlie.card));
    const auto charter = must(propose("Kabul", {bravo_.card, charlie.card}));
    EXPECT_EQ(kind_of(channel::join_channel(*bravo_.context, charter)), ErrorKind::not_found);
}

TEST_F(Found, RefusesToJoinWhatDoesNotNameUs) {
    const Party charlie("CHARLIE");
    for (const auto* party : {&alpha_, &bravo_}) {
        ASSERT_TRUE(charlie.directory->add_card(party->card));
    }
    const auto charter = must(propose("Kabul", {bravo_.card}));
    EXPECT_EQ(kind_of(channel::join_channel(*charlie.context, charter)), ErrorKind::refused);
}

}  // namespace
}  // namespace entente::test
