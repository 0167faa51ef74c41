#include "channel/writer.h"

#include <filesystem>

#include "channel/stored_transcript.h"
#include "stix/parse.h"
#include "tests/channel/party.h"
#include "tests/support/small_disk.h"

namespace entente::test {
namespace {

using channel::BatchWriter;

/// Identities number `first` and on, as they are sealed.
std::vector<lane::Body> bodies(int first, int count, std::string_view text = "as ever") {
    std::vector<lane::Body> made;
    for (int number = first; number < first + count; ++number) {
        const auto object = must(stix::parse(object_text(number, text)));
        made.push_back({.kind = lane::BodyKind::stix, .bytes = Bytes(object.canonical())});
    }
    return made;
}

/// ALPHA holds the pen.
class Writer : public Pair {
protected:
    BatchWriter begin() {
        return must(BatchWriter::begin(*alpha_.context, alpha_.lane_of(channel_, alpha_)));
    }

    /// Our lane on the disk after its opening: types of operations, bodies of objects.
    std::vector<std::string> kept() {
        const channel::StoredTranscript transcript(*alpha_.context);
        const auto size = alpha_.lane_of(channel_, alpha_).frontier.size().value();
        std::vector<std::string> all;
        for (std::uint64_t index = 1; index < size; ++index) {
            const auto entry = must(transcript.range(lane_, lane::EntryIndex(index), 1)).at(0);
            all.push_back(entry.type.starts_with("op:") ? entry.type : entry.body);
        }
        return all;
    }

