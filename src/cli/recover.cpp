#include "cli/answer.h"
#include "cli/commands.h"
#include "json/write.h"
#include "node/api.h"

namespace entente::cli {

Result<void> run(const Recover& command, Terminal& terminal) {
    const auto api = TRY(node::Api::open(command.common.node));
    json::Array without;
    for (const auto& party : command.without) without.add(party);
    json::Object request;
    request.add("without", without);
    const auto body = TRY(api->post("/api/v1/recover", request.text()));
    if (command.common.is_json) {
        terminal.json(body);
        return {};
    }
    const auto answer = TRY(json::Document::parse(body));
    terminal.line(flag_of(answer.root(), "was_stopped")
                      ? "All that this node ever signed is here again: it writes."
                      : "There is nothing to recover from: this node writes.");
    return {};
}

}  // namespace entente::cli
