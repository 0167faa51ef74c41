#include "peer/service.h"

#include <chrono>
#include <functional>

#include "base/limits.h"
#include "base/number.h"
#include "channel/evidence.h"
#include "channel/heads.h"
#include "channel/lanes.h"
#include "channel/receipts.h"
#include "channel/receive.h"
#include "channel/recovery.h"
#include "channel/serve_segment.h"
#include "channel/serve_tile.h"
#include "json/write.h"
#include "peer/paths.h"

namespace entente::peer {
namespace {

using http::Request;
using http::Response;

constexpr std::uint64_t poll_s_max = 55;  // below what proxies and idle timeouts commonly cut at

/// A request of a peer that is known, and the node that answers.
struct Call {
    channel::Context& context;
    lane::PartyId caller;
    const Request& request;
};

using Verb = Result<Response> (*)(const Call&);

Response text_response(int status, std::string_view type, std::string body) {
    return {.status = status, .content_type = std::string(type), .body = std::move(body)};
}

Response no_content() {
    return {.status = 204};
}

Result<lane::LaneId> lane_of(const Call& call) {
    auto lane = lane::parse_id<lane::LaneId>(call.request.parameter("lane"));
    if (lane) return lane;
    return fail(ErrorKind::not_found, "there is no such lane", "the path");
}

Result<std::uint64_t> number_of(const Call& call, std::string_view name) {
    const auto text = call.request.query_value(name);
    if (!text) return std::uint64_t{0};
    return parse_integer<std::uint64_t>(*text, name);
}

Result<Response> hello(const Call& call) {
    const auto card = TRY(call.context.directory.known_card(call.context.self()));
    json::Object object;
    object.add("card_rev", card.card.revision);
    object.add("party", lane::to_hex(card.card.id));
    object.add("segment_bytes_max", std::uint64_t{limits::segment_bytes_max});
    object.add("time", to_milliseconds_text(call.context.clock.now()));
    object.add("version", "entente/v1");
    return http::json_response(200, object.text());
}

Result<Response> card(const Call& call) {
    const auto card = TRY(call.context.directory.known_card(call.context.self()));
    return text_response(200, note_type, lane::encode_note(card.note));
}

Result<Response> charters(const Call& call) {
    std::vector<lane::Note> notes;
    for (const auto& charter : call.context.directory.charters()) {
        if (charter.has_party(call.caller)) notes.push_back(charter.note);
    }
    return text_response(200, notes_type, channel::encode_notes(notes));
}

Result<Response> take_charters(const Call& call) {
    const auto notes = TRY(channel::decode_notes(call.request.body));
    for (const auto& note : notes) {
        const auto charter = TRY(channel::decode_charter(lane::encode_note(note)));
        if (!charter.has_party(call.caller)) {
            return fail(ErrorKind::refused, "the caller is no party to this charter",
                        charter.charter.subject);
        }
        if (TRY(call.context.directory.merge_charter(charter))) call.context.announcer.announce();
    }
    TRY_VOID(channel::open_missing_lanes(call.context));
    return no_content();
}

Result<Response> heads(const Call& call) {
    const auto heads = TRY(channel::heads_for(call.context, call.caller));
    std::vector<lane::Note> notes;
    for (const auto& head : heads) notes.push_back(head.note);
    return text_response(200, notes_type, channel::encode_notes(notes));
}

Result<Response> take_heads(const Call& call) {
    const auto notes = TRY(channel::decode_notes(call.request.body));
    std::vector<lane::Checkpoint> shown;
    for (const auto& note : notes) {
        shown.push_back(TRY(lane::decode_checkpoint(lane::encode_note(note))));
    }
    TRY_VOID(channel::compare_heads(call.context, call.caller, shown));
    channel::note_heard(call.context, call.caller);
    return no_content();
}

/// 204 once `wait` seconds are over and nothing differs from the caller's cursor; the caller's
/// cursor is the fingerprint of what it holds, so equal cursors mean equal lanes.
Result<Response> changes(const Call& call) {
    using std::chrono::steady_clock;
    const auto cursor = call.request.query_value("cursor").value_or("");
    const auto wait_s = std::min(TRY(number_of(call, "wait")), poll_s_max);
    const auto end = steady_clock::now() + std::chrono::seconds(wait_s);
    while (true) {
        const auto count = call.context.announcer.count();
        const auto ours = TRY(channel::shared_fingerprint(call.context, call.caller));
        if (ours != cursor) {
            json::Object object;
            object.add("cursor", ours);
            return http::json_response(200, object.text());
        }
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - steady_clock::now());
        if (left.count() <= 0 || call.context.announcer.is_closed()) return no_content();
        call.context.announcer.wait_beyond(count, left);
    }
}

Result<Response> lanes(const Call& call) {
    json::Array all;
    const auto readable = TRY(channel::lanes_readable_by(call.context, call.caller));
    for (const auto& lane : readable) {
        json::Object object;
        object.add("channel", lane::to_hex(lane.opening.channel));
        object.add("lane", lane::to_hex(lane.id));
        object.add("size", lane.frontier.size().value());
        object.add("writer", lane::to_hex(lane.opening.writer));
        all.add(object);
    }
    json::Object answer;
    answer.add("lanes", all);
    return http::json_response(200, answer.text());
}

Result<Response> segment(const Call& call) {
    const auto lane = TRY(lane_of(call));
    const auto from = TRY(number_of(call, "from"));
    auto bytes =
        TRY(channel::serve_segment(call.context, call.caller, lane, lane::EntryIndex(from)));
    if (!bytes) return no_content();
    return text_response(200, segment_type, *std::move(bytes));
}

Result<Response> take_segment(const Call& call) {
    const auto lane = TRY(lane_of(call));
    const auto received = channel::receive(call.context, call.caller, lane, call.request.body);
    if (!received) {
        const auto& error = received.error();
        if (error.kind == ErrorKind::conflict && error.where.starts_with("next ")) {
            return text_response(409, note_type, error.where + "\n");
        }
        return std::unexpected(error);
    }
    if (received->receipt) {
        return text_response(200, note_type, lane::encode_signature_line(*received->receipt));
    }
    return text_response(202, note_type, "next " + std::to_string(received->held.value()) + "\n");
}

Result<lane::LaneState> readable_lane(const Call& call) {
    const auto id = TRY(lane_of(call));
    const auto readable = TRY(channel::lanes_readable_by(call.context, call.caller));
    for (const auto& lane : readable) {
        if (lane.id == id) return lane;
    }
    return fail(ErrorKind::not_found, "there is no such lane", lane::to_hex(id));
}

Result<Response> take_receipts(const Call& call) {
    const auto lane = TRY(readable_lane(call));
    const auto shown = TRY(lane::decode_checkpoint(call.request.body));
    if (shown.head.lane != lane.id) {
        return fail(ErrorKind::invalid, "the receipts are for another lane", lane::to_hex(lane.id));
    }
    TRY_VOID(channel::take_receipts(call.context, shown.head, channel::receipt_lines(shown)));
    return no_content();
}

/// All that the caller may know: it may be the only side that can dial.
Result<Response> evidence(const Call& call) {
    json::Array files;
    const auto all = TRY(channel::evidence_for(call.context, call.caller));
    for (const auto& one : all) files.add(lane::encode_evidence(one.evidence()));
    json::Object answer;
    answer.add("evidence", files);
    auto response = http::json_response(200, answer.text());
    for (const auto& one : all) {
        call.context.directory.disputes().note_told(channel::evidence_name(one), call.caller);
    }
    return response;
}

Result<Response> take_evidence(const Call& call) {
    TRY_VOID(channel::take_evidence(call.context, call.caller, call.request.body));
    return no_content();
}

Result<Response> checkpoint(const Call& call) {
    const auto lane = TRY(readable_lane(call));
    auto response = text_response(200, note_type, lane::encode_note(lane.checkpoint.note));
    response.headers.push_back({.name = "Cache-Control", .value = "no-store"});
    return response;
}

/// For caches too, but private ones: a shared one would answer another party.
Result<Response> tile(const Call& call) {
    const auto lane = TRY(readable_lane(call));
    const auto name = TRY(lane::parse_tile_name(call.request.parameter("tile")));
    auto response =
        text_response(200, tile_type, TRY(channel::serve_tile(call.context, lane, name)));
    response.headers.push_back(
        {.name = "Cache-Control", .value = "private, max-age=31536000, immutable"});
    return response;
}

}  // namespace

