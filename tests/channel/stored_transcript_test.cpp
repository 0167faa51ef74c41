#include "channel/stored_transcript.h"

#include <algorithm>

#include "tests/channel/party.h"

namespace entente::test {
namespace {

using channel::StoredTranscript;
using channel::TranscriptEntry;

constexpr std::string_view id_start = "identity--00000000-0000-4000-8000-00000000000";

/// An identity that names another as its creator.
std::string object_naming(int number, int creator) {
    return object_text(
        number, "as ever",
        R"(,"created_by_ref":")" + std::string(id_start) + std::to_string(creator) + '"');
}

/// The first identity, `minutes` later.
std::string later_version(int minutes, std::string_view name) {
    auto text = object_text(1, name);
    const auto at = text.find(R"("modified":"2021-08-24T12:30)");
    return text.replace(at + 26, 2, std::to_string(30 + minutes));
}

class Transcript : public Pair {
protected:
    [[nodiscard]] auto each(std::string_view type, const auto& visit) const {
        return alpha_transcript_.each(channel_, type, visit);
    }

    /// The names in `entries`, by the numbers of object_text.
    static std::vector<std::string> names(const std::vector<TranscriptEntry>& entries) {
        std::vector<std::string> all;
        for (const auto& entry : entries) {
            const auto document = must(json::Document::parse(entry.body));
            const auto name = document.root().member("name").value();
            all.emplace_back(must(name.as_string()));
        }
        return all;
    }

