#include "channel/receipts.h"

#include "tests/channel/party.h"

namespace entente::test {
namespace {

using channel::KeyState;

/// ALPHA's lane with one object, of which nobody gave a receipt yet.
class Receipts : public Pair {
protected:
    Receipts() { alpha_.put(channel_, {object_text(1)}); }

    [[nodiscard]] lane::Head head() const {
        return alpha_.lane_of(channel_, alpha_).checkpoint.head;
    }

    /// BRAVO's, as it would give it.
    [[nodiscard]] lane::SignatureLine receipt() const { return receipt_of(head()); }

    [[nodiscard]] lane::SignatureLine receipt_of(const lane::Head& head) const {
        return lane::cosign(head, bravo_.id(), 1'629'808'200, bravo_.keys.cosign).line;
    }

    [[nodiscard]] auto take(const lane::Head& head, const std::vector<lane::SignatureLine>& lines) {
        return channel::take_receipts(*alpha_.context, head, lines);
    }

    [[nodiscard]] std::uint64_t receipted() const {
        return alpha_.store->receipted(lane_, bravo_.id()).value();
    }

    /// BRAVO's next card, on which the cosign key of its first one stands so.
    void list_cosign_key_as(KeyState state) {
        auto card = bravo_.card.card;
        card.revision = 1;
        card.cosign = {
            {.key = crypto::KeyPair::generate(random_).public_key(), .state = KeyState::active},
            {.key = bravo_.keys.cosign.public_key(), .state = state}};
        ASSERT_TRUE(alpha_.directory->add_card(channel::sign_card(card, bravo_.keys.root)));
    }

    host::SystemRandom random_;
};

TEST_F(Receipts, CountUpToTheHeadThatTheyAreFor) {
    EXPECT_EQ(receipted(), 0U);
    EXPECT_EQ(must(take(head(), {receipt()})), 1U);
    EXPECT_EQ(receipted(), head().size.value());
}

TEST_F(Receipts, CountForAnEarlierHeadToo) {
    const auto earlier = head();
    alpha_.put(channel_, {object_text(2)});
    EXPECT_EQ(must(take(earlier, {receipt_of(earlier)})), 1U);
    EXPECT_EQ(receipted(), earlier.size.value());
}

TEST_F(Receipts, NeverGoBack) {
    const auto earlier = head();
    alpha_.put(channel_, {object_text(2)});
    ASSERT_TRUE(take(head(), {receipt()}));
    ASSERT_TRUE(take(earlier, {receipt_of(earlier)}));
    EXPECT_EQ(receipted(), head().size.value());
}

TEST_F(Receipts, OfNoOneAreNone) {
    EXPECT_EQ(must(take(head(), {})), 0U);
}

TEST_F(Receipts, CountByAKeyThatWasRetiredSince) {
    list_cosign_key_as(KeyState::retired);
    EXPECT_EQ(must(take(head(), {receipt()})), 1U);
}

// A revoked key is somebody else's by now.
TEST_F(Receipts, DoNotCountByARevokedKey) {
    list_cosign_key_as(KeyState::revoked);
    EXPECT_EQ(must(take(head(), {receipt()})), 0U);
    EXPECT_EQ(receipted(), 0U);
}

// Design 02-log section 3.7, invariant I26: one broken line harms no other.
TEST_F(Receipts, ThatDoNotVerifyAreDropped) {
    auto broken = receipt();
    broken.signature.front() = static_cast<char>(broken.signature.front() ^ 1);
    auto renamed = receipt();
    renamed.name = lane::cosigner_name(alpha_.id());
    auto other = head();
    other.root = crypto::sha256({"another history"});
    const auto stranger =
        lane::cosign(head(), lane::PartyId(crypto::sha256({"stranger"})), 1, bravo_.keys.cosign);
    // A log key must not serve as a cosign key.
    const auto by_log_key = lane::cosign(head(), bravo_.id(), 1, bravo_.keys.log).line;
    EXPECT_EQ(must(take(head(), {broken, renamed, receipt_of(other), stranger.line, by_log_key})),
              0U);
    EXPECT_EQ(receipted(), 0U);
    EXPECT_EQ(must(take(head(), {broken, receipt(), renamed})), 1U);
}

TEST_F(Receipts, OfMoreThanIsHereWait) {
    auto ahead = head();
    ahead.size = lane::TreeSize(ahead.size.value() + 1);
    EXPECT_EQ(must(take(ahead, {receipt_of(ahead)})), 0U);
    EXPECT_EQ(receipted(), 0U);
}

TEST_F(Receipts, OfAnotherHistoryAreAConflict) {
    auto other = head();
    other.root = crypto::sha256({"another history"});
    EXPECT_EQ(kind_of(take(other, {receipt_of(other)})), ErrorKind::conflict);
    other.size = lane::TreeSize(1);
    EXPECT_EQ(kind_of(take(other, {receipt_of(other)})), ErrorKind::conflict);
    EXPECT_EQ(receipted(), 0U);
}

TEST_F(Receipts, OfALaneThatIsNotHereAreRefused) {
    auto other = head();
    other.lane = lane::LaneId(crypto::sha256({"none"}));
    EXPECT_EQ(kind_of(take(other, {receipt_of(other)})), ErrorKind::not_found);
}

TEST_F(Receipts, AreTheLinesOfACheckpointButItsWriters) {
    auto checkpoint = alpha_.lane_of(channel_, alpha_).checkpoint;
    EXPECT_TRUE(channel::receipt_lines(checkpoint).empty());
    ASSERT_TRUE(take(head(), {receipt()}));
    checkpoint = alpha_.lane_of(channel_, alpha_).checkpoint;
    EXPECT_EQ(channel::receipt_lines(checkpoint), (std::vector{receipt()}));
}

}  // namespace
}  // namespace entente::test
