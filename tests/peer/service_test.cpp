#include "peer/service.h"

#include "base/limits.h"
#include "channel/receipts.h"
#include "json/value.h"
#include "lane/segment.h"
#include "tests/peer/scene.h"

namespace entente::test {
namespace {

using peer::lane_path;
using ::testing::HasSubstr;
using Service = LinkedPair;

json::Document document_of(const http::Response& response) {
    EXPECT_EQ(response.status, 200) << response.body;
    return must(json::Document::parse(response.body));
}

std::string text_of(const json::Value& value, const char* name) {
    return std::string(value.member(name)->as_string().value());
}

/// A problem that says what, and where or what to do.
void expect_problem(const http::Response& response, int status) {
    EXPECT_EQ(response.status, status) << response.body;
    EXPECT_EQ(response.content_type, "application/problem+json");
    const auto error = http::error_of(response);
    EXPECT_FALSE(error.what.empty());
    EXPECT_FALSE(error.where.empty() && error.remedy.empty()) << response.body;
}

std::string segment_target(const lane::LaneId& lane, const std::string& from = "0") {
    return lane_path(peer::segment_path, lane) + "?from=" + from;
}

TEST_F(Service, GreetsWithItsPartyAndLimits) {
    const auto hello = document_of(get(std::string(peer::hello_path)));
    EXPECT_EQ(text_of(hello.root(), "party"), lane::to_hex(bravo_.id()));
    EXPECT_EQ(text_of(hello.root(), "version"), "entente/v1");
    EXPECT_EQ(hello.root().member("segment_bytes_max")->as_integer().value(),
              static_cast<std::int64_t>(limits::segment_bytes_max));
}

TEST_F(Service, ShowsItsCardAsItWasSigned) {
    const auto card = must(channel::decode_card(get(std::string(peer::card_path)).body));
    EXPECT_EQ(card.card, bravo_.card.card);
}

TEST_F(Service, ListsTheLanesOfTheCallersChannels) {
    const auto lanes = document_of(get(std::string(peer::lanes_path)));
    std::vector<std::string> ids;
    for (const auto& lane : lanes.root().member("lanes")->elements()) {
        EXPECT_EQ(text_of(lane, "channel"), lane::to_hex(channel_));
        ids.push_back(text_of(lane, "lane"));
    }
    EXPECT_EQ(ids, std::vector<std::string>{lane::to_hex(bravo_lane_)});  // ALPHA's is not there
}

TEST_F(Service, ShowsHeadsAndCheckpointsThatVerify) {
    const auto notes = must(channel::decode_notes(get(std::string(peer::heads_path)).body));
    ASSERT_EQ(notes.size(), 1U);
    const auto head = must(lane::decode_checkpoint(lane::encode_note(notes.front())));
    EXPECT_TRUE(lane::verify_checkpoint(head, bravo_.keys.log.public_key()));
    const auto answer = get(lane_path(peer::checkpoint_path, bravo_lane_));
    const auto checkpoint = must(lane::decode_checkpoint(answer.body));
    EXPECT_EQ(checkpoint.head, head.head);
}

TEST_F(Service, GivesASegmentAndThenNothingMore) {
    bravo_.put(channel_, {object_text(1)});
    const auto segment = get(segment_target(bravo_lane_));
    EXPECT_EQ(segment.status, 200);
    const auto received =
        must(channel::receive(*alpha_.context, bravo_.id(), bravo_lane_, segment.body));
    EXPECT_EQ(received.new_entries, 2U);
    EXPECT_EQ(get(segment_target(bravo_lane_, "2")).status, 204);
}

TEST_F(Service, TakesASegmentAndAnswersWithAReceipt) {
    alpha_.put(channel_, {object_text(1)});
    const auto segment =
        must(channel::serve_segment(*alpha_.context, bravo_.id(), lane_, lane::EntryIndex(0)));
    ASSERT_TRUE(segment);
    for (int time = 0; time < 2; ++time) {  // a repetition changes nothing
        const auto answer = post(lane_path(peer::segment_path, lane_), *segment);
        ASSERT_EQ(answer.status, 200) << answer.body;
        const auto line = must(lane::decode_signature_line(answer.body));
        const auto head = must(lane::decode_segment(*segment)).checkpoint.head;
        EXPECT_TRUE(lane::verify_receipt(head, line, bravo_.id(), bravo_.keys.cosign.public_key()));
    }
    EXPECT_EQ(channel::held_size(*bravo_.context, lane_).value(), 2U);
}

TEST_F(Service, TellsWhereToGoOnAfterAGap) {
    carry(alpha_, bravo_, lane_);
    alpha_.put(channel_, {object_text(1)});
    alpha_.put(channel_, {object_text(2)});
    const auto late =
        must(channel::serve_segment(*alpha_.context, bravo_.id(), lane_, lane::EntryIndex(2)));
    const auto answer = post(lane_path(peer::segment_path, lane_), *late);
    EXPECT_EQ(answer.status, 409);
    EXPECT_EQ(answer.body, "next 1\n");
}

TEST_F(Service, TakesReceiptsForTheCallersReading) {
    carry(bravo_, alpha_, bravo_lane_);
    const auto held = alpha_.lane_of(channel_, bravo_).checkpoint;
    const lane::Note note{.text = lane::checkpoint_text(held.head),
                          .signatures = channel::receipt_lines(held)};
    ASSERT_FALSE(note.signatures.empty());
    const auto target = lane_path(peer::receipts_path, bravo_lane_);
    EXPECT_EQ(post(target, lane::encode_note(note)).status, 204);
    const auto known = channel::receipt_lines(bravo_.lane_of(channel_, bravo_).checkpoint);
    EXPECT_EQ(known.size(), 1U);
}

TEST_F(Service, AnswersAtOnceWhereTheCursorDiffers) {
    const auto changes = document_of(get(std::string(peer::changes_path) + "?cursor=&wait=55"));
    const auto cursor = text_of(changes.root(), "cursor");
    EXPECT_EQ(cursor, must(channel::shared_fingerprint(*bravo_.context, alpha_.id())));
    const auto target = std::string(peer::changes_path) + "?wait=0&cursor=";
    EXPECT_EQ(get(target + http::percent_encode(cursor)).status, 204);
}

// Design 02-log section 3.11: both certificates are pinned by the cards.
TEST_F(Service, RefusesAStrangersCertificate) {
    const Party stranger("CHARLIE");
    const auto answer = serving_.dialled_by(stranger)->send({.target = "/entente/v1/hello"});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::refused) << to_line(answer.error());
    EXPECT_EQ(get(std::string(peer::hello_path)).status, 200);
}

/// CHARLIE is known to BRAVO, but on another channel.
class Outsider : public LinkedPair {
protected:
    [[nodiscard]] http::Response ask(const std::string& target, const std::string& method,
                                     const std::string& body = {}) const {
        return must(outsider_->send({.method = method, .target = target, .body = body}));
    }

