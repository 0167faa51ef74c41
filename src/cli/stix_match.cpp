#include <algorithm>
#include <fmt/format.h>
#include <ranges>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/stix_file.h"
#include "json/write.h"
#include "stix/match/pattern_set.h"
#include "stix/pattern/parse.h"
#include "stix/pattern/print.h"

namespace entente::cli {
namespace {

namespace match = stix::match;

/// The patterns that are looked for, and what each is called: itself, or its indicator.
struct Patterns {
    match::PatternSet set;
    std::vector<std::string> names;

    Result<void> add(const std::string& text, std::string name, const std::string& where) {
        auto parsed = stix::pattern::parse(text);
        if (!parsed) return std::unexpected(in_file(std::move(parsed).error(), where));
        auto compiled = match::compile(*std::move(parsed));
        if (!compiled) return std::unexpected(in_file(std::move(compiled).error(), where));
        set.add(*std::move(compiled));
        names.push_back(std::move(name));
        return {};
    }
};

std::string member_of(const json::Value& object, const char* name) {
    const auto member = object.member(name);
    return std::string(member ? member->as_string().value_or("") : "");
}

/// Those of the indicators that are written in STIX patterns; other languages are not ours.
Result<void> add_indicators(const std::string& path, Patterns& patterns, Terminal& terminal) {
    const auto file = TRY(read_stix(path, terminal));
    for (const auto& object : file.objects) {
        const auto language = member_of(object, "pattern_type");
        if (member_of(object, "type") != "indicator") continue;
        if (!language.empty() && language != "stix") continue;
        const auto id = member_of(object, "id");
        TRY_VOID(patterns.add(member_of(object, "pattern"), id, path + ", " + id));
    }
    return {};
}

/// One pattern a line; empty lines and those that begin with # are passed over.
Result<void> add_lines(const std::string& path, const Bytes& text, Patterns& patterns) {
    std::size_t number = 0;
    for (const auto each : std::views::split(text, '\n')) {
        std::string line(each.begin(), each.end());
        ++number;
        if (line.ends_with('\r')) line.pop_back();
        if (line.find_first_not_of(" \t") == std::string::npos || line.starts_with('#')) continue;
        TRY_VOID(patterns.add(line, line, fmt::format("{}, line {}", path, number)));
    }
    return {};
}

/// A pattern begins with [ or (, as an array of JSON may: what ends in .json is JSON.
Result<Patterns> patterns_of(const StixPatternMatch& command, Terminal& terminal) {
    Patterns patterns;
    if (command.patterns_file.empty()) {
        TRY_VOID(patterns.add(command.pattern, command.pattern, {}));
    } else if (command.patterns_file.ends_with(".json")) {
        TRY_VOID(add_indicators(command.patterns_file, patterns, terminal));
    } else {
        const auto text = TRY(read_input(command.patterns_file, stix_file_bytes_max));
        TRY_VOID(add_lines(command.patterns_file, text, patterns));
    }
    if (patterns.names.empty()) {
        return fail(ErrorKind::invalid, "there is no STIX pattern in it", command.patterns_file,
                    "one pattern a line, or indicators in a file that ends in .json");
    }
    return patterns;
}

/// What was observed, in all files together: what follows on what may stand in two of them.
struct Observed {
    std::vector<StixFile> files;
    std::vector<match::Observation> observations;
};

Result<Observed> observed_in(const std::vector<std::string>& paths, Terminal& terminal) {
    Observed observed;
    match::ObjectsById known;
    for (const auto& path : paths) {
        const auto& file = observed.files.emplace_back(TRY(read_stix(path, terminal)));
        for (const auto& object : file.objects) {
            const auto id = object.member("id");
            if (id && id->is_string()) known.emplace(id->as_string().value(), object);
        }
    }
    for (std::size_t i = 0; i < paths.size(); ++i) {
        for (const auto& object : observed.files[i].objects) {
            if (member_of(object, "type") != "observed-data") continue;
            auto one = match::read_observation(object, known);
            if (!one) return std::unexpected(in_file(std::move(one).error(), paths[i]));
            observed.observations.push_back(*std::move(one));
        }
    }
    return observed;
}

/// The observations of a hit, each once, in the order of the files.
std::vector<std::string> ids_of(const match::Hit& hit, const Observed& observed) {
    std::vector<std::size_t> all;
    for (const auto& binding : hit.outcome.bindings) {
        for (const auto index : binding.observations) all.push_back(std::size_t(index));
    }
    std::ranges::sort(all);
    const auto rest = std::ranges::unique(all);
    all.erase(rest.begin(), rest.end());
    std::vector<std::string> ids;
    for (const auto index : all) ids.emplace_back(observed.observations[index].id);
    return ids;
}

std::string to_json(const std::vector<match::Hit>& hits, const Patterns& patterns,
                    const Observed& observed) {
    json::Array matches;
    for (const auto& hit : hits) {
        json::Array ids;
        for (const auto& id : ids_of(hit, observed)) ids.add(id);
        json::Object object;
        object.add("complete", hit.outcome.is_complete);
        object.add("observed_data", ids);
        object.add("pattern", patterns.names[hit.pattern]);
        object.add("times", hit.outcome.bindings.size());
        matches.add(object);
    }
    json::Object object;
    object.add("matches", matches);
    object.add("observed_data", observed.observations.size());
    object.add("patterns", patterns.names.size());
    return object.text();
}

void print(const std::vector<match::Hit>& hits, const Patterns& patterns, const Observed& observed,
           Terminal& terminal) {
    for (const auto& hit : hits) {
        terminal.line(
            fmt::format("{}: {} times", patterns.names[hit.pattern], hit.outcome.bindings.size()));
        for (const auto& id : ids_of(hit, observed)) terminal.line("  " + id);
        if (!hit.outcome.is_complete) {
            terminal.line("  the search was given up at its limit: there may be more");
        }
    }
    const auto matched =
        std::ranges::count_if(hits, [](const match::Hit& hit) { return hit.outcome.is_match(); });
    terminal.line(fmt::format("{} of {} patterns match, {} observed-data objects", matched,
                              patterns.names.size(), observed.observations.size()));
}

}  // namespace

Result<Ending> run(const StixPatternMatch& command, Terminal& terminal) {
    auto files = command.files;
    // With --patterns the first word is a file as well.
    if (!command.patterns_file.empty()) files.insert(files.begin(), command.pattern);
    if (files.empty()) {
        return fail(ErrorKind::invalid, "no file with observed-data is given", "the command line",
                    "entente stix pattern match PATTERN FILE");
    }
    const auto patterns = TRY(patterns_of(command, terminal));
    const auto observed = TRY(observed_in(files, terminal));
    const auto hits = patterns.set.match_all(observed.observations);
    if (command.is_json) {
        terminal.json(to_json(hits, patterns, observed));
    } else {
        print(hits, patterns, observed, terminal);
    }
    const bool is_match =
        std::ranges::any_of(hits, [](const match::Hit& hit) { return hit.outcome.is_match(); });
    return is_match ? Ending::done : Ending::differs;
}

}  // namespace entente::cli