    /// Something of BRAVO's that a `seen` of ours has to name.
    void let_bravo_speak(int number) {
        bravo_.put(channel_, {object_text(number)});
        carry(bravo_, alpha_, bravo_.lane_of(channel_, bravo_).id);
        ASSERT_TRUE(alpha_.store->wait_indexed());
    }

private:
    std::unique_lock<std::mutex> lock_{alpha_.context->writing};
};

std::vector<std::string> texts_of(const std::vector<lane::Body>& bodies) {
    std::vector<std::string> texts;
    for (const auto& body : bodies) texts.push_back(body.bytes);
    return texts;
}

TEST_F(Writer, KeepsBatchesInTheOrderOfWriting) {
    std::vector<std::string> expected;
    // On one lane, since its making takes longer than all else.
    EXPECT_TRUE(rc::check([&] {
        const auto first = static_cast<int>(expected.size());
        auto next = first;
        auto writer = begin();
        for (auto batches = *rc::gen::inRange(0, 4); batches > 0; --batches) {
            const auto batch = bodies(next, *rc::gen::inRange(0, 6));
            RC_ASSERT(writer.write(batch).has_value());
            std::ranges::copy(texts_of(batch), std::back_inserter(expected));
            next = static_cast<int>(expected.size());
        }
        RC_ASSERT(writer.finish().has_value());
        RC_ASSERT(writer.kept_bodies() == static_cast<std::uint64_t>(next - first));
        RC_ASSERT(writer.lane_size() == alpha_.lane_of(channel_, alpha_).frontier.size());
    }));
    EXPECT_EQ(kept(), expected);
}

// The last batch is on its way to the disk yet.
TEST_F(Writer, CountsWhatIsOnDiskForCertain) {
    auto writer = begin();
    ASSERT_TRUE(writer.write(bodies(1, 3)));
    EXPECT_EQ(writer.kept_bodies(), 0U);
    EXPECT_EQ(writer.lane_size(), lane::TreeSize(4));
    ASSERT_TRUE(writer.write(bodies(4, 2)));
    EXPECT_EQ(writer.kept_bodies(), 3U);
    EXPECT_EQ(writer.lane_size(), lane::TreeSize(6));
    ASSERT_TRUE(writer.finish());
    EXPECT_EQ(writer.kept_bodies(), 5U);
    ASSERT_TRUE(writer.finish());
    EXPECT_EQ(writer.kept_bodies(), 5U);
}

TEST_F(Writer, BeginsWithADueSeenAndWritesNoOther) {
    let_bravo_speak(1);
    auto writer = begin();
    const auto first = bodies(2, 1);
    ASSERT_TRUE(writer.write(first));
    let_bravo_speak(3);
    const auto second = bodies(4, 1);
    ASSERT_TRUE(writer.write(second));
    ASSERT_TRUE(writer.finish());
    EXPECT_EQ(kept(), (std::vector<std::string>{"op:seen", first[0].bytes, second[0].bytes}));
    EXPECT_EQ(writer.kept_bodies(), 2U);  // a `seen` is nobody's body
}

TEST_F(Writer, WritesADueSeenAlone) {
    let_bravo_speak(1);
    auto writer = begin();
    ASSERT_TRUE(writer.write({}));
    ASSERT_TRUE(writer.finish());
    EXPECT_EQ(kept(), std::vector<std::string>{"op:seen"});
    EXPECT_EQ(writer.kept_bodies(), 0U);
}

TEST_F(Writer, WritesNothingWithoutAReason) {
    auto writer = begin();
    ASSERT_TRUE(writer.write({}));
    ASSERT_TRUE(writer.finish());
    EXPECT_TRUE(kept().empty());
}

TEST_F(Writer, TellsThoseWhoWaitOfEachBatch) {
    const auto before = alpha_.announcer.count();
    auto writer = begin();
    for (const int number : {1, 2, 3}) ASSERT_TRUE(writer.write(bodies(number, 1)));
    ASSERT_TRUE(writer.finish());
    EXPECT_EQ(alpha_.announcer.count(), before + 3);
}

// lane/seal.h: what is not canonical has no place under a signature.
TEST_F(Writer, RefusesABodyThatCannotBeSealedAndKeepsTheBatchBefore) {
    auto writer = begin();
    ASSERT_TRUE(writer.write(bodies(1, 1)));
    const auto written = writer.write({{.kind = lane::BodyKind::stix, .bytes = "{ }"}});
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().kind, ErrorKind::invalid);
    ASSERT_TRUE(writer.finish());
    EXPECT_EQ(kept(), texts_of(bodies(1, 1)));
}

TEST_F(Writer, RefusesToBeginWhileWritingIsStopped) {
    const Error why{.kind = ErrorKind::refused, .what = "stopped", .where = {}, .remedy = {}};
    alpha_.context->recovery.with([&](auto& recovery) { recovery.stopped = why; });
    const auto begun = BatchWriter::begin(*alpha_.context, alpha_.lane_of(channel_, alpha_));
    ASSERT_FALSE(begun);
    EXPECT_EQ(begun.error(), why);
}

// A sealed batch that does not get to the disk goes with its signature, and with all behind it.
TEST(WriterOnAFullDisk, KeepsNothingBehindWhatCouldNotBeKept) {
    const SmallDisk small(8);
    if (!small.is_mounted()) GTEST_SKIP() << "cannot mount a small file system here";
    Party alpha{"ALPHA"};
    Party bravo{"BRAVO"};
    std::filesystem::create_directory_symlink(small.path(), alpha.scratch / "small");
    alpha.open("small", "small.fence");
    ASSERT_TRUE(alpha.directory->add_card(alpha.card));
    const auto channel = found({&alpha, &bravo});
    const auto size = [&] { return alpha.lane_of(channel, alpha).frontier.size().value(); };
    const std::scoped_lock lock(alpha.context->writing);

    auto writer = must(BatchWriter::begin(*alpha.context, alpha.lane_of(channel, alpha)));
    ASSERT_TRUE(writer.write(bodies(1, 2)));
    ASSERT_TRUE(writer.finish());
    ASSERT_TRUE(alpha.store->wait_indexed());
    small.fill(100'000);
    ASSERT_TRUE(writer.write(bodies(3, 1, std::string(1'500'000, 'x'))));  // sealed, not yet kept
    const auto third = writer.write(bodies(4, 1));
    ASSERT_FALSE(third);
    EXPECT_EQ(third.error().kind, ErrorKind::exhausted) << to_line(third.error());
    EXPECT_EQ(writer.kept_bodies(), 2U);
    EXPECT_EQ(size(), 3U);

    small.make_room();
    ASSERT_TRUE(writer.write(bodies(5, 1)));  // on top of what is not there
    const auto finished = writer.finish();
    ASSERT_FALSE(finished);
    EXPECT_EQ(finished.error().kind, ErrorKind::conflict);
    EXPECT_EQ(writer.kept_bodies(), 2U);
    EXPECT_EQ(size(), 3U);

    auto another = must(BatchWriter::begin(*alpha.context, alpha.lane_of(channel, alpha)));
    ASSERT_TRUE(another.write(bodies(6, 1)));
    ASSERT_TRUE(another.finish());
    EXPECT_EQ(size(), 4U);
}

}  // namespace
}  // namespace entente::test
