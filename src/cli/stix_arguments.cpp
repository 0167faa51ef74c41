#include "cli/stix_arguments.h"

#include <CLI/CLI.hpp>
#include <map>

#include "cli/add_command.h"
#include "cli/arguments.h"

namespace entente::cli {

namespace {

void add_json(CLI::App& app, bool& is_json) {
    app.add_flag("--json", is_json, "print JSON");
}

void add_output(CLI::App& app, std::string& output) {
    app.add_option("-o,--output", output, "file to write (default: print)");
}

void add_validate(CLI::App& stix, Chosen& chosen) {
    auto [app, validate] = add_command<StixValidate>(
        stix, chosen, "validate",
        "Checks files against the whole of STIX 2.1. The exit code tells the worst finding:\n"
        "3 an error, 12 a warning, 11 an info, 0 nothing.",
        "entente stix validate examples/afghanistan-2021");
    app->add_option("files", validate->files, "files or directories; - for standard input")
        ->required();
    const std::map<std::string, Said> levels = {
        {"errors", Said::errors}, {"warnings", Said::warnings}, {"all", Said::all}};
    app->add_option("--level", validate->said, "what to look for: errors, warnings or all")
        ->transform(CLI::CheckedTransformer(levels));
    app->add_flag("--references", validate->has_references,
                  "report references that lead out of a bundle");
    auto* json = app->add_flag("--json", validate->is_json, "print JSON");
    app->add_flag("--sarif", validate->is_sarif, "print SARIF 2.1.0")->excludes(json);
}

void add_format(CLI::App& stix, Chosen& chosen) {
    auto [app, format] = add_command<StixFormat>(
        stix, chosen, "fmt",
        "Writes JSON in one way: canonical (RFC 8785, what is hashed and signed; no line end\n"
        "follows), or for reading. Refuses what would not mean the same afterwards.",
        "entente stix fmt --pretty report.json");
    app->add_option("files", format->files, "files; - for standard input")->required();
    app->add_flag("--pretty", format->is_pretty, "one member a line, in the order of the file");
    auto* in_place = app->add_flag("--in-place", format->is_in_place, "change the files");
    auto* check = app->add_flag("--check", format->is_check,
                                "write nothing; exit code 1 if a file is written otherwise");
    in_place->excludes(check);
    app->add_option("-o,--output", format->output, "file to write (default: print)")
        ->excludes(in_place)
        ->excludes(check);
    app->add_flag("--json", format->is_json, "print JSON about what was written or checked");
}

void add_pattern(CLI::App& stix, Chosen& chosen) {
    auto* pattern = stix.add_subcommand("pattern", "Looks at STIX patterns.");
    pattern->require_subcommand(1);
    auto [check_app, check] = add_command<StixPatternCheck>(
        *pattern, chosen, "check", "Tells whether a text is a STIX pattern.",
        "entente stix pattern check \"[file:name = 'a']\"");
    check_app->add_option("pattern", check->pattern, "the pattern")->required();
    add_json(*check_app, check->is_json);
    auto [explain_app, explain] = add_command<StixPatternExplain>(
        *pattern, chosen, "explain", "Says in words what a STIX pattern asks for.",
        "entente stix pattern explain \"[file:name = 'a'] REPEATS 3 TIMES\"");
    explain_app->add_option("pattern", explain->pattern, "the pattern")->required();
    add_json(*explain_app, explain->is_json);
    auto [match_app, match] = add_command<StixPatternMatch>(
        *pattern, chosen, "match",
        "Looks for a pattern, or for many, in the observed-data of files, taken together.\n"
        "Exit code 0 if one matches, 1 if none does.",
        "entente stix pattern match \"[domain-name:value = 'a.example']\" observed.json\n"
        "  entente stix pattern match --patterns indicators.json observed.json");
    match_app->add_option("pattern", match->pattern, "the pattern; not with --patterns")
        ->required();
    match_app->add_option("files", match->files, "bundles; - for standard input");
    match_app->add_option("--patterns", match->patterns_file,
                          "the indicators of a .json file, or a file of one pattern a line");
    add_json(*match_app, match->is_json);
}

void add_relating(CLI::App& stix, Chosen& chosen) {
    auto [graph_app, graph] = add_command<StixGraph>(
        stix, chosen, "graph", "Shows what the objects of files say of each other.",
        "entente stix graph --dot -o report.dot report.json");
    graph_app->add_option("files", graph->files, "files, taken together; - for standard input")
        ->required();
    auto* dot = graph_app->add_flag("--dot", graph->is_dot, "write Graphviz's language");
    graph_app->add_flag("--all", graph->is_whole,
                        "also who made the objects and how they are marked");
    add_output(*graph_app, graph->output);
    graph_app->add_flag("--json", graph->is_json, "print JSON")->excludes(dot);
    auto [diff_app, diff] = add_command<StixDiff>(
        stix, chosen, "diff",
        "Shows in what the objects of two files differ, each in its latest version, and where a\n"
        "change breaks the rules of versions. Exit code 0 if they are alike, 1 if not.",
        "entente stix diff yesterday.json today.json");
    diff_app->add_option("before", diff->before, "the earlier file; - for standard input")
        ->required();
    diff_app->add_option("after", diff->after, "the later file")->required();
    add_json(*diff_app, diff->is_json);
}

}  // namespace

void add_stix(CLI::App& root, Chosen& chosen) {
    auto* stix = root.add_subcommand("stix", "Looks at STIX 2.1 in files; needs no node.");
    stix->require_subcommand(1);
    add_validate(*stix, chosen);
    add_format(*stix, chosen);
    add_pattern(*stix, chosen);
    add_relating(*stix, chosen);
}

}  // namespace entente::cli
