#include "store/embedded/lane_file.h"

#include "store/embedded/embedded_store.h"
#include "tests/lane/writer.h"
#include "tests/support/forgetful_disk.h"
#include "tests/support/precompiled.h"

namespace entente::store {
namespace {

using entente::test::Fault;
using entente::test::ForgetfulDisk;

const lane::test::Writer& writer() {
    static const lane::test::Writer made("writer", {lane::test::bodies(1, 3)});
    return made;
}

lane::Receipt receipt(std::uint64_t time_s) {
    return lane::cosign(writer().state().checkpoint.head, lane::test::party("reader"), time_s,
                        lane::test::key_pair("reader"));
}

Frame frame(std::uint64_t from, std::uint32_t count, ByteView records) {
    return {.type = FrameType::sealed,
            .sequence = 1'000 + from,
            .from = lane::EntryIndex(from),
            .count = count,
            .checkpoint = writer().state().checkpoint,
            .receipts = {},
            .records = records};
}

ByteView payload_of(const Bytes& encoded) {
    return ByteView(encoded).substr(frame_head_bytes);
}

TEST(Frame, HasTheBytesOfTheTable) {
    const auto encoded = encode_frame(frame(2, 1, "records"));
    const auto note = lane::encode_note(writer().state().checkpoint.note);
    Bytes payload("\x01", 1);
    append_integer<8>(payload, 1'002);
    append_integer<8>(payload, 2);
    append_integer<4>(payload, 1);
    payload += '\x01';
    append_integer<4>(payload, note.size());
    payload += note + "records";
    EXPECT_EQ(payload_of(encoded), payload);
    Bytes length;
    append_integer<4>(length, payload.size());
    EXPECT_TRUE(encoded.starts_with(length));
    EXPECT_EQ(encoded.size(), 12 + payload.size());
}

RC_GTEST_PROP(Frame, ReadsBackWhatWasWritten, ()) {
    auto written = frame(*rc::gen::arbitrary<std::uint64_t>(), 7, "");
    const auto records = *rc::gen::arbitrary<std::string>();
    written.records = records;
    written.type = *rc::gen::element(FrameType::sealed, FrameType::received);
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
        auto note = written.checkpoint.value();
        note.note.signatures = {receipt(static_cast<std::uint64_t>(i)).line};
        written.receipts.push_back(note);
    }
    const auto encoded = encode_frame(written);
    const auto read = decode_payload(payload_of(encoded)).value();
    RC_ASSERT(read.type == written.type);
    RC_ASSERT(read.sequence == written.sequence);
    RC_ASSERT(read.from == written.from);
    RC_ASSERT(read.count == written.count);
    RC_ASSERT(read.checkpoint.value() == written.checkpoint.value());
    RC_ASSERT(read.receipts == written.receipts);
    RC_ASSERT(read.records == written.records);
    RC_ASSERT(encode_frame(read) == encoded);
}

TEST(Frame, IsRefusedWhenItIsCutBeforeItsRecords) {
    const auto encoded = encode_frame(frame(0, 1, ""));
    const auto payload = payload_of(encoded);
    for (std::size_t size = 0; size < payload.size(); ++size) {
        const auto read = decode_payload(payload.substr(0, size));
        ASSERT_FALSE(read.has_value()) << size;
        EXPECT_EQ(read.error().kind, ErrorKind::corrupt);
    }
}

class LaneFiles : public ::testing::Test {
protected:
    /// The lane's file with one frame for each record, as an audit wants it.
    void write(int frames) {
        auto file = LaneFile::create(disk, path).value();
        for (int i = 0; i < frames; ++i) {
            const auto& record = writer().record(static_cast<std::size_t>(i));
            ASSERT_TRUE(file.append(encode_frame(frame(static_cast<std::uint64_t>(i), 1, record))));
            ends.push_back(file.end());
        }
    }

    [[nodiscard]] std::unique_ptr<host::File> file() { return disk.open(path).value(); }

    Result<std::vector<AuditFrame>> audit() {
        std::vector<AuditFrame> frames;
        TRY_VOID(audit_frames(disk, "node", writer().state().id, [&](AuditFrame visited) {
            frames.push_back(std::move(visited));
            return Result<void>();
        }));
        return frames;
    }

