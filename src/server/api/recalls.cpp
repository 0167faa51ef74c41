// Taking back what was put: POST /recalls; who has it, and who has erased it: GET /recalls.
#include <algorithm>

#include "channel/recall.h"
#include "server/api/routes.h"

namespace entente::server::api {
namespace {

bool has_erased(const channel::RecallStatus& status, const lane::PartyId& party) {
    return std::ranges::count(status.erased, party, &channel::FoundErased::writer) > 0;
}

/// What a reader of the recalled entry has said of it.
std::string_view answer_of(const channel::RecallStatus& status, const lane::PartyId& party) {
    if (has_erased(status, party)) return "erased";
    return std::ranges::count(status.told, party) > 0 ? "told" : "not yet told";
}

json::Object json_of(const channel::Context& context, const channel::RecallStatus& status) {
    json::Array readers;
    for (const auto& party : status.audience) {
        json::Object reader;
        reader.add("answer", answer_of(status, party));
        reader.add("party", lane::to_hex(party));
        reader.add("party_name", context.directory.name_of(party));
        readers.add(reader);
    }
    const auto& recall = status.recall;
    const bool is_erasure = recall.body.action == lane::RecallAction::erase;
    json::Object object;
    object.add("action", is_erasure ? "erase" : "hide");
    object.add("entry", lane::to_hex(recall.body.entry));
    object.add("erased_here", has_erased(status, context.self()));
    object.add("lane", lane::to_hex(recall.lane));
    object.add("readers", readers);
    object.add("reason", recall.body.reason);
    object.add("time", to_milliseconds_text(recall.time));
    object.add("writer_name", status.writer_name);
    return object;
}

Result<http::Response> list(const Call& call) {
    auto& context = call.parts.context;
    const auto charter = TRY(channel_of(call));
    const auto recalls = TRY(channel::recalls_of(context, charter.channel()));
    json::Array array;
    for (const auto& recall : recalls) array.add(json_of(context, recall));
    json::Object answer;
    answer.add("recalls", array);
    return http::json_response(200, answer.text());
}

/// {"what": id, "action": "hide" or "erase", "reason": text}
Result<http::Response> recall(const Call& call) {
    const auto charter = TRY(channel_of(call));
    const auto document = TRY(json::Document::parse(call.request.body));
    const auto what = TRY(text_member(document.root(), "what"));
    const auto action = TRY(text_member(document.root(), "action"));
    const auto reason = TRY(text_member(document.root(), "reason"));
    if (action != "hide" && action != "erase") {
        return fail(ErrorKind::invalid, "the action is hide or erase", "/action");
    }
    const auto asked = action == "hide" ? lane::RecallAction::hide : lane::RecallAction::erase;
    const auto entries =
        TRY(channel::recall(call.parts.context, charter.channel(), what, asked, reason));
    json::Array array;
    for (const auto& entry : entries) array.add(lane::to_hex(entry));
    json::Object answer;
    answer.add("entries", array);
    return http::json_response(200, answer.text());
}

}  // namespace

void add_recall_routes(http::Router& router, Parts& parts) {
    add_route(router, parts, "GET", "/api/v1/recalls", &list);
    add_route(router, parts, "POST", "/api/v1/recalls", &recall);
}

}  // namespace entente::server::api
