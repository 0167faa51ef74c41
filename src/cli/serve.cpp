#include "node/serve.h"

#include "cli/commands.h"
#include "json/write.h"

namespace entente::cli {

Result<void> run(const Serve& command, Terminal& terminal) {
    const node::StopSignals signals;
    const auto report = [&](const std::string& text) {
        // Several threads report; one call of the C library writes a line whole.
        if (command.common.is_json) {
            json::Object object;
            object.add("report", text);
            terminal.note(object.text());
        } else {
            terminal.note(text);
        }
    };
    const auto node = TRY(node::Node::open_patiently(command.common.node, report));
    return node::serve(*node, signals, report);
}

}  // namespace entente::cli
