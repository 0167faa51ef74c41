// Questions answered and compared: POST /assessments, GET /comparison.
#include "channel/assess.h"
#include "channel/publish.h"
#include "channel/stored_transcript.h"
#include "json/write.h"
#include "server/api/routes.h"
#include "views/compare.h"
#include "views/comparison_json.h"
#include "views/comparison_text.h"

namespace entente::server::api {
namespace {

/// {"question", "probability", "confidence", "judgement", …}: see channel::parse_answer.
Result<http::Response> assess(const Call& call) {
    auto& context = call.parts.context;
    const auto charter = TRY(channel_of(call));
    const auto answer = TRY(channel::parse_answer(call.request.body));
    const auto object = TRY(channel::make_assessment(context, charter.channel(), answer));
    const auto publication = TRY(channel::Publication::begin(context, charter.channel()));
    TRY_VOID(publication->offer(object, "the assessment"));
    const auto report = TRY(publication->finish(false, [](auto, auto) {}));
    if (!report.refusals.empty()) return std::unexpected(report.refusals.front().error);
    return http::json_response(201, object);
}

Result<http::Response> compare(const Call& call) {
    auto& context = call.parts.context;
    const auto charter = TRY(channel_of(call));
    const std::string question(call.request.query_value("question").value_or(""));
    const channel::StoredTranscript transcript(context);
    const auto comparison = TRY(views::compare(transcript, charter.channel(), question));
    json::Object answer;
    answer.add_raw("comparison", views::to_json(comparison));
    answer.add("text", views::to_text(comparison));
    return http::json_response(200, answer.text());
}

}  // namespace

void add_assessment_routes(http::Router& router, Parts& parts) {
    add_route(router, parts, "POST", "/api/v1/assessments", &assess);
    add_route(router, parts, "GET", "/api/v1/comparison", &compare);
}

}  // namespace entente::server::api
