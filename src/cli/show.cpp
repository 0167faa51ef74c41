#include <fmt/format.h>

#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "json/pretty.h"
#include "node/api.h"

namespace entente::cli {

Result<void> run(const Show& command, Terminal& terminal) {
    const auto api = TRY(node::Api::open(command.common.node));
    const auto body = TRY(api->get("/api/v1/objects/" + escaped(command.id)));
    if (command.common.is_json) {
        terminal.json(body);
        return {};
    }
    const auto answer = TRY(json::Document::parse(body));
    for (const auto& version : items_of(answer.root(), "versions")) {
        terminal.line(fmt::format("-- by {}, lane {} entry {}, {}, {}",
                                  text_of(version, "writer_name"), brief(text_of(version, "lane")),
                                  count_of(version, "index"), text_of(version, "time"),
                                  text_of(version, "status")));
        terminal.line("   entry " + text_of(version, "entry"));
        const auto object = version.member("object");
        if (!object) continue;
        terminal.lines(json::pretty(*object));
    }
    return {};
}

}  // namespace entente::cli
