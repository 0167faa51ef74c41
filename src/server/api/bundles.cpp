// Bundles for the air gap: POST /bundles makes one, GET /bundles/{bundle} fetches it, POST
// /bundles/import takes one.
//
//   {"event":"packed","entries":n}        while one is made
//   {"event":"taken","entries":n}         while one is taken
#include <limits>

#include "channel/lanes.h"
#include "courier/import_bundle.h"
#include "server/api/lines.h"
#include "server/api/routes.h"

namespace entente::server::api {
namespace {

constexpr std::string_view bundle_type = "application/x-tar";

Result<courier::Contents> contents_of(const Call& call) {
    const auto word = call.request.query_value("contents").value_or("unreceipted");
    if (word == "unreceipted") return courier::Contents::unreceipted;
    if (word == "unsent") return courier::Contents::unsent;
    if (word == "everything") return courier::Contents::everything;
    return fail(ErrorKind::invalid, "no such contents", std::string(word.substr(0, 40)),
                "unreceipted, unsent or everything");
}

json::Object manifest_object(const Parts& parts, const lane::BundleManifest& manifest) {
    const auto& directory = parts.context.directory;
    json::Object object;
    object.add("bytes", manifest.size);
    object.add("bundle", to_hex(view(manifest.id)));
    object.add("created", to_milliseconds_text(manifest.created));
    object.add("from", lane::to_hex(manifest.from));
    object.add("from_name", directory.name_of(manifest.from));
    object.add("seq", manifest.sequence);
    object.add("to", lane::to_hex(manifest.to));
    object.add("to_name", directory.name_of(manifest.to));
    return object;
}

/// A line of progress; a reader that is gone does not stop what was begun.
std::function<void(std::uint64_t)> progress_of(http::ChunkWriter& lines, std::string_view event) {
    return [&lines, event](std::uint64_t entries) {
        json::Object line;
        line.add("entries", entries);
        static_cast<void>(write_line(lines, event, std::move(line)).has_value());
    };
}

Result<http::Response> make(const Call& call) {
    const auto name = call.request.query_value("to").value_or("");
    const auto to = TRY(call.parts.context.directory.find_party(name));
    const auto contents = TRY(contents_of(call));
    if (to.card.id == call.parts.context.self()) {
        return fail(ErrorKind::invalid, "a bundle is for another party", "--to");
    }
    return lines_response([&parts = call.parts, to = to.card.id,
                           contents](http::ChunkWriter& lines) -> Result<void> {
        auto bundle =
            TRY(courier::export_bundle(parts.context, to, contents, progress_of(lines, "packed")));
        auto object = manifest_object(parts, bundle->manifest());
        object.add("entries", bundle->entries());
        object.add("file_bytes", bundle->size());
        parts.outbox.put(std::move(bundle));
        return write_line(lines, "done", std::move(object));
    });
}

Result<http::Response> fetch(const Call& call) {
    std::shared_ptr<courier::Exported> bundle =
        TRY(call.parts.outbox.take(call.request.parameter("bundle")));
    return http::Response{
        .status = 200,
        .content_type = std::string(bundle_type),
        .stream = [bundle](http::ChunkWriter& out) {
            return bundle->write([&](ByteView piece) { return out.write(piece); });
        }};
}

json::Object report_object(const Parts& parts, const courier::Imported& imported) {
    json::Array lanes;
    for (const auto& [id, news] : imported.lanes) {
        json::Object lane;
        lane.add("held", news.held.value());
        lane.add("lane", lane::to_hex(id));
        lane.add("new_entries", news.new_entries);
        lanes.add(lane);
    }
    json::Array problems;
    for (const auto& problem : imported.problems) {
        auto object = error_object(problem.error);
        object.add("member", problem.member);
        problems.add(object);
    }
    auto object = manifest_object(parts, imported.manifest);
    object.add("lanes", lanes);
    object.add("new_entries", imported.new_entries);
    object.add("problems", problems);
    return object;
}

Result<http::Response> import(const Call& call) {
    return lines_response([&parts = call.parts, body = call.request.body_reader](
                              http::ChunkWriter& lines) -> Result<void> {
        const auto imported = TRY(courier::import_bundle(
            parts.context, [&] { return body->next(); }, progress_of(lines, "taken")));
        parts.peers_changed();
        return write_line(lines, "done", report_object(parts, imported));
    });
}

}  // namespace

void add_bundle_routes(http::Router& router, Parts& parts) {
    // A file of any size: it goes to the spool directory, never into memory.
    constexpr auto unlimited = std::numeric_limits<std::size_t>::max();
    add_route(router, parts, "POST", "/api/v1/bundles", &make);
    add_route(router, parts, "GET", "/api/v1/bundles/{bundle}", &fetch);
    add_route(router, parts, "POST", "/api/v1/bundles/import", &import,
              {.body_bytes_max = unlimited, .is_streamed = true});
}

}  // namespace entente::server::api