    StoredTranscript alpha_transcript_{*alpha_.context};
};

TEST_F(Transcript, TellsWhoseAnEntryIsAndWhereItStands) {
    bravo_.put(channel_, {object_text(1, "one")});
    exchange(alpha_, bravo_);
    const auto versions = must(alpha_transcript_.versions(std::string(id_start) + "1"));
    ASSERT_EQ(versions.size(), 1U);
    const auto& entry = versions.front();
    const auto lane = alpha_.lane_of(channel_, bravo_);
    EXPECT_EQ(entry.channel, channel_);
    EXPECT_EQ(entry.lane, lane.id);
    EXPECT_EQ(entry.index.value(), lane.frontier.size().value() - 1);
    EXPECT_EQ(entry.writer, bravo_.id());
    EXPECT_EQ(entry.writer_name, "BRAVO");
    EXPECT_EQ(entry.time, kabul);
    EXPECT_EQ(entry.type, "identity");
    EXPECT_EQ(names(versions), (std::vector<std::string>{"one"}));
}

TEST_F(Transcript, HasEveryVersionByEveryPartyOldestFirst) {
    alpha_.put(channel_, {object_text(1, "first"), object_text(2, "another")});
    alpha_.put(channel_, {later_version(1, "second")});
    bravo_.put(channel_, {later_version(2, "theirs")});
    exchange(alpha_, bravo_);
    alpha_.put(channel_, {later_version(3, "last")});
    EXPECT_EQ(names(must(alpha_transcript_.versions(std::string(id_start) + "1"))),
              (std::vector<std::string>{"first", "second", "theirs", "last"}));
    EXPECT_TRUE(must(alpha_transcript_.versions("identity--none")).empty());
}

TEST_F(Transcript, VisitsTheObjectsOfOneTypeOnOneChannel) {
    const auto other = found({&alpha_, &bravo_}, "another");
    alpha_.put(other, {object_text(9, "elsewhere")});
    alpha_.put(channel_, {object_text(1, "one"), object_text(2, "two")});
    std::vector<TranscriptEntry> visited;
    const auto collect = [&](const TranscriptEntry& entry) -> Result<void> {
        visited.push_back(entry);
        return {};
    };
    ASSERT_TRUE(each("identity", collect));
    EXPECT_EQ(names(visited), (std::vector<std::string>{"one", "two"}));
    visited.clear();
    ASSERT_TRUE(each("report", collect));
    EXPECT_TRUE(visited.empty());
}

// More than one page of the store: 500.
TEST_F(Transcript, VisitsMoreThanAPage) {
    std::vector<std::string> objects;
    for (int i = 0; i < 501; ++i) objects.push_back(object_text(i));
    alpha_.put(channel_, objects);
    int visits = 0;
    ASSERT_TRUE(each("identity", [&](const TranscriptEntry&) -> Result<void> {
        ++visits;
        return {};
    }));
    EXPECT_EQ(visits, 501);
}

TEST_F(Transcript, StopsAtTheVisitorsFirstError) {
    alpha_.put(channel_, {object_text(1), object_text(2), object_text(3)});
    int visits = 0;
    const auto visited = each("identity", [&](const TranscriptEntry&) -> Result<void> {
        if (++visits == 2) return fail(ErrorKind::refused, "enough", "here");
        return {};
    });
    EXPECT_EQ(kind_of(visited), ErrorKind::refused);
    EXPECT_EQ(visits, 2);
}

TEST_F(Transcript, FindsTheObjectsThatNameAnother) {
    alpha_.put(channel_, {object_text(1, "named"), object_naming(2, 1), object_naming(3, 2)});
    bravo_.put(channel_, {object_naming(4, 1)});
    exchange(alpha_, bravo_);
    std::vector<lane::PartyId> writers;
    for (const auto& entry : must(alpha_transcript_.referring(std::string(id_start) + "1"))) {
        writers.push_back(entry.writer);
        EXPECT_NE(entry.body.find("00000001\""), Bytes::npos);
    }
    EXPECT_EQ(writers, (std::vector<lane::PartyId>{alpha_.id(), bravo_.id()}));
    EXPECT_TRUE(must(alpha_transcript_.referring(std::string(id_start) + "3")).empty());
}

/// All pages of so many positions, one after the other.
std::vector<TranscriptEntry> all_pages(const StoredTranscript& transcript,
                                       channel::TranscriptQuery query) {
    std::vector<TranscriptEntry> all;
    while (true) {
        auto page = must(transcript.page(query));
        EXPECT_LE(page.entries.size(), query.count_max);
        std::ranges::move(page.entries, std::back_inserter(all));
        if (!page.next) return all;
        EXPECT_GT(*page.next, query.cursor);
        if (*page.next <= query.cursor) return all;  // or this would never end
        query.cursor = *page.next;
    }
}

TEST_F(Transcript, GivesTheSameWhateverThePages) {
    const auto other = found({&alpha_, &bravo_}, "another");
    for (int i = 0; i < 5; ++i) {
        alpha_.put(channel_, {object_text(2 * i, "ours")});
        alpha_.put(other, {object_text(2 * i, "elsewhere")});
        bravo_.put(channel_, {object_text(2 * i + 1, "theirs")});
        exchange(alpha_, bravo_);  // so that there are `seen` between them, which are no objects
    }
    for (const std::string type : {"", "identity", "report"}) {
        const auto whole =
            must(alpha_transcript_.page({.channel = channel_, .type = type, .count_max = 1'000}));
        EXPECT_FALSE(whole.next);
        EXPECT_EQ(whole.entries.size(), type == "report" ? 0U : 10U);
        const auto expected = names(whole.entries);
        for (std::uint32_t count = 1; count <= 12; ++count) {
            const auto entries = all_pages(alpha_transcript_,
                                           {.channel = channel_, .type = type, .count_max = count});
            EXPECT_EQ(names(entries), expected) << count;
            EXPECT_TRUE(std::ranges::equal(entries, whole.entries, {}, &TranscriptEntry::id,
                                           &TranscriptEntry::id))
                << count;
        }
    }
}

TEST_F(Transcript, GoesOnFromACursorWithWhatCameSince) {
    alpha_.put(channel_, {object_text(1, "one"), object_text(2, "two")});
    const auto first =
        must(alpha_transcript_.page({.channel = channel_, .type = "identity", .count_max = 1}));
    ASSERT_TRUE(first.next);
    alpha_.put(channel_, {object_text(3, "three")});
    const auto rest = all_pages(alpha_transcript_,
                                {.channel = channel_, .type = "identity", .cursor = *first.next});
    EXPECT_EQ(names(rest), (std::vector<std::string>{"two", "three"}));
}

TEST_F(Transcript, ReadsARangeOfALaneWithItsOperations) {
    alpha_.put(channel_, {object_text(1, "one"), object_text(2, "two")});
    const auto range = must(alpha_transcript_.range(lane_, lane::EntryIndex(0), 2));
    ASSERT_EQ(range.size(), 2U);
    EXPECT_EQ(range[0].type, "op:lane");
    EXPECT_EQ(range[0].id.value(), lane_.value());  // a lane is named by its entry 0
    EXPECT_EQ(range[1].index, lane::EntryIndex(1));
    EXPECT_EQ(must(alpha_transcript_.range(lane_, lane::EntryIndex(1), 100)).size(), 2U);
}

TEST_F(Transcript, HasNoRangeBeyondTheLane) {
    const auto size = alpha_.lane_of(channel_, alpha_).frontier.size().value();
    EXPECT_EQ(kind_of(alpha_transcript_.range(lane_, lane::EntryIndex(size), 1)),
              ErrorKind::not_found);
    EXPECT_EQ(kind_of(alpha_transcript_.range(lane::LaneId(crypto::sha256({"none"})),
                                              lane::EntryIndex(0), 1)),
              ErrorKind::not_found);
}

}  // namespace
}  // namespace entente::test
