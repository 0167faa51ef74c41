// Proofs for outsiders: GET /proofs/{what}; the keys of a lane: GET /lanes/{lane}/keys.
#include "channel/prove.h"
#include "release/gate.h"
#include "server/api/routes.h"

namespace entente::server::api {
namespace {

Result<http::Response> prove(const Call& call) {
    const auto charter = TRY(channel_of(call));
    const auto what = call.request.parameter("what");
    auto exported = TRY(channel::export_proof(call.parts.context, charter.channel(), what));
    const auto shown = release::Gate::show(std::move(exported));
    const auto& [entry, header, proof, policy] = shown.thing();
    json::Object object;
    object.add("body", entry.body);
    object.add("entry", lane::to_hex(entry.id));
    object.add("header", header);
    object.add("index", entry.index.value());
    object.add("lane", lane::to_hex(entry.lane));
    object.add("policy", policy);
    object.add("proof", proof);
    object.add("writer_name", entry.writer_name);
    return http::json_response(200, object.text());
}

Result<http::Response> keys(const Call& call) {
    const auto keys = TRY(channel::keys_of(call.parts.context, call.request.parameter("lane")));
    json::Array array;
    for (const auto& key : keys) {
        json::Object object;
        object.add("party_name", key.party_name);
        object.add("signs", key.is_log ? "checkpoints" : "receipts");
        object.add("vkey", key.verifier_key);
        array.add(object);
    }
    json::Object answer;
    answer.add("keys", array);
    return http::json_response(200, answer.text());
}

}  // namespace

void add_proof_routes(http::Router& router, Parts& parts) {
    add_route(router, parts, "GET", "/api/v1/proofs/{what}", &prove);
    add_route(router, parts, "GET", "/api/v1/lanes/{lane}/keys", &keys);
}

}  // namespace entente::server::api
