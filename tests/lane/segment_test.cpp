#include "lane/segment.h"

#include "base/limits.h"
#include "tests/lane/writer.h"
#include "tests/support/precompiled.h"

namespace entente::lane {
namespace {

test::Writer writer_of(int count) {
    return test::Writer("writer", {test::bodies(1, count)});
}

/// `count` erased records, which no lane needs to make sense of.
Bytes records(std::size_t count) {
    Bytes bytes;
    for (std::size_t i = 0; i < count; ++i) {
        append_entry(bytes, {.header = "H", .state = BodyState::erased, .salt = {}, .body = {}});
    }
    return bytes;
}

SegmentView view_of(const Bytes& entries, std::uint32_t count, std::uint64_t size) {
    const Head head = {.lane = LaneId(crypto::sha256({"lane"})),
                       .size = TreeSize(size),
                       .root = crypto::sha256({"root"})};
    return {.checkpoint = sign_checkpoint(head, test::key_pair("log")),
            .from = EntryIndex(0),
            .count = count,
            .entries = entries,
            .proof = {}};
}

// Design 02-log section 3.10.
TEST(Segment, HasTheBytesOfTheDesign) {
    const auto entries = records(1);
    auto segment = view_of(entries, 1, 2);
    segment.proof = {crypto::sha256({"proof"})};
    const auto note = encode_note(segment.checkpoint.note);
    Bytes expected = "entente-segment/v1\n";
    append_integer<4>(expected, note.size());
    expected += note;
    append_integer<8>(expected, 0);
    append_integer<4>(expected, 1);
    expected += entries;
    append_integer<1>(expected, 1);
    expected += view(segment.proof[0]);
    EXPECT_EQ(encode_segment(segment), expected);
}

TEST(Segment, ReadsBackAsWritten) {
    const auto writer = writer_of(5);
    for (const auto& bytes : {writer.all(), writer.segment(1, 2, 6), writer.segment(5, 1, 6)}) {
        EXPECT_EQ(encode_segment(decode_segment(bytes).value()), bytes);
    }
}

TEST(Segment, IsRefusedWhenCutShortOrContinued) {
    const auto bytes = writer_of(2).segment(0, 2, 3);
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        EXPECT_EQ(decode_segment(ByteView(bytes).substr(0, size)).error().kind, ErrorKind::invalid)
            << size;
    }
    EXPECT_FALSE(decode_segment(bytes + std::string(1, '\0')).has_value());
}

RC_GTEST_PROP(Segment, AcceptsNoBytesThatItWouldNotWrite, ()) {
    static const auto bytes = writer_of(3).segment(1, 2, 4);
    auto changed = bytes;
    const auto bit = *rc::gen::inRange<std::size_t>(0, bytes.size() * 8);
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
    const auto segment = decode_segment(changed);
    if (segment) RC_ASSERT(encode_segment(segment.value()) == changed);
}

TEST(Segment, IsRefusedForEntriesBeyondItsCheckpoint) {
    const auto entries = records(2);
    EXPECT_TRUE(decode_segment(encode_segment(view_of(entries, 2, 2))).has_value());
    EXPECT_FALSE(decode_segment(encode_segment(view_of(entries, 2, 1))).has_value());
    auto segment = view_of(entries, 2, 2);
    segment.from = EntryIndex(~std::uint64_t{0});  // from + count is 1 again
    EXPECT_FALSE(decode_segment(encode_segment(segment)).has_value());
}

TEST(Segment, IsRefusedUnlessAProofStandsExactlyWhereEntriesFollow) {
    const auto entries = records(1);
    EXPECT_FALSE(decode_segment(encode_segment(view_of(entries, 1, 2))).has_value());
    auto segment = view_of(entries, 1, 1);
    segment.proof = {crypto::sha256({"proof"})};
    EXPECT_FALSE(decode_segment(encode_segment(segment)).has_value());
}

TEST(Segment, IsRefusedAboveItsLimits) {
    const auto most = records(limits::segment_entries_max);
    EXPECT_TRUE(decode_segment(encode_segment(view_of(most, limits::segment_entries_max, 1024)))
                    .has_value());
    const auto more = records(limits::segment_entries_max + 1);
    EXPECT_FALSE(
        decode_segment(encode_segment(view_of(more, limits::segment_entries_max + 1, 1025)))
            .has_value());
    EXPECT_FALSE(decode_segment(encode_segment(view_of("", 0, 1))).has_value());
    auto long_proof = view_of(most, limits::segment_entries_max, 2048);
    long_proof.proof.resize(limits::proof_hashes_max + 1);
    EXPECT_FALSE(decode_segment(encode_segment(long_proof)).has_value());
}

TEST(Segment, ExceedsItsBytesForOneEntryAlone) {
    const Bytes body(limits::segment_bytes_max, ' ');
    Bytes entries;
    append_entry(entries,
                 {.header = "H", .state = BodyState::inline_body, .salt = {}, .body = body});
    EXPECT_TRUE(decode_segment(encode_segment(view_of(entries, 1, 1))).has_value());
    entries += records(1);
    EXPECT_FALSE(decode_segment(encode_segment(view_of(entries, 2, 2))).has_value());
}

TEST(Segment, IsRefusedForANoteAboveItsLimit) {
    Bytes bytes = "entente-segment/v1\n";
    append_integer<4>(bytes, limits::note_bytes_max + 1);
    EXPECT_EQ(decode_segment(bytes).error().what, "a note above its limit");
}

}  // namespace
}  // namespace entente::lane
