#include "peer/exchange.h"

#include <future>

#include "channel/receipts.h"
#include "tests/peer/scene.h"

namespace entente::test {
namespace {

class Exchanging : public LinkedPair {
protected:
    peer::Exchange exchange_{*alpha_.context, bravo_.id(), *client_};
};

TEST_F(Exchanging, EndsWithBothHoldingTheSame) {
    alpha_.put(channel_, {object_text(1), object_text(2)});
    bravo_.put(channel_, {object_text(3)});
    const auto moved = must(exchange_.run());
    EXPECT_EQ(moved.entries_sent, 3U);  // the lane's opening too
    EXPECT_EQ(moved.entries_received, 2U);
    EXPECT_TRUE(must(exchange_.is_equal(std::chrono::seconds(0))));
    EXPECT_EQ(exchange_.agreed(), must(channel::shared_fingerprint(*bravo_.context, alpha_.id())));
}

TEST_F(Exchanging, MovesNothingTwice) {
    alpha_.put(channel_, {object_text(1)});
    must(exchange_.run());
    const auto again = must(exchange_.run());
    EXPECT_EQ(again.entries_sent + again.entries_received, 0U);
}

TEST_F(Exchanging, LeavesReceiptsOnBothSides) {
    alpha_.put(channel_, {object_text(1)});
    bravo_.put(channel_, {object_text(2)});
    must(exchange_.run());
    for (auto* party : {&alpha_, &bravo_}) {
        for (auto* writer : {&alpha_, &bravo_}) {
            const auto lane = party->lane_of(channel_, *writer);
            EXPECT_EQ(channel::receipt_lines(lane.checkpoint).size(), 1U);
        }
    }
}

// Only one of two may be able to dial: the result is the same either way.
TEST_F(Exchanging, MayBeBegunByEitherSide) {
    alpha_.put(channel_, {object_text(1)});
    must(exchange_.run());
    const Serving alpha_serving(alpha_);
    const auto client = alpha_serving.dialled_by(bravo_);
    bravo_.put(channel_, {object_text(2)});
    alpha_.put(channel_, {object_text(3)});
    peer::Exchange back(*bravo_.context, alpha_.id(), *client);
    const auto moved = must(back.run());
    EXPECT_EQ(moved.entries_sent, 2U);  // the object, and a `seen` of what was read before it
    EXPECT_EQ(moved.entries_received, 2U);
    EXPECT_TRUE(must(back.is_equal(std::chrono::seconds(0))));
}

TEST_F(Exchanging, CarriesANewChannelUntilItIsFounded) {
    const auto proposed = must(channel::propose_channel(*alpha_.context, "Another", {bravo_.card}));
    must(exchange_.run());
    const auto invitation = must(bravo_.directory->charter(proposed.channel()));
    must(channel::join_channel(*bravo_.context, invitation));
    must(exchange_.run());
    EXPECT_TRUE(alpha_.directory->is_founded(must(alpha_.directory->charter(proposed.channel()))));
    must(exchange_.run());
    EXPECT_EQ(must(channel::lanes_of(*alpha_.context, proposed.channel())).size(), 2U);
    EXPECT_EQ(must(channel::lanes_of(*bravo_.context, proposed.channel())).size(), 2U);
}

TEST_F(Exchanging, RefusesAnotherPartyThanTheExpected) {
    Party charlie("CHARLIE");
    found({&alpha_, &charlie}, "Another");
    peer::Exchange other(*alpha_.context, charlie.id(), *client_);
    const auto moved = other.run();
    ASSERT_FALSE(moved);
    EXPECT_EQ(moved.error().kind, ErrorKind::refused);
    EXPECT_FALSE(moved.error().remedy.empty());
}

// CHARLIE's certificate is not the one in BRAVO's card.
TEST_F(Exchanging, RefusesAServerWithAnotherKey) {
    Party charlie("CHARLIE");
    found({&alpha_, &charlie}, "Another");
    const Serving impostor(charlie);
    const auto client = must(http::Client::make(
        {.target = http::TlsTarget{.endpoint = must(http::parse_endpoint(impostor.endpoint())),
                                   .identity = alpha_.keys.tls,
                                   .server_keys = bravo_.card.card.tls}}));
    peer::Exchange exchange(*alpha_.context, bravo_.id(), *client);
    const auto moved = exchange.run();
    ASSERT_FALSE(moved);
    EXPECT_EQ(moved.error().kind, ErrorKind::refused) << to_line(moved.error());
}

TEST_F(Exchanging, WaitsForADifferenceAndHearsOfIt) {
    must(exchange_.run());
    ASSERT_TRUE(must(exchange_.is_equal(std::chrono::seconds(0))));
    auto waiting = std::async(std::launch::async,
                              [&] { return exchange_.is_equal(std::chrono::seconds(50)); });
    bravo_.put(channel_, {object_text(1)});
    EXPECT_FALSE(must(waiting.get()));
}

RC_GTEST_FIXTURE_PROP(Exchanging, EndsEqualWhateverWasPutInTurn, ()) {
    const auto turns = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 3));
    int number = 10;
    for (const auto turn : turns) {
        if (turn == 2) {
            must(exchange_.run());
        } else {
            (turn == 0 ? alpha_ : bravo_).put(channel_, {object_text(++number)});
        }
    }
    must(exchange_.run());
    RC_ASSERT(must(exchange_.is_equal(std::chrono::seconds(0))));
    RC_ASSERT(must(channel::transcript_fingerprint(*alpha_.context, channel_)) ==
              must(channel::transcript_fingerprint(*bravo_.context, channel_)));
}

}  // namespace
}  // namespace entente::test
