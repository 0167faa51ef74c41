// How the node is: GET /status.
#include "channel/status.h"

#include "channel/lanes.h"
#include "channel/recovery.h"
#include "json/write.h"
#include "server/api/routes.h"

namespace entente::server::api {
namespace {

json::Array readers_of(const channel::LaneStatus& lane) {
    json::Array readers;
    for (const auto& reader : lane.readers) {
        json::Object object;
        object.add("entangled", reader.entangled.value());
        object.add("id", lane::to_hex(reader.party));
        object.add("name", reader.name);
        object.add("receipted", reader.receipted.value());
        readers.add(object);
    }
    return readers;
}

json::Object lane_object(const channel::LaneStatus& lane) {
    json::Object object;
    object.add("checkpoint", lane.checkpoint);
    object.add("for_all", lane.is_for_all);
    object.add("lane", lane::to_hex(lane.lane));
    object.add("readers", readers_of(lane));
    object.add("root", to_base64(view(lane.root)));
    object.add("sealed", lane.sealed.value());
    object.add("writer", lane::to_hex(lane.writer));
    object.add("writer_name", lane.writer_name);
    return object;
}

Result<json::Array> channels_of(channel::Context& context) {
    json::Array channels;
    for (const auto& charter : context.directory.charters()) {
        json::Array lanes;
        const auto status = TRY(channel::status_of(context, charter.channel()));
        for (const auto& lane : status) lanes.add(lane_object(lane));
        json::Object object;
        object.add("fingerprint", TRY(channel::transcript_fingerprint(context, charter.channel())));
        object.add("founded", context.directory.is_founded(charter));
        object.add("id", lane::to_hex(charter.channel()));
        object.add("lanes", lanes);
        object.add("subject", charter.charter.subject);
        channels.add(object);
    }
    return channels;
}

json::Array links_of(const Parts& parts) {
    json::Array links;
    for (const auto& link : parts.links()) {
        json::Object object;
        object.add("bytes_received", link.bytes_received);
        object.add("bytes_sent", link.bytes_sent);
        object.add("endpoint", link.endpoint);
        object.add("entries_received", link.entries_received);
        object.add("entries_sent", link.entries_sent);
        object.add("last_error", link.last_error);
        object.add("peer", link.peer);
        object.add("state", link.state);
        links.add(object);
    }
    return links;
}

Result<http::Response> status(const Call& call) {
    auto& context = call.parts.context;
    const auto self = TRY(context.directory.known_card(context.self()));
    const auto stopped = channel::why_stopped(context);
    json::Object object;
    object.add("channels", TRY(channels_of(context)));
    object.add("disputes", disputes_of(context));
    object.add("id", lane::to_hex(self.card.id));
    object.add("links", links_of(call.parts));
    object.add("name", self.card.name);
    object.add("writing_stopped", stopped ? to_line(*stopped) : "");
    return http::json_response(200, object.text());
}

}  // namespace

void add_status_route(http::Router& router, Parts& parts) {
    add_route(router, parts, "GET", "/api/v1/status", &status);
}

}  // namespace entente::server::api
