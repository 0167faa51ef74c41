// The parties that this node knows: GET /card, GET and POST /peers.
#include "channel/lanes.h"
#include "json/write.h"
#include "server/api/routes.h"

namespace entente::server::api {
namespace {

json::Object card_object(const Call& call, const channel::SignedCard& card) {
    json::Array endpoints;
    for (const auto& endpoint : card.card.endpoints) endpoints.add(endpoint);
    json::Object object;
    object.add("card", lane::encode_note(card.note));
    object.add("endpoints", endpoints);
    object.add("id", lane::to_hex(card.card.id));
    object.add("is_self", card.card.id == call.parts.context.self());
    object.add("name", card.card.name);
    object.add("rev", card.card.revision);
    return object;
}

Result<http::Response> own_card(const Call& call) {
    const auto& directory = call.parts.context.directory;
    const auto card = TRY(directory.known_card(directory.self()));
    return http::json_response(200, card_object(call, card).text());
}

Result<http::Response> list(const Call& call) {
    json::Array peers;
    for (const auto& card : call.parts.context.directory.parties()) {
        peers.add(card_object(call, card));
    }
    json::Object answer;
    answer.add("peers", peers);
    return http::json_response(200, answer.text());
}

Result<http::Response> add(const Call& call) {
    const auto card = TRY(channel::decode_card(call.request.body));
    TRY_VOID(call.parts.context.directory.add_card(card));
    call.parts.peers_changed();
    return http::json_response(201, card_object(call, card).text());
}

}  // namespace

void add_peer_routes(http::Router& router, Parts& parts) {
    add_route(router, parts, "GET", "/api/v1/card", &own_card);
    add_route(router, parts, "GET", "/api/v1/peers", &list);
    add_route(router, parts, "POST", "/api/v1/peers", &add);
}

}  // namespace entente::server::api
