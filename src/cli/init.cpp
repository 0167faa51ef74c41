#include "cli/commands.h"
#include "host/clock.h"
#include "host/random.h"
#include "json/write.h"
#include "node/node.h"

namespace entente::cli {

Result<void> run(const Init& command, Terminal& terminal) {
    const auto disk = host::make_system_disk();
    const host::SystemClock clock;
    host::SystemRandom random;
    const auto card = TRY(node::create_node(*disk, clock, random,
                                            {.directory = command.directory,
                                             .name = command.name,
                                             .listen = command.listen,
                                             .endpoints = command.endpoints,
                                             .fence_directory = command.fence}));
    const auto id = lane::to_hex(card.card.id);
    if (command.is_json) {
        json::Object object;
        object.add("directory", command.directory);
        object.add("id", id);
        object.add("name", card.card.name);
        terminal.json(object.text());
        return {};
    }
    terminal.line("Made the node of " + card.card.name + " in " + command.directory);
    terminal.line("Party id  " + id);
    terminal.line("Next      entente peer card --node " + command.directory +
                  "     (for the other parties)");
    return {};
}

}  // namespace entente::cli