    ForgetfulDisk disk;
    std::string path = "node/record/" + lane::to_hex(writer().state().id);
    std::vector<std::uint64_t> ends;
};

TEST_F(LaneFiles, BeginWithTheirMagicLine) {
    write(1);
    EXPECT_EQ(file()->read(0, 16).value(), "entente-lane/v1\n");
    EXPECT_TRUE(has_magic(*file(), path).value());
}

TEST_F(LaneFiles, AreVisitedFrameByFrame) {
    write(4);
    const auto frames = audit().value();
    ASSERT_EQ(frames.size(), 4U);
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_EQ(frames[i].first.value(), i);
        EXPECT_EQ(frames[i].count, 1U);
        EXPECT_EQ(frames[i].records, writer().record(i));
        EXPECT_EQ(frames[i].checkpoint, writer().state().checkpoint);
        EXPECT_TRUE(frames[i].is_checksum_good);
        EXPECT_EQ(frames[i].offset, i == 0 ? lane_file_magic.size() : ends[i - 1]);
    }
    EXPECT_EQ(audit_lanes(disk, "node").value(), std::vector{writer().state().id});
}

TEST_F(LaneFiles, EndInAnAuditAtAFrameThatIsNotWholeYet) {
    write(4);
    for (auto size = ends[2]; size < ends[3]; ++size) {
        ASSERT_TRUE(file()->truncate(size).has_value());
        ASSERT_EQ(audit().value().size(), 3U) << size;
    }
}

TEST_F(LaneFiles, ShowInAnAuditAFrameWhoseChecksumIsWrong) {
    write(4);
    ASSERT_TRUE(file()->write(ends[1] - 1, "~").has_value());
    const auto frames = audit().value();
    ASSERT_EQ(frames.size(), 4U);
    EXPECT_FALSE(frames[1].is_checksum_good);
    EXPECT_TRUE(frames[2].is_checksum_good);
}

TEST_F(LaneFiles, NameTheNextEntryWhereNoFrameStandsAndGoodOnesFollow) {
    write(4);
    ASSERT_TRUE(file()->write(ends[1], Bytes(4, '\xFF')).has_value());
    const auto audited = audit();
    ASSERT_FALSE(audited.has_value());
    EXPECT_EQ(audited.error().kind, ErrorKind::corrupt);
    EXPECT_EQ(audited.error().where, "lane " + lane::to_hex(writer().state().id) + ", entry 2");
}

TEST_F(LaneFiles, AreToldFromOtherFiles) {
    auto other = disk.create(path).value();
    ASSERT_TRUE(other->write(0, "entente-l").has_value());
    EXPECT_FALSE(has_magic(*other, path).value()) << "torn";
    ASSERT_TRUE(other->write(0, "entente-segment/v1\n").has_value());
    EXPECT_EQ(has_magic(*other, path).error().kind, ErrorKind::corrupt);
}

TEST_F(LaneFiles, TellATornTailFromDamageWhateverByteIsFlipped) {
    write(4);
    const auto opened = file();
    const auto whole = opened->read(0, ends[3]).value();
    for (auto at = ends[1]; at < ends[3]; ++at) {
        auto flipped = whole;
        flipped[at] = static_cast<char>(flipped[at] ^ 0x10);
        ASSERT_TRUE(opened->write(0, flipped).has_value());
        FrameCursor cursor(*opened, ends[1]);
        lane::EntryIndex next(2);
        std::uint64_t bad = ends[1];
        auto stored = cursor.next().value();
        if (at >= ends[2]) {
            ASSERT_TRUE(stored && stored->is_checksum_good);
            bad = ends[2];
            next = lane::EntryIndex(3);
        } else {
            ASSERT_FALSE(stored && stored->is_checksum_good) << at;
        }
        const auto has_good = has_good_frame_after(*opened, bad, next).value();
        EXPECT_EQ(has_good, at < ends[2]) << "the frame of entry 3 follows or is the damaged one";
    }
}

TEST_F(LaneFiles, AreAsTheyWereWhenThereIsNoRoom) {
    write(2);
    auto file = LaneFile::open(disk, path, ends[1]).value();
    disk.plan({.kind = Fault::Kind::full, .step = 0});
    const auto full = file.append(encode_frame(frame(2, 1, writer().record(2))));
    EXPECT_EQ(full.error().kind, ErrorKind::exhausted);
    EXPECT_EQ(file.file().size().value(), ends[1]);
    EXPECT_TRUE(file.append(encode_frame(frame(2, 1, writer().record(2)))).has_value());
    EXPECT_EQ(audit().value().size(), 3U);
}

TEST_F(LaneFiles, DoNotGiveBytesThatAreNotThere) {
    write(1);
    const auto file = LaneFile::open(disk, path, ends[0]).value();
    EXPECT_EQ(file.read(ends[0] - 1, 2).error().kind, ErrorKind::corrupt);
    EXPECT_EQ(file.read(0, ends[0]).value().size(), ends[0]);
}

}  // namespace
}  // namespace entente::store
