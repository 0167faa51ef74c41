// After a restored backup: POST /recover.
#include "channel/recovery.h"
#include "json/value.h"
#include "json/write.h"
#include "server/api/routes.h"

namespace entente::server::api {
namespace {

/// {"without": ["CHARLIE"]}: the parties that the operator leaves out.
Result<std::vector<lane::PartyId>> without_of(const Call& call) {
    std::vector<lane::PartyId> without;
    const auto document = TRY(json::Document::parse(call.request.body));
    const auto names = document.root().member("without");
    if (!names) return without;
    for (const auto& item : names->elements()) {
        const auto name = TRY(item.as_string());
        const auto card = TRY(call.parts.context.directory.find_party(name));
        without.push_back(card.card.id);
    }
    return without;
}

Result<http::Response> recover(const Call& call) {
    const auto without = TRY(without_of(call));
    const bool was_stopped = TRY(channel::recover(call.parts.context, without));
    json::Object object;
    object.add("was_stopped", was_stopped);
    return http::json_response(200, object.text());
}

}  // namespace

void add_recover_route(http::Router& router, Parts& parts) {
    add_route(router, parts, "POST", "/api/v1/recover", &recover);
}

}  // namespace entente::server::api
