#include "lane/verify.h"

#include "tests/lane/writer.h"
#include "tests/support/precompiled.h"

namespace entente::lane {
namespace {

/// Lane of 1 + 3 + 4 entries, signed at sizes 1, 4 and 8.
const test::Writer& writer() {
    static const test::Writer made("writer", {test::bodies(1, 3), test::bodies(4, 4)});
    return made;
}

LaneState held(std::size_t count, std::size_t size) {
    return verify_segment({}, writer().segment(0, count, size)).value().after();
}

/// A lane in which `record` follows the opening, signed by the real key.
Bytes forged(const test::Writer& lane, const Bytes& record, ByteView header) {
    auto frontier = lane.state().frontier;
    frontier.append(entry_id(header).value());
    const Head head = {.lane = lane.state().id, .size = frontier.size(), .root = frontier.root()};
    return encode_segment({.checkpoint = sign_checkpoint(head, lane.log_key()),
                           .from = EntryIndex(0),
                           .count = 2,
                           .entries = lane.record(0) + record,
                           .proof = {}});
}

Bytes forged(const test::Writer& lane, const Header& header, const EntryView& entry) {
    const auto encoded = encode_header(header);
    auto view_with_header = entry;
    view_with_header.header = encoded;
    Bytes record;
    append_entry(record, view_with_header);
    return forged(lane, record, encoded);
}

const Salt salt = crypto::sha256({"salt"});

Header good_header(const test::Writer& lane, ByteView body) {
    return {.commitment = commit(salt, body),
            .kind = BodyKind::stix,
            .body_bytes = static_cast<std::uint32_t>(body.size()),
            .origin = {},
            .relay = {},
            .time = lane.state().last_time,
            .writer = lane.state().opening.writer};
}

EntryView with_body(ByteView body) {
    return {.header = {}, .state = BodyState::inline_body, .salt = salt, .body = body};
}

TEST(VerifiedSegment, OfANewLaneGivesTheWritersState) {
    const auto verified = verify_segment({}, writer().all()).value();
    EXPECT_EQ(verified.from(), EntryIndex(0));
    EXPECT_EQ(verified.count(), 8U);
    EXPECT_TRUE(verified.is_complete());
    EXPECT_EQ(verified.after().id, writer().state().id);
    EXPECT_EQ(verified.after().opening, writer().opening());
    EXPECT_EQ(verified.after().frontier, writer().state().frontier);
    EXPECT_EQ(verified.after().last_time, writer().state().last_time);
    EXPECT_EQ(verified.after().checkpoint, writer().state().checkpoint);
}

TEST(VerifiedSegment, BeforeTheSignedSizeIsProvedButNotComplete) {
    const auto verified = verify_segment({}, writer().segment(0, 3, 8)).value();
    EXPECT_EQ(verified.count(), 3U);
    EXPECT_FALSE(verified.is_complete());
    EXPECT_EQ(verified.after().frontier.size(), TreeSize(3));
    EXPECT_EQ(verified.after().checkpoint.head.size, TreeSize(8));
}

// Invariant I13 of design 02-log section 6.
RC_GTEST_PROP(VerifiedSegment, GivesTheSameLaneInAnyPieces, ()) {
    std::vector<LaneState> states;
    Bytes entries;
    std::size_t next = 0;
    while (next < 8) {
        const auto from = *rc::gen::inRange<std::size_t>(0, next + 1);
        const auto end = *rc::gen::inRange<std::size_t>(next + 1, 9);
        const std::size_t size = end <= 4 && *rc::gen::arbitrary<bool>() ? 4 : 8;
        const auto segment = writer().segment(from, end - from, size);
        const auto known = states.empty() ? std::nullopt : std::optional(states.back());
        const auto verified = verify_segment(known, segment).value();
        RC_ASSERT(verified.from() == EntryIndex(next));
        RC_ASSERT(verified.count() == end - next);
        RC_ASSERT(verified.ids().size() == end - next);
        entries += verified.entries();
        states.push_back(verified.after());
        next = end;
    }
    Bytes expected;
    for (std::size_t i = 0; i < 8; ++i) expected += writer().record(i);
    RC_ASSERT(entries == expected);
    RC_ASSERT(states.back().frontier == writer().state().frontier);
    RC_ASSERT(states.back().checkpoint == writer().state().checkpoint);
}

// Invariant I25: what is accepted after a change is the same lane, as far as it goes.
RC_GTEST_PROP(VerifiedSegment, IsRefusedAfterAnyFlippedBit, ()) {
    auto segment = *rc::gen::element(writer().all(), writer().segment(0, 3, 8));
    const auto bit = *rc::gen::inRange<std::size_t>(0, segment.size() * 8);
    segment[bit / 8] = static_cast<char>(segment[bit / 8] ^ (1 << (bit % 8)));
    RC_ASSERT(!verify_segment({}, segment).has_value());
}

RC_GTEST_PROP(VerifiedSegment, IsRefusedAfterAnyFlippedBitOfWhatIsNew, ()) {
    const auto known = held(4, 4);
    auto segment = writer().segment(4, 2, 8);
    const auto bit = *rc::gen::inRange<std::size_t>(0, segment.size() * 8);
    segment[bit / 8] = static_cast<char>(segment[bit / 8] ^ (1 << (bit % 8)));
    RC_ASSERT(!verify_segment(known, segment).has_value());
}

TEST(VerifiedSegment, OfALaneNotKnownStartsAtItsOpening) {
    const auto error = verify_segment({}, writer().segment(1, 2, 8)).error();
    EXPECT_EQ(error.kind, ErrorKind::conflict);
    EXPECT_EQ(error.where, "next 0");
}

TEST(VerifiedSegment, IsAConflictBeyondWhatIsHeldOrWithinIt) {
    for (const auto& segment : {writer().segment(5, 3, 8), writer().segment(0, 4, 8),
                                writer().segment(0, 4, 4), writer().segment(1, 2, 8)}) {
        const auto error = verify_segment(held(4, 4), segment).error();
        EXPECT_EQ(error.kind, ErrorKind::conflict);
        EXPECT_EQ(error.where, "next 4");
    }
}

TEST(VerifiedSegment, IsRefusedForAnotherLane) {
    const test::Writer other("other", {test::bodies(1, 7)});
    EXPECT_EQ(verify_segment(held(4, 4), other.all()).error().kind, ErrorKind::invalid);
}

TEST(VerifiedSegment, IsRefusedWithoutTheWritersSignature) {
    auto checkpoint = writer().state().checkpoint;
    const auto origin = lane_origin(writer().state().id);
    checkpoint.note.signatures = {
        sign_note(checkpoint.note.text, origin, test::key_pair("thief")),
        cosign(checkpoint.head, test::party("reader"), 7, writer().log_key()).line};
    EXPECT_EQ(verify_segment({}, writer().segment(0, 8, checkpoint)).error().kind,
              ErrorKind::refused);
}

// Invariant I26, and section 3.7: only verified lines are stored, here the writer's alone.
TEST(VerifiedSegment, KeepsTheWritersLineAlone) {
    auto checkpoint = writer().state().checkpoint;
    auto bad = checkpoint.note.signatures.front();
    bad.signature.front() = static_cast<char>(bad.signature.front() ^ 1);
    checkpoint.note.signatures.insert(checkpoint.note.signatures.begin(), bad);
    add_receipt(checkpoint,
                cosign(checkpoint.head, test::party("reader"), 7, test::key_pair("cosign")));
    const auto verified = verify_segment({}, writer().segment(0, 8, checkpoint)).value();
    EXPECT_EQ(verified.after().checkpoint, writer().state().checkpoint);
}

TEST(VerifiedSegment, KeepsTheLargerHeadWhileCatchingUp) {
    const auto verified = verify_segment(held(2, 8), writer().segment(2, 2, 4)).value();
    EXPECT_EQ(verified.after().checkpoint.head.size, TreeSize(8));
    EXPECT_FALSE(verified.is_complete());
}

TEST(VerifiedSegment, KeepsTheReceiptsOfTheHeadThatIsKnown) {
    auto known = held(3, 8);
    add_receipt(known.checkpoint,
                cosign(known.checkpoint.head, test::party("reader"), 7, test::key_pair("cosign")));
    const auto verified = verify_segment(known, writer().segment(3, 5, 8)).value();
    EXPECT_EQ(verified.after().checkpoint, known.checkpoint);
}

/// The same writer with the same opening, but another history after it.
test::Writer forked() {
    return test::Writer("writer", {test::bodies(100, 3), test::bodies(4, 4)});
}

TEST(VerifiedSegment, IsRefusedForAHistoryThatIsNotTheOneHeld) {
    const auto other = forked();
    ASSERT_EQ(other.state().id, writer().state().id);
    EXPECT_EQ(verify_segment(held(4, 4), other.segment(4, 4, 8)).error().kind, ErrorKind::invalid);
}

TEST(VerifiedSegment, IsRefusedIfItContradictsAHeadThatWasSignedBefore) {
    const auto other = forked();
    const auto error = verify_segment(held(1, 4), other.segment(1, 7, 8)).error();
    EXPECT_EQ(error.kind, ErrorKind::invalid);
    EXPECT_EQ(error.what, "contradicts a head that the writer signed before");
    EXPECT_EQ(error.where, "size 4");
}

TEST(VerifiedSegment, TakesAnEntryThatWasErased) {
    const test::Writer lane("writer");
    const EntryView erased = {.header = {}, .state = BodyState::erased, .salt = {}, .body = {}};
    EXPECT_TRUE(verify_segment({}, forged(lane, good_header(lane, "{}"), erased)).has_value());
}

TEST(VerifiedSegment, IsRefusedForAnothersHeader) {
    const test::Writer lane("writer");
    auto header = good_header(lane, "{}");
    EXPECT_TRUE(verify_segment({}, forged(lane, header, with_body("{}"))).has_value());
    header.writer = test::party("other");
    const auto error = verify_segment({}, forged(lane, header, with_body("{}"))).error();
    EXPECT_EQ(error.kind, ErrorKind::invalid);
    EXPECT_EQ(error.where, "entry 1");
}

TEST(VerifiedSegment, IsRefusedForTimesThatFall) {
    const test::Writer lane("writer");
    auto header = good_header(lane, "{}");
    header.time = Instant(header.time.value() - 1'000);
    EXPECT_EQ(verify_segment({}, forged(lane, header, with_body("{}"))).error().kind,
              ErrorKind::invalid);
}

TEST(VerifiedSegment, IsRefusedForABodyThatIsNotTheCommittedOne) {
    const test::Writer lane("writer");
    const auto header = good_header(lane, "{}");
    EXPECT_EQ(verify_segment({}, forged(lane, header, with_body("[]"))).error().kind,
              ErrorKind::invalid);
}

TEST(VerifiedSegment, IsRefusedForABodyThatIsNotCanonical) {
    const test::Writer lane("writer");
    const auto header = good_header(lane, "{ }");
    EXPECT_EQ(verify_segment({}, forged(lane, header, with_body("{ }"))).error().kind,
              ErrorKind::invalid);
}

/// A lane that consists of one entry, named after it.
Bytes lane_of_one(BodyKind kind, ByteView body, const PartyId& writer_in_header) {
    auto header = good_header(writer(), body);
    header.kind = kind;
    header.writer = writer_in_header;
    const auto encoded = encode_header(header);
    Bytes record;
    append_entry(record,
                 {.header = encoded, .state = BodyState::inline_body, .salt = salt, .body = body});
    const auto id = entry_id(encoded).value();
    const Head head = {.lane = LaneId(id), .size = TreeSize(1), .root = id};
    return encode_segment({.checkpoint = sign_checkpoint(head, writer().log_key()),
                           .from = EntryIndex(0),
                           .count = 1,
                           .entries = record,
                           .proof = {}});
}

TEST(VerifiedSegment, IsRefusedForALaneThatNothingOpens) {
    const auto self = writer().opening().writer;
    const auto opening = encode_operation(writer().opening());
    EXPECT_TRUE(verify_segment({}, lane_of_one(BodyKind::operation, opening, self)).has_value());
    for (const auto& segment : {lane_of_one(BodyKind::stix, opening, self),
                                lane_of_one(BodyKind::operation, R"({"op":"close"})", self),
                                lane_of_one(BodyKind::operation, "{}", self),
                                lane_of_one(BodyKind::operation, opening, test::party("x"))}) {
        EXPECT_EQ(verify_segment({}, segment).error().kind, ErrorKind::invalid);
    }
}

TEST(VerifiedSegment, IsRefusedUnderANameThatIsNotItsOpenings) {
    const auto bytes = lane_of_one(BodyKind::operation, encode_operation(writer().opening()),
                                   writer().opening().writer);
    auto segment = decode_segment(bytes).value();
    auto head = segment.checkpoint.head;
    head.lane = LaneId(crypto::sha256({"another"}));
    segment.checkpoint = sign_checkpoint(head, writer().log_key());
    EXPECT_EQ(verify_segment({}, encode_segment(segment)).error().what,
              "entry 0 is not the one that the lane is named after");
}

}  // namespace
}  // namespace entente::lane
