#pragma once
// How a command is told to CLI11: what the files that read the command line have in common.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "cli/arguments.h"

namespace CLI {
class App;
}

namespace entente::cli {

/// The command that was chosen; set by the subcommand's callback.
using Chosen = std::optional<Command>;

/// A subcommand with its example, and what happens when it is chosen.
CLI::App* add_subcommand(CLI::App& parent, const std::string& name, const std::string& what,
                         const std::string& example, std::function<void()> choose);

/// A subcommand whose arguments go into a `Kind` that becomes the chosen command.
template <class Kind>
std::pair<CLI::App*, std::shared_ptr<Kind>> add_command(CLI::App& parent, Chosen& chosen,
                                                        const std::string& name,
                                                        const std::string& what,
                                                        const std::string& example) {
    auto command = std::make_shared<Kind>();
    return {add_subcommand(parent, name, what, example, [&chosen, command] { chosen = *command; }),
            command};
}

/// What every command has that works with a node.
void add_node(CLI::App& app, Common& common);

/// The commands of `entente bundle`.
void add_bundles(CLI::App& root, Chosen& chosen);  // bundle_arguments.cpp

/// The commands of `entente stix`.
void add_stix(CLI::App& root, Chosen& chosen);  // stix_arguments.cpp

}  // namespace entente::cli
