// Taking back: design 02-log section 2.6.

#include "channel/recall.h"

#include "channel/stored_transcript.h"
#include "channel/writer.h"
#include "tests/channel/party.h"

namespace entente::test {
namespace {

using lane::RecallAction;

constexpr auto canary = "the canary sings at noon";
const std::string object_id = "identity--00000000-0000-4000-8000-000000000002";

void execute(Party& party) {
    must(party.store->wait_indexed());
    must(channel::execute_recalls(*party.context));
    must(party.store->wait_indexed());
}

class Recalled : public Pair {
protected:
    Recalled() {
        alpha_.put(channel_, {object_text(1)});
        alpha_.put(channel_, {object_text(2, canary)});
        exchange(alpha_, bravo_);
    }

    std::vector<lane::EntryId> recall(RecallAction action, std::string_view what = object_id) {
        return must(channel::recall(*alpha_.context, channel_, what, action, "in error"));
    }

    [[nodiscard]] std::size_t shown_at(const Party& party) const {
        return must(channel::StoredTranscript(*party.context).versions(object_id)).size();
    }

    [[nodiscard]] static bool is_in_files(const Party& party, ByteView bytes) {
        for (const auto& entry :
             std::filesystem::recursive_directory_iterator(party.scratch / "")) {
            if (!entry.is_regular_file()) continue;
            const auto content =
                must(host::read_whole(*party.disk, entry.path().string(), std::size_t{1} << 26));
            if (content.contains(bytes)) return true;
        }
        return false;
    }

