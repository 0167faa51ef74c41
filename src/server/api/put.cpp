// POST /objects: objects come in as a stream, what becomes of them goes out as lines of JSON.
//
//   {"event":"checked","objects":n}                     while they are read
//   {"event":"sealed","of":n,"sealed":n}                while they are written; these are on disk
// and the last one as lines.h says.
#include <limits>

#include "channel/publish.h"
#include "json/stream.h"
#include "server/api/lines.h"
#include "server/api/routes.h"

namespace entente::server::api {
namespace {

constexpr std::uint64_t objects_per_line = 1'000;

json::Object upgrade_object(const channel::Upgrade& upgrade) {
    json::Array changes;
    for (const auto& change : upgrade.changes) {
        json::Object object;
        object.add("pointer", change.pointer);
        object.add("what", change.what);
        changes.add(object);
    }
    json::Object object;
    object.add("changes", changes);
    object.add("id", upgrade.id);
    object.add("object", upgrade.where);
    return object;
}

json::Object report_object(const channel::PublishReport& report) {
    json::Array refusals;
    for (const auto& refusal : report.refusals) {
        auto object = error_object(refusal.error);
        object.add("id", refusal.id);
        object.add("object", refusal.where);
        refusals.add(object);
    }
    json::Array upgrades;
    for (const auto& upgrade : report.upgrades) upgrades.add(upgrade_object(upgrade));
    json::Object object;
    object.add("lane_size", report.lane_size.value());
    object.add("lanes", report.lanes);
    object.add("offered", report.offered);
    object.add("refused", report.refused);
    object.add("refusals", refusals);
    object.add("released", report.released);
    object.add("sealed", report.sealed);
    object.add("unchanged", report.unchanged);
    object.add("upgraded", report.upgraded);
    object.add("upgrades", upgrades);
    return object;
}

/// Takes the objects out of the stream and offers each.
Result<void> offer_all(http::BodyReader& body, channel::Publication& publication,
                       http::ChunkWriter& lines) {
    std::uint64_t offered = 0;
    json::ObjectStream stream;
    const auto take = [&](const json::Piece& piece) -> Result<void> {
        if (piece.kind == json::Piece::Kind::bundle) return publication.offer_bundle(piece.text);
        TRY_VOID(publication.offer(piece.text, "object " + std::to_string(piece.index) + ", byte " +
                                                   std::to_string(piece.offset)));
        if (++offered % objects_per_line != 0) return {};
        json::Object line;
        line.add("objects", offered);
        return write_line(lines, "checked", std::move(line));
    };
    while (true) {
        const auto chunk = TRY(body.next());
        if (chunk.empty()) return stream.finish();
        TRY_VOID(stream.feed(chunk, take));
    }
}

Result<void> publish(http::BodyReader& body, channel::Publication& publication, bool skip_invalid,
                     http::ChunkWriter& lines) {
    TRY_VOID(offer_all(body, publication, lines));
    const auto report = TRY(publication.finish(skip_invalid, [&](auto sealed, auto of) {
        json::Object line;
        line.add("of", of);
        line.add("sealed", sealed);
        // A reader that is gone does not stop what was begun; the report tells whether all is
        // sealed.
        static_cast<void>(write_line(lines, "sealed", std::move(line)).has_value());
    }));
    return write_line(lines, "done", report_object(report));
}

Result<http::Response> put(const Call& call) {
    const auto charter = TRY(channel_of(call));
    const bool skip_invalid = call.request.query_value("skip_invalid") == "true";
    const channel::PublishOptions options{
        .to = TRY(recipients_of(call)),
        .allows_dangling = call.request.query_value("allow_dangling") == "true"};
    std::shared_ptr<channel::Publication> publication =
        TRY(channel::Publication::begin(call.parts.context, charter.channel(), options));
    return lines_response(
        [publication, skip_invalid, body = call.request.body_reader](http::ChunkWriter& lines) {
            return publish(*body, *publication, skip_invalid, lines);
        });
}

}  // namespace

void add_put_route(http::Router& router, Parts& parts) {
    // A file of any size: it is never held whole.
    constexpr auto unlimited = std::numeric_limits<std::size_t>::max();
    add_route(router, parts, "POST", "/api/v1/objects", &put,
              {.body_bytes_max = unlimited, .is_streamed = true});
}

}  // namespace entente::server::api
