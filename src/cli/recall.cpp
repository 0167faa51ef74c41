#include <fmt/format.h>

#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "json/write.h"
#include "node/api.h"

namespace entente::cli {

Result<void> run(const Recall& command, Terminal& terminal) {
    const auto api = TRY(node::Api::open(command.common.node));
    json::Object request;
    request.add("action", command.is_erasure ? "erase" : "hide");
    request.add("reason", command.reason);
    request.add("what", command.what);
    const auto body =
        TRY(api->post("/api/v1/recalls?channel=" + escaped(command.channel), request.text()));
    if (command.common.is_json) {
        terminal.json(body);
        return {};
    }
    const auto answer = TRY(json::Document::parse(body));
    const auto count = items_of(answer.root(), "entries").size();
    terminal.line(fmt::format("recalled {} {}; who has confirmed it: entente recalls", count,
                              count == 1 ? "entry" : "entries"));
    return {};
}

Result<void> run(const RecallList& command, Terminal& terminal) {
    const auto api = TRY(node::Api::open(command.common.node));
    const auto body = TRY(api->get("/api/v1/recalls?channel=" + escaped(command.channel)));
    if (command.common.is_json) {
        terminal.json(body);
        return {};
    }
    const auto answer = TRY(json::Document::parse(body));
    const auto recalls = items_of(answer.root(), "recalls");
    if (recalls.empty()) terminal.line("Nothing was recalled.");
    for (const auto& recall : recalls) {
        terminal.line(fmt::format("entry {}  recalled by {} at {} ({}): {}",
                                  brief(text_of(recall, "entry")), text_of(recall, "writer_name"),
                                  text_of(recall, "time"), text_of(recall, "action"),
                                  text_of(recall, "reason")));
        if (flag_of(recall, "erased_here")) terminal.line("  here: erased");
        for (const auto& reader : items_of(recall, "readers")) {
            terminal.line(
                fmt::format("  {}: {}", text_of(reader, "party_name"), text_of(reader, "answer")));
        }
    }
    return {};
}

}  // namespace entente::cli