    [[nodiscard]] channel::RecallStatus status_at(const Party& party) const {
        auto all = must(channel::recalls_of(*party.context, channel_));
        EXPECT_EQ(all.size(), 1U);
        return all.front();
    }
};

TEST_F(Recalled, IsHiddenAtOnceFromAllViewsHereAndThere) {
    recall(RecallAction::hide);
    EXPECT_EQ(shown_at(alpha_), 0U);
    EXPECT_EQ(shown_at(bravo_), 1U);
    exchange(alpha_, bravo_);
    for (const auto* party : {&alpha_, &bravo_}) {
        EXPECT_EQ(shown_at(*party), 0U);
        const channel::StoredTranscript transcript(*party->context);
        const auto page = must(transcript.page({.channel = channel_, .type = ""}));
        ASSERT_EQ(page.entries.size(), 1U);
        EXPECT_FALSE(page.entries.front().body.contains(canary));
        std::size_t visited = 0;
        const auto count = [&](const channel::TranscriptEntry&) -> Result<void> {
            ++visited;
            return {};
        };
        must(transcript.each(channel_, "identity", count));
        EXPECT_EQ(visited, 1U);
        EXPECT_TRUE(is_in_files(*party, canary)) << "hidden is not erased";
    }
    const auto lane = alpha_.lane_of(channel_, alpha_).id;
    const auto all =
        must(channel::StoredTranscript(*bravo_.context).range(lane, lane::EntryIndex(0), 100));
    EXPECT_EQ(all.at(2).type, channel::recalled_type);
    EXPECT_EQ(all.at(2).body, "");
}

// Invariant I18.
TEST_F(Recalled, WithErasureIsInNoFileOfAnybody) {
    recall(RecallAction::erase);
    EXPECT_FALSE(is_in_files(alpha_, canary));
    exchange(alpha_, bravo_);
    EXPECT_TRUE(is_in_files(bravo_, canary));
    execute(bravo_);
    EXPECT_FALSE(is_in_files(bravo_, canary));
    exchange(alpha_, bravo_);
    EXPECT_EQ(must(channel::transcript_fingerprint(*alpha_.context, channel_)),
              must(channel::transcript_fingerprint(*bravo_.context, channel_)));
}

TEST_F(Recalled, IsConfirmedByWhoeverErasedIt) {
    recall(RecallAction::erase);
    auto status = status_at(alpha_);
    EXPECT_TRUE(status.told.empty());
    ASSERT_EQ(status.erased.size(), 1U);
    EXPECT_EQ(status.erased.front().writer, alpha_.id());
    exchange(alpha_, bravo_);
    EXPECT_EQ(status_at(alpha_).told, std::vector{bravo_.id()});
    execute(bravo_);
    exchange(alpha_, bravo_);
    status = status_at(alpha_);
    ASSERT_EQ(status.erased.size(), 2U);
    EXPECT_EQ(status.erased.back().writer, bravo_.id());
    EXPECT_EQ(status.erased.back().body.request, status.recall.id);
}

TEST_F(Recalled, IsConfirmedOnceHoweverOftenItIsCarriedOut) {
    recall(RecallAction::erase);
    exchange(alpha_, bravo_);
    execute(bravo_);
    const auto size = bravo_.lane_of(channel_, bravo_).frontier.size();
    bravo_.open("node", "fence");
    for (int round = 0; round < 3; ++round) execute(bravo_);
    EXPECT_EQ(bravo_.lane_of(channel_, bravo_).frontier.size(), size);
}

// A crash between the erasure and the word of it: the word follows.
TEST_F(Recalled, IsConfirmedLaterIfTheNodeDiedInBetween) {
    const auto entry = recall(RecallAction::erase).front();
    exchange(alpha_, bravo_);
    const auto lane = bravo_.lane_of(channel_, alpha_).id;
    const auto index = must(bravo_.store->find_entry(lane, entry)).value();
    must(bravo_.store->erase(lane, index));
    bravo_.open("node", "fence");
    execute(bravo_);
    const auto erased = must(channel::erased_by(*bravo_.context, channel_, entry));
    EXPECT_EQ(std::ranges::count(erased, bravo_.id(), &channel::FoundErased::writer), 1);
}

TEST_F(Recalled, NamesEveryVersionOrOneEntry) {
    const auto entry = recall(RecallAction::hide).front();
    EXPECT_EQ(
        kind_of(channel::recall(*alpha_.context, channel_, object_id, RecallAction::hide, "again")),
        ErrorKind::conflict);
    EXPECT_EQ(recall(RecallAction::erase, lane::to_hex(entry)), std::vector{entry});
    EXPECT_EQ(kind_of(channel::recall(*alpha_.context, channel_, lane::to_hex(entry),
                                      RecallAction::hide, "again")),
              ErrorKind::conflict);
}

TEST_F(Recalled, IsWhatOneHasPutAndNothingElse) {
    const auto refused = [&](Party& party, std::string_view what) {
        return kind_of(channel::recall(*party.context, channel_, what, RecallAction::hide, "why"));
    };
    EXPECT_EQ(refused(bravo_, object_id), ErrorKind::not_found);
    EXPECT_EQ(refused(alpha_, "identity--99"), ErrorKind::not_found);
    EXPECT_EQ(refused(alpha_, std::string(64, 'x')), ErrorKind::invalid);
    const auto opening = alpha_.lane_of(channel_, alpha_).id;
    EXPECT_EQ(refused(alpha_, lane::to_hex(opening)), ErrorKind::not_found) << "an operation";
    EXPECT_EQ(
        kind_of(channel::recall(*alpha_.context, channel_, object_id, RecallAction::hide, "")),
        ErrorKind::invalid);
}

TEST_F(Recalled, IsNotPutAgainAsIfNothingHadBeen) {
    recall(RecallAction::hide);
    const auto report = alpha_.put(channel_, {object_text(2, canary)}, true);
    ASSERT_EQ(report.refusals.size(), 1U);
    EXPECT_EQ(report.sealed, 0U);
}

// Nobody takes back what another wrote.
TEST_F(Recalled, ByAnotherThanItsWriterStaysAsItIs) {
    const auto lane = alpha_.lane_of(channel_, alpha_).id;
    const auto entries =
        must(channel::StoredTranscript(*alpha_.context).range(lane, lane::EntryIndex(0), 100));
    const auto victim = entries.at(2).id;
    auto writer =
        must(channel::BatchWriter::begin(*bravo_.context, bravo_.lane_of(channel_, bravo_)));
    must(writer.write({{.kind = lane::BodyKind::operation,
                        .bytes = lane::encode_operation(lane::Recall{
                            .entry = victim, .action = RecallAction::erase, .reason = "spite"})}}));
    must(writer.finish());
    exchange(alpha_, bravo_);
    for (auto* party : {&alpha_, &bravo_}) {
        execute(*party);
        EXPECT_EQ(shown_at(*party), 1U);
        EXPECT_TRUE(is_in_files(*party, canary));
    }
}

class Newcomer : public ::testing::Test {
protected:
    Newcomer() {
        alpha_.put(channel_, {object_text(1)});
        const auto ours = alpha_.lane_of(channel_, alpha_);
        victim_ = ours.frontier.size().value();
        alpha_.put(channel_, {object_text(2, canary)});
        exchange(alpha_, bravo_);
    }

