#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "json/write.h"
#include "node/api.h"

namespace entente::cli {
namespace {

json::Array array_of(const std::vector<std::string>& texts) {
    json::Array array;
    for (const auto& text : texts) array.add(text);
    return array;
}

std::string request_of(const Assess& command) {
    json::Object request;
    request.add("assumptions", array_of(command.assumptions));
    request.add("confidence", command.confidence);
    request.add("confidence_basis", command.confidence_basis);
    request.add("dissent", command.dissent);
    request.add("evidence", array_of(command.evidence));
    request.add("judgement", command.judgement);
    request.add("probability", command.probability);
    request.add("question", command.question);
    request.add("scale", command.scale);
    request.add("term", command.term);
    return request.text();
}

}  // namespace

Result<void> run(const Assess& command, Terminal& terminal) {
    const auto api = TRY(node::Api::open(command.common.node));
    const auto body = TRY(
        api->post("/api/v1/assessments?channel=" + escaped(command.channel), request_of(command)));
    if (command.common.is_json) {
        terminal.json(body);
        return {};
    }
    const auto answer = TRY(json::Document::parse(body));
    terminal.line("Sealed " + text_of(answer.root(), "id") + ", version of " +
                  text_of(answer.root(), "modified"));
    return {};
}

}  // namespace entente::cli
