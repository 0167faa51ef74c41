// Lanes of which two histories were signed: GET /evidence, POST /resolve.
#include "channel/evidence.h"

#include "channel/alarm_json.h"
#include "server/api/routes.h"

namespace entente::server::api {
namespace {

Result<http::Response> list(const Call& call) {
    json::Object answer;
    answer.add("disputes", disputes_of(call.parts.context));
    return http::json_response(200, answer.text());
}

/// {"lane": id, "reason": text, "successor": id or nothing}
Result<http::Response> resolve(const Call& call) {
    auto& context = call.parts.context;
    const auto document = TRY(json::Document::parse(call.request.body));
    const auto lane = TRY(text_member(document.root(), "lane"));
    const auto reason = TRY(text_member(document.root(), "reason"));
    const auto successor = TRY(text_member(document.root(), "successor"));
    const auto resolved = TRY(channel::resolve(context, lane, reason, successor));
    return http::json_response(200, channel::json_of(context.directory, resolved).text());
}

}  // namespace

json::Array disputes_of(const channel::Context& context) {
    json::Array disputes;
    for (const auto& dispute : context.directory.disputes().all()) {
        disputes.add(channel::json_of(context.directory, dispute));
    }
    return disputes;
}

void add_evidence_routes(http::Router& router, Parts& parts) {
    add_route(router, parts, "GET", "/api/v1/evidence", &list);
    add_route(router, parts, "POST", "/api/v1/resolve", &resolve);
}

}  // namespace entente::server::api
