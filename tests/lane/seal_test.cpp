#include "lane/seal.h"

#include "base/limits.h"
#include "tests/lane/writer.h"
#include "tests/support/precompiled.h"

namespace entente::lane {
namespace {

std::vector<EntryView> entries_of(const SealedBatch& batch) {
    std::vector<EntryView> entries;
    ByteReader reader(batch.entries(), "batch");
    while (reader.left() > 0) entries.push_back(read_entry(reader).value());
    return entries;
}

std::string time_of(const EntryView& entry) {
    return to_milliseconds_text(check_entry(entry).value().time);
}

TEST(OpenedLane, HasItsOpeningAsEntry0AndItsNameFromThere) {
    const test::Writer writer("writer");
    const auto batch = writer.sealer().open_lane(writer.opening()).value();
    EXPECT_EQ(batch.from(), EntryIndex(0));
    EXPECT_EQ(batch.count(), 1U);
    const auto entry = entries_of(batch).at(0);
    EXPECT_EQ(entry.body, encode_operation(writer.opening()));
    EXPECT_EQ(check_entry(entry).value().kind, BodyKind::operation);
    EXPECT_EQ(batch.after().id.value(), entry_id(entry.header).value());
    EXPECT_EQ(batch.ids().at(0), entry_id(entry.header));
    EXPECT_EQ(batch.after().checkpoint.head.size, TreeSize(1));
}

TEST(OpenedLane, IsRefusedForAnAudienceThatIsNone) {
    const test::Writer writer("writer");
    const auto error_for = [&](std::vector<PartyId> audience) {
        auto opening = writer.opening();
        opening.audience = std::move(audience);
        return writer.sealer().open_lane(opening).error().kind;
    };
    const auto self = writer.opening().writer;
    EXPECT_EQ(error_for({}), ErrorKind::invalid);
    EXPECT_EQ(error_for({test::party("reader")}), ErrorKind::invalid);
    EXPECT_EQ(error_for({self, self}), ErrorKind::invalid);
    auto audience = writer.opening().audience;
    std::ranges::reverse(audience);
    EXPECT_EQ(error_for(audience), ErrorKind::invalid);
    while (audience.size() <= limits::audience_max) {
        audience.push_back(test::party(std::to_string(audience.size())));
    }
    std::ranges::sort(audience);
    EXPECT_EQ(error_for(audience), ErrorKind::invalid);
}

TEST(OpenedLane, IsRefusedForAnothersKey) {
    const test::Writer writer("writer");
    auto opening = writer.opening();
    opening.log_key = test::key_pair("other").public_key();
    EXPECT_EQ(writer.sealer().open_lane(opening).error().kind, ErrorKind::refused);
}

TEST(SealedBatch, HoldsTheBodiesInOrderUnderOneSignature) {
    test::Writer writer("writer");
    const auto& before = writer.state();
    const auto batch = writer.sealer().seal(before, {test::body(1), test::body(2)}).value();
    const auto entries = entries_of(batch);
    ASSERT_EQ(entries.size(), 2U);
    EXPECT_EQ(entries[0].body, test::body(1).bytes);
    EXPECT_EQ(entries[1].body, test::body(2).bytes);
    EXPECT_NE(entries[0].salt, entries[1].salt);
    auto frontier = before.frontier;
    for (const auto& entry : entries) {
        EXPECT_EQ(check_entry(entry).value().writer, before.opening.writer);
        frontier.append(entry_id(entry.header).value());
    }
    EXPECT_EQ(batch.from(), EntryIndex(1));
    EXPECT_EQ(batch.after().frontier, frontier);
    EXPECT_EQ(batch.after().checkpoint.head,
              (Head{.lane = before.id, .size = TreeSize(3), .root = frontier.root()}));
    EXPECT_EQ(batch.after().checkpoint.note.signatures.size(), 1U);
    EXPECT_TRUE(
        verify_checkpoint(batch.after().checkpoint, writer.log_key().public_key()).has_value());
}

TEST(SealedBatch, HasTheTimeOfTheClockCutToMilliseconds) {
    test::Writer writer("writer");
    writer.clock().set("2021-08-24T12:30:01.999999Z");
    const auto batch = writer.sealer().seal(writer.state(), {test::body(1)}).value();
    EXPECT_EQ(time_of(entries_of(batch).at(0)), "2021-08-24T12:30:01.999Z");
    EXPECT_EQ(to_milliseconds_text(batch.after().last_time), "2021-08-24T12:30:01.999Z");
    EXPECT_EQ(batch.after().last_time.value() % 1'000, 0);
}

// Invariant I23 of design 02-log section 6.
TEST(SealedBatch, IsNeverEarlierThanTheEntryBeforeWhateverTheClockSays) {
    test::Writer writer("writer");
    writer.clock().set("2011-01-01T00:00:00Z");
    const auto batch = writer.sealer().seal(writer.state(), {test::body(1)}).value();
    EXPECT_EQ(time_of(entries_of(batch).at(0)), "2021-08-24T12:30:00.123Z");
}

TEST(SealedBatch, CutsTimesBefore1970Downwards) {
    test::Writer writer("writer");
    auto state = writer.state();
    state.last_time = Instant(-10'000'000'000);
    writer.clock().set("1969-12-31T23:59:59.999999Z");
    const auto batch = writer.sealer().seal(state, {test::body(1)}).value();
    EXPECT_EQ(time_of(entries_of(batch).at(0)), "1969-12-31T23:59:59.999Z");
    EXPECT_EQ(batch.after().last_time, Instant(-1'000));
}

TEST(SealedBatch, IsRefusedForBodiesThatAreNone) {
    test::Writer writer("writer");
    const auto error_for = [&](std::vector<Body> bodies) {
        return writer.sealer().seal(writer.state(), std::move(bodies)).error();
    };
    EXPECT_EQ(error_for({}).kind, ErrorKind::invalid);
    const Body loose = {.kind = BodyKind::stix, .bytes = "{ }"};
    EXPECT_EQ(error_for({test::body(1), loose}).kind, ErrorKind::invalid);
    EXPECT_THAT(error_for({test::body(1), loose}).where, testing::StartsWith("body 1"));
    const Body huge = {.kind = BodyKind::stix,
                       .bytes = '"' + std::string(limits::body_bytes_max, 'a') + '"'};
    EXPECT_EQ(error_for({huge}).kind, ErrorKind::invalid);
    EXPECT_EQ(error_for(std::vector<Body>(limits::batch_entries_max + 1, test::body(1))).kind,
              ErrorKind::invalid);
}

TEST(SealedBatch, TakesAsManyBodiesAsTheLimitSays) {
    test::Writer writer("writer");
    const std::vector<Body> bodies(limits::batch_entries_max, test::body(1));
    const auto batch = writer.sealer().seal(writer.state(), bodies).value();
    EXPECT_EQ(batch.count(), limits::batch_entries_max);
    EXPECT_EQ(batch.ids().size(), limits::batch_entries_max);
}

TEST(SealedBatch, IsRefusedForALaneUnderAnotherKey) {
    const test::Writer writer("writer");
    const test::Writer other("other");
    EXPECT_EQ(writer.sealer().seal(other.state(), {test::body(1)}).error().kind,
              ErrorKind::refused);
}

// To sign after a head that is longer than what is held would be a fork.
TEST(SealedBatch, IsRefusedWhileEntriesOfTheLaneAreMissing) {
    test::Writer writer("writer");
    auto state = writer.state();
    writer.write(test::bodies(1, 2));
    state.checkpoint = writer.state().checkpoint;
    const auto error = writer.sealer().seal(state, {test::body(1)}).error();
    EXPECT_EQ(error.kind, ErrorKind::conflict);
    EXPECT_EQ(error.where, "next 1");
}

RC_GTEST_PROP(SealedBatch, GivesTheSameLaneHoweverItIsCut, ()) {
    // Entries differ by salt and time alone; sizes, order and bodies do not depend on batches.
    test::Writer writer("writer");
    const auto batches = *rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 9));
    int count = 1;
    for (const int batch : batches) {
        writer.write(test::bodies(count, batch));
        count += batch;
    }
    RC_ASSERT(writer.state().frontier.size() == TreeSize(static_cast<std::uint64_t>(count)));
    RC_ASSERT(writer.state().frontier.root() == writer.state().checkpoint.head.root);
}

}  // namespace
}  // namespace entente::lane
