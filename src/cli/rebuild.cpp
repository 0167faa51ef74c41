#include <fmt/format.h>

#include "cli/commands.h"
#include "json/write.h"
#include "node/node.h"

namespace entente::cli {

Result<void> run(const Rebuild& command, Terminal& terminal) {
    std::uint64_t done = 0;
    TRY_VOID(node::rebuild(command.common.node, [&](std::uint64_t entries) {
        done = entries;
        terminal.progress(fmt::format("{} entries", entries));
    }));
    if (command.common.is_json) {
        json::Object object;
        object.add("entries", done);
        terminal.json(object.text());
    } else {
        terminal.line(fmt::format("Made the index again from the record: {} entries", done));
    }
    return {};
}

}  // namespace entente::cli
