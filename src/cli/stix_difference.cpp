#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/stix_file.h"
#include "json/write.h"
#include "stix/difference.h"

namespace entente::cli {
namespace {

using Kind = stix::ObjectChange::Kind;

const char* to_text(Kind kind) {
    switch (kind) {
        case Kind::added:
            return "added";
        case Kind::removed:
            return "removed";
        case Kind::changed:
            return "changed";
    }
    return "changed";
}

json::Object to_json(const stix::ValueChange& change) {
    json::Object object;
    if (change.after) object.add_raw("after", *change.after);
    if (change.before) object.add_raw("before", *change.before);
    object.add("pointer", change.pointer);
    return object;
}

json::Object to_json(const stix::ObjectChange& change) {
    json::Array values;
    for (const auto& value : change.changes) values.add(to_json(value));
    json::Array findings;
    for (const auto& finding : change.findings) {
        json::Object object;
        object.add("level", stix::to_text(finding.level));
        object.add("message", finding.message);
        object.add("pointer", finding.pointer);
        object.add("remedy", finding.remedy);
        object.add("rule", finding.rule);
        findings.add(object);
    }
    json::Object object;
    object.add("change", to_text(change.kind));
    object.add("findings", findings);
    object.add("id", change.id);
    object.add("title", change.title);
    object.add("values", values);
    return object;
}

std::string to_json(const stix::Difference& difference) {
    json::Array objects;
    for (const auto& change : difference.objects) objects.add(to_json(change));
    json::Object object;
    object.add("objects", objects);
    object.add("same", difference.same);
    return object.text();
}

void print(const stix::ValueChange& change, Terminal& terminal) {
    if (change.before && change.after) {
        terminal.line(
            fmt::format("    {}: {} -> {}", change.pointer, *change.before, *change.after));
    } else if (change.after) {
        terminal.line(fmt::format("  + {}: {}", change.pointer, *change.after));
    } else if (change.before) {
        terminal.line(fmt::format("  - {}: {}", change.pointer, *change.before));
    }
}

void print(const stix::ObjectChange& change, Terminal& terminal) {
    const char sign = change.kind == Kind::added ? '+' : change.kind == Kind::removed ? '-' : '~';
    terminal.line(change.title.empty()
                      ? fmt::format("{} {}", sign, change.id)
                      : fmt::format("{} {} \"{}\"", sign, change.id, change.title));
    for (const auto& value : change.changes) print(value, terminal);
    for (const auto& finding : change.findings) {
        terminal.line(fmt::format("    {}: {}: {}; {} ({})", stix::to_text(finding.level),
                                  finding.pointer, finding.message, finding.remedy, finding.rule));
    }
}

void print(const stix::Difference& difference, Terminal& terminal) {
    std::size_t added = 0;
    std::size_t removed = 0;
    for (const auto& change : difference.objects) {
        print(change, terminal);
        added += change.kind == Kind::added ? 1 : 0;
        removed += change.kind == Kind::removed ? 1 : 0;
    }
    terminal.line(fmt::format("{} same, {} added, {} removed, {} changed", difference.same, added,
                              removed, difference.objects.size() - added - removed));
}

}  // namespace

Result<Ending> run(const StixDiff& command, Terminal& terminal) {
    const auto before = TRY(read_stix(command.before, terminal));
    const auto after = TRY(read_stix(command.after, terminal));
    const auto difference = TRY(stix::difference_between(before.objects, after.objects));
    if (command.is_json) {
        terminal.json(to_json(difference));
    } else {
        print(difference, terminal);
    }
    return difference.objects.empty() ? Ending::done : Ending::differs;
}

}  // namespace entente::cli
