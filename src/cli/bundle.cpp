#include <fmt/format.h>

#include "cli/answer.h"
#include "cli/answer_lines.h"
#include "cli/commands.h"
#include "cli/file_source.h"
#include "cli/files.h"
#include "cli/output_file.h"
#include "json/write.h"
#include "node/api.h"

namespace entente::cli {
namespace {

/// A name that sorts by sender, recipient and number; what a file's name should not have becomes _.
std::string default_name(const json::Value& report) {
    auto name = fmt::format("{}-to-{}-{:06}.entente", text_of(report, "from_name"),
                            text_of(report, "to_name"), count_of(report, "seq"));
    for (auto& c : name) {
        const bool is_control = static_cast<unsigned char>(c) < 0x20;
        if (c == '/' || c == ' ' || is_control) c = '_';
    }
    return name;
}

Result<void> fetch(node::Api& api, const json::Value& report, const std::string& path,
                   Terminal& terminal) {
    auto file = TRY(OutputFile::create(path));
    Result<void> written;
    std::uint64_t bytes = 0;
    TRY_VOID(api.download("/api/v1/bundles/" + text_of(report, "bundle"), [&](ByteView piece) {
        if (written) written = file.write(piece);
        bytes += piece.size();
        terminal.progress(
            fmt::format("{}: {} of {} bytes", path, bytes, count_of(report, "file_bytes")));
    }));
    TRY_VOID(written);
    return file.finish();
}

Result<void> print_import(const std::string& file, const json::Value& report, Terminal& terminal) {
    terminal.line(fmt::format("{}: {} new entries from {} (bundle {})", file,
                              count_of(report, "new_entries"), text_of(report, "from_name"),
                              count_of(report, "seq")));
    for (const auto& lane : items_of(report, "lanes")) {
        terminal.line(fmt::format("  lane {}  {} new, {} held", brief(text_of(lane, "lane")),
                                  count_of(lane, "new_entries"), count_of(lane, "held")));
    }
    return {};
}

/// The first of the members that could not be taken, and how many others.
Result<void> refuse_problems(const std::string& file, const json::Value& report,
                             Terminal& terminal) {
    const auto problems = items_of(report, "problems");
    if (problems.empty()) return {};
    for (const auto& problem : problems) {
        terminal.note(fmt::format("  {}: {} ({}); {}", text_of(problem, "member"),
                                  text_of(problem, "what"), text_of(problem, "where"),
                                  text_of(problem, "remedy")));
    }
    return fail(
        ErrorKind::conflict,
        fmt::format("{} parts of the bundle could not be taken; the others were", problems.size()),
        file, "see above; the bundle may be imported again");
}

}  // namespace

Result<void> run(const BundleExport& command, Terminal& terminal) {
    if (!command.output.empty()) TRY_VOID(check_is_new(command.output));
    const auto api = TRY(node::Api::open(command.common.node));
    AnswerLines answer(command.to, [&](const std::string&, const json::Value& line) {
        terminal.progress(fmt::format("{} entries packed", count_of(line, "entries")));
    });
    TRY_VOID(api->ask(
        fmt::format("/api/v1/bundles?to={}&contents={}", escaped(command.to), command.contents),
        [&](ByteView piece) { answer.take(piece); }));
    const auto text = TRY(answer.report("export it again"));
    const auto document = TRY(json::Document::parse(text));
    const auto report = document.root();
    const auto path = command.output.empty() ? default_name(report) : command.output;
    TRY_VOID(fetch(*api, report, path, terminal));
    if (command.common.is_json) {
        json::Object object;
        object.add("file", path);
        object.add_raw("report", text);
        terminal.json(object.text());
        return {};
    }
    terminal.line(fmt::format("Wrote {}: bundle {} from {} to {}, {} entries, {} bytes", path,
                              count_of(report, "seq"), text_of(report, "from_name"),
                              text_of(report, "to_name"), count_of(report, "entries"),
                              count_of(report, "file_bytes")));
    terminal.line("Only " + text_of(report, "to_name") +
                  " can open it. Its receipts come back in a bundle of theirs.");
    return {};
}

Result<void> run(const BundleImport& command, Terminal& terminal) {
    const auto api = TRY(node::Api::open(command.common.node));
    for (const auto& file : command.files) {
        const auto source = TRY(FileSource::open(file));
        AnswerLines answer(file, [&](const std::string&, const json::Value& line) {
            terminal.progress(fmt::format("{}: {} entries", file, count_of(line, "entries")));
        });
        TRY_VOID(api->upload(
            "/api/v1/bundles/import", [&] { return source.next(); },
            [&](ByteView piece) { answer.take(piece); }));
        const auto text = TRY(answer.report("import it again: what was taken is found there"));
        const auto document = TRY(json::Document::parse(text));
        if (command.common.is_json) {
            terminal.json(text);
        } else {
            TRY_VOID(print_import(file, document.root(), terminal));
        }
        TRY_VOID(refuse_problems(file, document.root(), terminal));
    }
    return {};
}

}  // namespace entente::cli
