// What is on a channel: GET /objects, /objects/{id}, /log.
#include <algorithm>

#include "channel/lanes.h"
#include "channel/status.h"
#include "channel/stored_transcript.h"
#include "json/value.h"
#include "json/write.h"
#include "release/gate.h"
#include "server/api/routes.h"
#include "stix/title.h"

namespace entente::server::api {
namespace {

using ShownEntry = release::Released<channel::TranscriptEntry>;

constexpr std::uint64_t page_objects_max = 1'000;
constexpr std::uint64_t page_objects = 50;

Result<json::Object> summary(const ShownEntry& shown) {
    const auto& entry = shown.thing();
    json::Object object;
    object.add("index", entry.index.value());
    object.add("lane", lane::to_hex(entry.lane));
    object.add("time", to_milliseconds_text(entry.time));
    object.add("type", entry.type);
    object.add("writer_name", entry.writer_name);
    const auto document = TRY(json::Document::parse(entry.body));
    const auto id = document.root().member("id");
    object.add("id", id ? id->as_string().value_or("") : "");
    object.add("name", stix::title_of(document.root()));
    return object;
}

Result<http::Response> list(const Call& call) {
    auto& context = call.parts.context;
    const auto charter = TRY(channel_of(call));
    const auto limit = TRY(number_of(call, "limit", page_objects));
    const channel::StoredTranscript transcript(context);
    const auto cursor = TRY(number_of(call, "cursor", 0));
    const auto count_max = std::clamp<std::uint64_t>(limit, 1, page_objects_max);
    auto page =
        TRY(transcript.page({.channel = charter.channel(),
                             .type = std::string(call.request.query_value("type").value_or("")),
                             .cursor = cursor,
                             .count_max = static_cast<std::uint32_t>(count_max)}));
    json::Array objects;
    for (auto& entry : page.entries) {
        objects.add(TRY(summary(release::Gate::show(std::move(entry)))));
    }
    json::Object answer;
    answer.add("next", page.next.value_or(0));
    answer.add("objects", objects);
    return http::json_response(200, answer.text());
}

Result<std::string> status_text(const channel::Context& context,
                                const channel::TranscriptEntry& entry) {
    const auto lanes = TRY(channel::status_of(context, entry.channel));
    for (const auto& lane : lanes) {
        if (lane.lane == entry.lane) return channel::entry_status(lane, entry.index);
    }
    return std::string("sealed");
}

Result<http::Response> show(const Call& call) {
    auto& context = call.parts.context;
    const std::string id(call.request.parameter("id"));
    const channel::StoredTranscript transcript(context);
    auto versions = TRY(transcript.versions(id));
    if (versions.empty()) {
        return fail(ErrorKind::not_found, "no party has put such an object", id,
                    "see entente list");
    }
    json::Array array;
    for (auto& version : versions) {
        const auto status = TRY(status_text(context, version));
        const auto shown = release::Gate::show(std::move(version));
        const auto& entry = shown.thing();
        json::Object object;
        object.add("entry", lane::to_hex(entry.id));
        object.add("index", entry.index.value());
        object.add("lane", lane::to_hex(entry.lane));
        object.add_raw("object", entry.body);
        object.add("status", status);
        object.add("time", to_milliseconds_text(entry.time));
        object.add("writer", lane::to_hex(entry.writer));
        object.add("writer_name", entry.writer_name);
        array.add(object);
    }
    json::Object answer;
    answer.add("id", id);
    answer.add("versions", array);
    return http::json_response(200, answer.text());
}

/// What an entry of a lane is, in a few words.
std::string what_of(const channel::TranscriptEntry& entry) {
    if (entry.type.starts_with("op:")) return entry.type;
    const auto document = json::Document::parse(entry.body);
    const auto id = document ? document->root().member("id") : std::nullopt;
    return id ? std::string(id->as_string().value_or("")) : entry.type;
}

Result<json::Object> lane_log(const Call& call, const channel::LaneStatus& lane) {
    const channel::StoredTranscript transcript(call.parts.context);
    const auto from = TRY(number_of(call, "from", 0));
    const auto limit = TRY(number_of(call, "limit", page_objects));
    json::Array entries;
    if (from < lane.sealed.value()) {
        const auto count_max =
            static_cast<std::uint32_t>(std::clamp<std::uint64_t>(limit, 1, page_objects_max));
        auto range = TRY(transcript.range(lane.lane, lane::EntryIndex(from), count_max));
        for (auto& item : range) {
            const auto shown = release::Gate::show(std::move(item));
            const auto& entry = shown.thing();
            json::Object object;
            object.add("entry", lane::to_hex(entry.id));
            object.add("index", entry.index.value());
            object.add("status", channel::entry_status(lane, entry.index));
            object.add("time", to_milliseconds_text(entry.time));
            object.add("type", entry.type);
            object.add("what", what_of(entry));
            entries.add(object);
        }
    }
    json::Object object;
    object.add("entries", entries);
    object.add("lane", lane::to_hex(lane.lane));
    object.add("size", lane.sealed.value());
    object.add("writer_name", lane.writer_name);
    return object;
}

Result<http::Response> log(const Call& call) {
    auto& context = call.parts.context;
    const auto charter = TRY(channel_of(call));
    const auto named = call.request.query_value("party").value_or("");
    std::optional<lane::PartyId> party;
    if (!named.empty()) party = TRY(context.directory.find_party(named)).card.id;
    const auto lanes = TRY(channel::status_of(context, charter.channel()));
    json::Array array;
    for (const auto& lane : lanes) {
        if (!party || lane.writer == *party) array.add(TRY(lane_log(call, lane)));
    }
    json::Object answer;
    answer.add("lanes", array);
    return http::json_response(200, answer.text());
}

}  // namespace

void add_object_routes(http::Router& router, Parts& parts) {
    add_route(router, parts, "GET", "/api/v1/objects", &list);
    add_route(router, parts, "GET", "/api/v1/objects/{id}", &show);
    add_route(router, parts, "GET", "/api/v1/log", &log);
}

}  // namespace entente::server::api