    /// ALPHA erases; the recall is the entry after the one that it names, and what follows it.
    void erase() {
        must(channel::recall(*alpha_.context, channel_, object_id, RecallAction::erase, "why"));
    }

    [[nodiscard]] lane::LaneId lane() const { return alpha_.lane_of(channel_, alpha_).id; }

    [[nodiscard]] bool is_receipted_by_charlie() const {
        return charlie_.store->receipted(lane(), charlie_.id()) ==
               charlie_.lane_of(channel_, alpha_).frontier.size();
    }

    Party alpha_{"ALPHA"};
    Party bravo_{"BRAVO"};
    Party charlie_{"CHARLIE"};
    lane::ChannelId channel_ = found({&alpha_, &bravo_, &charlie_});
    std::uint64_t victim_ = 0;
};

// A cosignature covers erasures that the reader knows of (design 02-log section 3.7).
TEST_F(Newcomer, GivesItsReceiptForALaneWithRecalledBodies) {
    erase();
    carry(alpha_, charlie_, lane());
    EXPECT_TRUE(is_receipted_by_charlie());
}

TEST_F(Newcomer, TakesThemFromAnotherMemberToo) {
    erase();
    exchange(alpha_, bravo_);
    execute(bravo_);
    carry(bravo_, charlie_, lane());
    EXPECT_TRUE(is_receipted_by_charlie());
}

TEST_F(Newcomer, TakesNoHoleFromAMemberThatNoRecallCovers) {
    must(bravo_.store->erase(lane(), lane::EntryIndex(victim_)));
    const auto segment =
        must(channel::serve_segment(*bravo_.context, charlie_.id(), lane(), lane::EntryIndex(0)));
    EXPECT_EQ(kind_of(channel::receive(*charlie_.context, bravo_.id(), lane(), *segment)),
              ErrorKind::unavailable);
    carry(alpha_, charlie_, lane());
    EXPECT_TRUE(is_receipted_by_charlie());
}

// Attack 7: a header is published and its body withheld.
TEST_F(Newcomer, GivesNoReceiptWhileABodyIsWithheldByItsWriter) {
    must(alpha_.store->erase(lane(), lane::EntryIndex(victim_)));
    carry(alpha_, charlie_, lane());
    EXPECT_FALSE(is_receipted_by_charlie());
    charlie_.open("node", "fence");
    EXPECT_FALSE(is_receipted_by_charlie());
    alpha_.put(channel_, {object_text(3)});
    carry(alpha_, charlie_, lane());
    EXPECT_FALSE(is_receipted_by_charlie());
    const auto entry =
        must(channel::StoredTranscript(*alpha_.context).range(lane(), lane::EntryIndex(victim_), 1))
            .front()
            .id;
    must(channel::recall(*alpha_.context, channel_, lane::to_hex(entry), RecallAction::erase,
                         "and says so at last"));
    carry(alpha_, charlie_, lane());
    EXPECT_TRUE(is_receipted_by_charlie());
}

}  // namespace
}  // namespace entente::test
