#include "server/api/api.h"

#include "base/number.h"
#include "server/api/routes.h"

namespace entente::server::api {

void add_route(http::Router& router, Parts& parts, std::string method, std::string_view path,
               Verb verb, http::RouteOptions options) {
    auto handler = [&parts, verb](http::Request& request) -> http::Response {
        auto answer = verb({.parts = parts, .request = request});
        return answer ? *std::move(answer) : http::error_response(answer.error());
    };
    router.add(std::move(method), path, std::move(handler), options);
}

Result<channel::SignedCharter> channel_of(const Call& call) {
    const auto& directory = call.parts.context.directory;
    if (const auto named = call.request.query_value("channel"); named && !named->empty()) {
        return directory.find_channel(*named);
    }
    auto all = directory.charters();
    if (all.size() == 1) return std::move(all.front());
    return fail(ErrorKind::not_found,
                all.empty() ? "there is no channel yet" : "there are several channels: which one",
                "--channel", "see entente channel list");
}

Result<std::vector<lane::PartyId>> recipients_of(const Call& call) {
    std::vector<lane::PartyId> parties;
    for (const auto& [name, value] : call.request.query) {
        if (name != "to") continue;
        parties.push_back(TRY(call.parts.context.directory.find_party(value)).card.id);
    }
    return parties;
}

Result<std::uint64_t> number_of(const Call& call, std::string_view name, std::uint64_t otherwise) {
    const auto text = call.request.query_value(name);
    if (!text) return otherwise;
    return parse_integer<std::uint64_t>(*text, name);
}

Result<std::string> text_member(const json::Value& body, std::string_view name) {
    const auto value = body.member(name);
    if (!value) return std::string();
    return std::string(TRY(value->as_string()));
}

void add_routes(http::Router& router, Parts& parts) {
    add_status_route(router, parts);
    add_peer_routes(router, parts);
    add_channel_routes(router, parts);
    add_put_route(router, parts);
    add_object_routes(router, parts);
    add_bundle_routes(router, parts);
    add_recover_route(router, parts);
    add_assessment_routes(router, parts);
    add_evidence_routes(router, parts);
    add_recall_routes(router, parts);
    add_proof_routes(router, parts);
}

}  // namespace entente::server::api
