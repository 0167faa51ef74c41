#include "channel/heads.h"

#include "channel/receipts.h"
#include "channel/seen.h"
#include "channel/status.h"
#include "tests/channel/party.h"

namespace entente::test {
namespace {

using Heads = Pair;

void copy(const Party& party, const std::string& from, const std::string& to) {
    std::filesystem::copy(party.scratch / from, party.scratch / to,
                          std::filesystem::copy_options::recursive);
}

// Design 02-log section 4.6: heads before data, so that a restored backup writes nothing.
TEST_F(Heads, StopWritingOfARestoredBackup) {
    alpha_.put(channel_, {object_text(1)});
    alpha_.open("node", "fence");  // closes, so that the copy is whole
    copy(alpha_, "node", "backup");
    copy(alpha_, "fence", "backup.fence");
    alpha_.put(channel_, {object_text(2)});
    exchange(alpha_, bravo_);
    alpha_.open("backup", "backup.fence");
    const auto shown = must(channel::heads_for(*bravo_.context, alpha_.id()));
    ASSERT_TRUE(channel::compare_heads(*alpha_.context, bravo_.id(), shown));
    const auto begun = channel::Publication::begin(*alpha_.context, channel_);
    ASSERT_FALSE(begun);
    EXPECT_EQ(begun.error().kind, ErrorKind::refused);
    EXPECT_NE(begun.error().what.find("restored from a backup"), std::string::npos);
}

TEST_F(Heads, OfAnotherSignatureStopNothing) {
    auto forged = alpha_.lane_of(channel_, alpha_).checkpoint.head;
    forged.size = lane::TreeSize(1'000);
    const auto checkpoint = lane::sign_checkpoint(forged, bravo_.keys.log);
    ASSERT_TRUE(channel::compare_heads(*alpha_.context, bravo_.id(), {checkpoint}));
    EXPECT_EQ(alpha_.put(channel_, {object_text(1)}).sealed, 1U);
}

TEST_F(Heads, BringReceipts) {
    alpha_.put(channel_, {object_text(1)});
    carry(alpha_, bravo_, lane_);
    EXPECT_EQ(alpha_.store->receipted(lane_, bravo_.id()), lane::TreeSize(0));
    const auto shown = must(channel::heads_for(*bravo_.context, alpha_.id()));
    ASSERT_TRUE(channel::compare_heads(*alpha_.context, bravo_.id(), shown));
    EXPECT_EQ(alpha_.store->receipted(lane_, bravo_.id()),
              alpha_.lane_of(channel_, alpha_).frontier.size());
}

// Design 02-log invariant I26: one broken line harms no other.
TEST_F(Heads, DropAForgedReceiptAndKeepTheGoodOne) {
    const auto good = carry(alpha_, bravo_, lane_).value();
    auto forged = good.receipt.value();
    forged.signature.back() = static_cast<char>(forged.signature.back() ^ 1);
    const auto none = must(channel::take_receipts(*alpha_.context, good.head, {forged}));
    EXPECT_EQ(none, 0U);
    EXPECT_EQ(alpha_.store->receipted(lane_, bravo_.id()), lane::TreeSize(0));
    const auto one =
        must(channel::take_receipts(*alpha_.context, good.head, {forged, good.receipt.value()}));
    EXPECT_EQ(one, 1U);
}

TEST_F(Heads, SurviveEncoding) {
    const auto shown = must(channel::heads_for(*alpha_.context, bravo_.id()));
    std::vector<lane::Note> notes;
    for (const auto& head : shown) notes.push_back(head.note);
    ASSERT_FALSE(notes.empty());
    const auto bytes = channel::encode_notes(notes);
    EXPECT_EQ(must(channel::decode_notes(bytes)), notes);
    for (std::size_t length = 1; length < bytes.size(); ++length) {
        EXPECT_FALSE(channel::decode_notes(bytes.substr(0, length))) << length;
    }
}

TEST_F(Heads, FingerprintsAreEqualExactlyWhenNothingDiffers) {
    const auto are_equal = [&] {
        return must(channel::shared_fingerprint(*alpha_.context, bravo_.id())) ==
               must(channel::shared_fingerprint(*bravo_.context, alpha_.id()));
    };
    EXPECT_FALSE(are_equal());  // neither has the other's lane yet
    exchange(alpha_, bravo_);
    EXPECT_TRUE(are_equal());
    EXPECT_EQ(must(channel::transcript_fingerprint(*alpha_.context, channel_)),
              must(channel::transcript_fingerprint(*bravo_.context, channel_)));
    alpha_.put(channel_, {object_text(1)});
    EXPECT_FALSE(are_equal());
    EXPECT_NE(must(channel::transcript_fingerprint(*alpha_.context, channel_)),
              must(channel::transcript_fingerprint(*bravo_.context, channel_)));
    exchange(alpha_, bravo_);
    EXPECT_TRUE(are_equal());
}

// Design 02-log section 4.2: sealed, receipted, entangled.
TEST_F(Heads, CarryAnEntryFromSealedToEntangled) {
    const auto size = alpha_.put(channel_, {object_text(1)}).lane_size;
    const lane::EntryIndex last(size.value() - 1);
    const auto status = [&] {
        EXPECT_TRUE(alpha_.store->wait_indexed());
        for (const auto& lane : must(channel::status_of(*alpha_.context, channel_))) {
            if (lane.lane == lane_) return channel::entry_status(lane, last);
        }
        return std::string();
    };
    EXPECT_EQ(status(), "sealed");
    exchange(alpha_, bravo_);
    EXPECT_EQ(status(), "receipted by BRAVO");
    ASSERT_TRUE(channel::write_due_seen(*bravo_.context));
    exchange(alpha_, bravo_);
    EXPECT_EQ(status(), "entangled with BRAVO");
}

}  // namespace
}  // namespace entente::test
