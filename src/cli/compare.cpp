#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "json/canonical.h"
#include "node/api.h"

namespace entente::cli {

Result<void> run(const Compare& command, Terminal& terminal) {
    const auto api = TRY(node::Api::open(command.common.node));
    const auto body = TRY(api->get("/api/v1/comparison?channel=" + escaped(command.channel) +
                                   "&question=" + escaped(command.question)));
    const auto answer = TRY(json::Document::parse(body));
    if (!command.common.is_json) {
        terminal.raw(text_of(answer.root(), "text"));
        return {};
    }
    const auto comparison = answer.root().member("comparison");
    if (comparison) terminal.json(TRY(json::canonical(*comparison)));
    return {};
}

}  // namespace entente::cli
