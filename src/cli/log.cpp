#include <fmt/format.h>

#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "node/api.h"

namespace entente::cli {

Result<void> run(const Log& command, Terminal& terminal) {
    const auto target =
        fmt::format("/api/v1/log?channel={}&party={}&from={}&limit={}", escaped(command.channel),
                    escaped(command.party), command.from, command.limit);
    const auto api = TRY(node::Api::open(command.common.node));
    const auto body = TRY(api->get(target));
    if (command.common.is_json) {
        terminal.json(body);
        return {};
    }
    const auto answer = TRY(json::Document::parse(body));
    for (const auto& lane : items_of(answer.root(), "lanes")) {
        terminal.line(fmt::format("lane {} of {}, {} entries", text_of(lane, "lane"),
                                  text_of(lane, "writer_name"), count_of(lane, "size")));
        for (const auto& entry : items_of(lane, "entries")) {
            terminal.line(fmt::format("  {:>6}  {}  {}  {:<40}  {}", count_of(entry, "index"),
                                      text_of(entry, "time"), brief(text_of(entry, "entry")),
                                      text_of(entry, "what"), text_of(entry, "status")));
        }
    }
    return {};
}

}  // namespace entente::cli