    Party charlie_{"CHARLIE"};
    lane::ChannelId other_ = found({&charlie_, &bravo_}, "Another");
    std::unique_ptr<http::Client> outsider_ = serving_.dialled_by(charlie_);
};

// Design 02-log section 3.11: what the caller may not know of and what does not exist are the same.
TEST_F(Outsider, GetsTheSame404ForAHiddenLaneAndForNone) {
    const lane::LaneId none(crypto::sha256({"no lane"}));
    const auto note = lane::encode_note(bravo_.lane_of(channel_, bravo_).checkpoint.note);
    const auto segment_of = [](const Party& party, const Party& reader, const lane::LaneId& lane) {
        return *must(
            channel::serve_segment(*party.context, reader.id(), lane, lane::EntryIndex(0)));
    };
    const auto own_lane = charlie_.lane_of(other_, charlie_).id;

    struct Row {
        const char* method;
        std::string_view path;
        std::string body;
    };

    for (const auto& row :
         std::vector<Row>{{"GET", peer::segment_path, ""},
                          {"GET", peer::checkpoint_path, ""},
                          {"POST", peer::receipts_path, note},
                          {"POST", peer::segment_path, "no segment"},
                          {"POST", peer::segment_path, segment_of(charlie_, bravo_, own_lane)}}) {
        auto hidden = ask(lane_path(row.path, bravo_lane_), row.method, row.body);
        const auto missing = ask(lane_path(row.path, none), row.method, row.body);
        EXPECT_EQ(hidden.status, missing.status) << row.method << row.path;
        if (row.path != peer::segment_path || row.body.empty()) {
            EXPECT_EQ(hidden.status, 404) << row.method << row.path << hidden.body;
        }
        const auto id = lane::to_hex(bravo_lane_);
        if (const auto at = hidden.body.find(id); at != std::string::npos) {
            hidden.body.replace(at, id.size(), lane::to_hex(none));  // each quotes what was asked
        }
        EXPECT_EQ(hidden.body, missing.body) << row.method << row.path;
    }
    const auto stolen = segment_of(bravo_, alpha_, bravo_lane_);
    EXPECT_EQ(ask(lane_path(peer::segment_path, bravo_lane_), "POST", stolen).status, 404);
}

TEST_F(Outsider, IsShownNothingOfTheChannel) {
    const auto hidden = lane::to_hex(bravo_lane_);
    EXPECT_EQ(ask(std::string(peer::lanes_path), "GET").body.find(hidden), std::string::npos);
    EXPECT_EQ(ask(std::string(peer::heads_path), "GET").body.find(hidden), std::string::npos);
    const auto charters = ask(std::string(peer::charters_path), "GET").body;
    EXPECT_EQ(charters.find("Afghanistan"), std::string::npos);
    EXPECT_NE(charters.find("Another"), std::string::npos);
}

TEST_F(Outsider, MayNotBringACharterOfOthers) {
    const auto charter = must(bravo_.directory->charter(channel_));
    const auto answer =
        ask(std::string(peer::charters_path), "POST", channel::encode_notes({charter.note}));
    expect_problem(answer, 403);
}

TEST_F(Service, RefusesMalformedBodiesAndGoesOn) {
    const auto segment = lane_path(peer::segment_path, lane_);
    const auto receipts = lane_path(peer::receipts_path, bravo_lane_);
    for (const auto& target :
         {std::string(peer::heads_path), std::string(peer::charters_path), segment, receipts}) {
        for (const auto& body :
             {std::string("once upon a time"), std::string(4, '\xff'), std::string(1, '\0')}) {
            const auto answer = post(target, body);
            EXPECT_GE(answer.status, 400) << target;
            EXPECT_LT(answer.status, 500) << target;
            expect_problem(answer, answer.status);
        }
    }
    EXPECT_EQ(get(std::string(peer::hello_path)).status, 200);
}

TEST_F(Service, RefusesOversizedBodiesAndGoesOn) {
    for (const auto& [target, bytes] : std::vector<std::pair<std::string, std::size_t>>{
             {std::string(peer::heads_path), limits::http_small_body_bytes_max + 1},
             {lane_path(peer::segment_path, lane_), std::size_t{26} << 20}}) {
        const auto answer = serving_.dialled_by(alpha_)->send(
            {.method = "POST", .target = target, .body = std::string(bytes, 'x')});
        // It may hang up while more is coming; what it says then is 413.
        if (answer) EXPECT_EQ(answer->status, 413) << target;
        EXPECT_EQ(get(std::string(peer::hello_path)).status, 200);
    }
}

TEST_F(Service, RefusesWrongNumbersPathsAndMethods) {
    for (const auto* from : {"x", "-1", "99999999999999999999", ""}) {
        expect_problem(get(segment_target(bravo_lane_, from)), 400);
    }
    expect_problem(get("/entente/v1/lane/not-hex/segment"), 404);
    expect_problem(get("/entente/v2/hello"), 404);
    EXPECT_EQ(post(std::string(peer::hello_path), "").status, 405);
}

RC_GTEST_FIXTURE_PROP(Service, TakesNothingFromASegmentInWhichAnyBitFlips, ()) {
    alpha_.put(channel_, {object_text(1)});
    auto segment =
        *must(channel::serve_segment(*alpha_.context, bravo_.id(), lane_, lane::EntryIndex(0)));
    const auto at = *rc::gen::inRange<std::size_t>(0, segment.size());
    segment[at] = static_cast<char>(segment[at] ^ (1 << *rc::gen::inRange(0, 8)));
    const auto answer = post(lane_path(peer::segment_path, lane_), segment);
    RC_ASSERT(answer.status >= 400);
    RC_ASSERT(channel::held_size(*bravo_.context, lane_).value() == 0U);
}

}  // namespace
}  // namespace entente::test
