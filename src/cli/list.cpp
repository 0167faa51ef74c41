#include <fmt/format.h>

#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "node/api.h"

namespace entente::cli {

Result<void> run(const List& command, Terminal& terminal) {
    const auto target =
        fmt::format("/api/v1/objects?channel={}&type={}&cursor={}&limit={}",
                    escaped(command.channel), escaped(command.type), command.cursor, command.limit);
    const auto api = TRY(node::Api::open(command.common.node));
    const auto body = TRY(api->get(target));
    if (command.common.is_json) {
        terminal.json(body);
        return {};
    }
    const auto answer = TRY(json::Document::parse(body));
    for (const auto& object : items_of(answer.root(), "objects")) {
        terminal.line(fmt::format("{:<8} {}  {}", text_of(object, "writer_name"),
                                  text_of(object, "id"), text_of(object, "name")));
    }
    const auto next = count_of(answer.root(), "next");
    if (next > 0) terminal.note(fmt::format("More: entente list --cursor {}", next));
    return {};
}

}  // namespace entente::cli
