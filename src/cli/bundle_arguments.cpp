// The commands of `entente bundle`, as CLI11 is told them.
#include <CLI/CLI.hpp>

#include "cli/add_command.h"

namespace entente::cli {
namespace {

void add_export(CLI::App& bundle, Chosen& chosen) {
    auto [app, command] = add_command<BundleExport>(
        bundle, chosen, "export", "Makes a bundle: what a party lacks, sealed for it alone.",
        "entente bundle export --node alpha --to BRAVO");
    add_node(*app, command->common);
    app->add_option("--to", command->to, "the party, by name or id")->required();
    app->add_option("--contents", command->contents,
                    "unreceipted: what it gave no receipt for; unsent: what no earlier bundle had; "
                    "everything: after it lost its disk")
        ->check(CLI::IsMember({"unreceipted", "unsent", "everything"}))
        ->capture_default_str();
    app->add_option("-o,--output", command->output,
                    "file to write (default: FROM-to-TO-NUMBER.entente)");
}

void add_inspect(CLI::App& bundle, Chosen& chosen) {
    auto [app, command] = add_command<BundleInspect>(
        bundle, chosen, "inspect",
        "Shows what a bundle says of itself and whether it is whole, without opening it. Needs no "
        "node if the sender's card is given.",
        "entente bundle inspect ALPHA-to-BRAVO-000007.entente --card alpha.card");
    add_node(*app, command->common);
    app->add_option("file", command->file, "the bundle; - for standard input")->required();
    app->add_option("--card", command->card, "the sender's card");
}

void add_import(CLI::App& bundle, Chosen& chosen) {
    auto [app, command] = add_command<BundleImport>(
        bundle, chosen, "import",
        "Takes bundles that were made for this node, in any order, any number of times.",
        "entente bundle import --node bravo ALPHA-to-BRAVO-000007.entente");
    add_node(*app, command->common);
    app->add_option("files", command->files, "bundles; - for standard input")->required();
}

}  // namespace

void add_bundles(CLI::App& root, Chosen& chosen) {
    auto* bundle = root.add_subcommand("bundle", "Exchange by hand, where there is no link.");
    bundle->require_subcommand(1);
    add_export(*bundle, chosen);
    add_inspect(*bundle, chosen);
    add_import(*bundle, chosen);
}

}  // namespace entente::cli
