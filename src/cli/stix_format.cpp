#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/stix_file.h"
#include "json/canonical.h"
#include "json/pretty.h"
#include "json/write.h"

namespace entente::cli {
namespace {

/// What became of one file.
struct Formatted {
    std::string file;
    Bytes before;
    Bytes after;

    [[nodiscard]] bool is_changed() const { return before != after; }
};

/// The canonical form comes first, whatever is wanted: it refuses what would not come out as it
/// went in.
Result<Bytes> format(const Bytes& text, bool is_pretty) {
    const auto document = TRY(json::Document::parse(text));
    auto canonical = TRY(json::canonical(document));
    if (!is_pretty) return canonical;
    return json::pretty(document.root()) + "\n";
}

Result<Formatted> format_file(const std::string& path, bool is_pretty, Terminal& terminal) {
    terminal.progress("reading " + path);
    auto before = TRY(read_input(path, stix_file_bytes_max));
    auto after = format(before, is_pretty);
    if (!after) return std::unexpected(in_file(std::move(after).error(), path));
    return Formatted{.file = path, .before = std::move(before), .after = *std::move(after)};
}

/// Says what was, or would be, written.
void report(const StixFormat& command, const Formatted& file, Terminal& terminal) {
    if (command.is_json) {
        json::Object object;
        object.add("bytes", file.after.size());
        object.add("changed", file.is_changed());
        object.add("file", file.file);
        return terminal.json(object.text());
    }
    if (!file.is_changed()) return;
    const auto* said = command.is_check ? "is written otherwise" : "written";
    terminal.line(fmt::format("{}: {}, {} bytes", file.file, said, file.after.size()));
}

Result<void> place(const StixFormat& command, const Formatted& file, Terminal& terminal) {
    const bool is_printed = command.output.empty() && !command.is_in_place && !command.is_check;
    if (is_printed) {
        terminal.raw(file.after);
        return {};
    }
    if (!command.output.empty()) TRY_VOID(write_output(command.output, file.after));
    if (command.is_in_place && file.is_changed()) TRY_VOID(write_output(file.file, file.after));
    report(command, file, terminal);
    return {};
}

}  // namespace

Result<Ending> run(const StixFormat& command, Terminal& terminal) {
    if (command.files.size() > 1 && !command.is_in_place && !command.is_check) {
        return fail(ErrorKind::invalid, "several files cannot be written as one",
                    "the command line", "give one file, or --in-place, or --check");
    }
    auto ending = Ending::done;
    for (const auto& path : command.files) {
        if (command.is_in_place && path == "-") {
            return fail(ErrorKind::invalid, "standard input cannot be changed in its place", path,
                        "leave --in-place out: the result is printed");
        }
        const auto file = TRY(format_file(path, command.is_pretty, terminal));
        TRY_VOID(place(command, file, terminal));
        if (command.is_check && file.is_changed()) ending = Ending::differs;
    }
    return ending;
}

}  // namespace entente::cli