void add_routes(http::Router& router, channel::Context& context, Contacts& contacts) {
    const auto add = [&](std::string method, std::string_view path, Verb verb,
                         http::RouteOptions options = {}) {
        auto handler = [&context, &contacts, verb](Request& request) -> Response {
            const auto caller = request.client_key
                                    ? context.directory.party_of_tls_key(*request.client_key)
                                    : std::nullopt;
            if (!caller) {
                return http::error_response({.kind = ErrorKind::refused,
                                             .what = "this node does not know the caller",
                                             .where = "the client's certificate",
                                             .remedy = "exchange party cards first"});
            }
            contacts.note(*caller, std::chrono::steady_clock::now());
            auto answer = verb({.context = context, .caller = *caller, .request = request});
            contacts.note(*caller, std::chrono::steady_clock::now());
            return answer ? *std::move(answer) : http::error_response(answer.error());
        };
        router.add(std::move(method), path, std::move(handler), options);
    };
    add("GET", hello_path, &hello);
    add("GET", card_path, &card);
    add("GET", charters_path, &charters);
    add("POST", charters_path, &take_charters);
    add("GET", heads_path, &heads);
    add("POST", heads_path, &take_heads);
    add("GET", changes_path, &changes);
    add("GET", lanes_path, &lanes);
    add("GET", segment_path, &segment);
    add("POST", segment_path, &take_segment, {.body_bytes_max = limits::segment_message_bytes_max});
    add("POST", receipts_path, &take_receipts);
    add("GET", checkpoint_path, &checkpoint);
    add("GET", tile_path, &tile);
    add("GET", evidence_path, &evidence);
    add("POST", evidence_path, &take_evidence, {.body_bytes_max = limits::evidence_bytes_max});
}

}  // namespace entente::peer
