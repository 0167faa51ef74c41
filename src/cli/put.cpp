#include <fmt/format.h>

#include "cli/answer.h"
#include "cli/answer_lines.h"
#include "cli/commands.h"
#include "cli/file_source.h"
#include "cli/files.h"
#include "json/value.h"
#include "node/api.h"

namespace entente::cli {
namespace {

constexpr std::size_t refusals_shown_max = 20;
constexpr std::size_t upgrades_shown_max = 20;

void print_refusals(const json::Value& report, Terminal& terminal) {
    std::size_t shown = 0;
    for (const auto& refusal : items_of(report, "refusals")) {
        if (shown++ == refusals_shown_max) break;
        const auto id = text_of(refusal, "id");
        const auto remedy = text_of(refusal, "remedy");
        terminal.note(fmt::format("  {}{}: {}: {}{}", text_of(refusal, "object"),
                                  id.empty() ? "" : " (" + id + ")", text_of(refusal, "where"),
                                  text_of(refusal, "what"), remedy.empty() ? "" : "; " + remedy));
    }
    const auto refused = count_of(report, "refused");
    if (refused > shown) terminal.note(fmt::format("  … and {} more", refused - shown));
}

void print_upgrades(const json::Value& report, Terminal& terminal) {
    std::size_t shown = 0;
    for (const auto& upgrade : items_of(report, "upgrades")) {
        if (shown++ == upgrades_shown_max) break;
        terminal.note(fmt::format("  {} ({}): brought up to STIX 2.1 and TLP 2.0",
                                  text_of(upgrade, "object"), text_of(upgrade, "id")));
        for (const auto& change : items_of(upgrade, "changes")) {
            terminal.note(
                fmt::format("    {}: {}", text_of(change, "pointer"), text_of(change, "what")));
        }
    }
    const auto upgraded = count_of(report, "upgraded");
    if (upgraded > shown) {
        terminal.note(fmt::format("  … and {} more; --json lists them", upgraded - shown));
    }
}

Result<void> print(const Put& command, const std::string& file, const std::string& text,
                   Terminal& terminal) {
    if (command.common.is_json) terminal.json(text);
    const auto document = TRY(json::Document::parse(text));
    const auto report = document.root();
    const auto refused = count_of(report, "refused");
    if (!command.common.is_json) print_upgrades(report, terminal);
    if (refused > 0) print_refusals(report, terminal);
    if (refused > 0 && !command.skip_invalid) {
        return fail(ErrorKind::invalid,
                    fmt::format("{} of {} objects cannot be taken, so none was", refused,
                                count_of(report, "offered")),
                    file, "mend them, or use --skip-invalid");
    }
    if (!command.common.is_json) {
        const auto lanes = count_of(report, "lanes");
        terminal.line(fmt::format(
            "{}: {} objects sealed, {} unchanged, {} refused; {}", file, count_of(report, "sealed"),
            count_of(report, "unchanged"), refused,
            lanes > 1 ? fmt::format("in {} lanes", lanes)
                      : fmt::format("the lane has {} entries", count_of(report, "lane_size"))));
        if (const auto released = count_of(report, "released"); released > 0) {
            terminal.line(fmt::format("  {} of them were with others already", released));
        }
    }
    return {};
}

}  // namespace

Result<void> run(const Put& command, Terminal& terminal) {
    const auto api = TRY(node::Api::open(command.common.node));
    auto target =
        fmt::format("/api/v1/objects?channel={}&skip_invalid={}&allow_dangling={}",
                    escaped(command.channel), command.skip_invalid, command.allow_dangling);
    for (const auto& party : command.to) target += "&to=" + escaped(party);
    for (const auto& file : command.files) {
        const auto source = TRY(FileSource::open(file));
        AnswerLines answer(file, [&](const std::string& event, const json::Value& line) {
            if (event == "checked") {
                terminal.progress(
                    fmt::format("{}: {} objects checked", file, count_of(line, "objects")));
            } else if (event == "sealed") {
                terminal.progress(fmt::format("{}: {} of {} objects sealed", file,
                                              count_of(line, "sealed"), count_of(line, "of")));
            }
        });
        TRY_VOID(api->upload(
            target, [&] { return source.next(); }, [&](ByteView piece) { answer.take(piece); }));
        const auto report = TRY(
            answer.report("put the file again: what is on the lane already is found unchanged"));
        TRY_VOID(print(command, file, report, terminal));
    }
    return {};
}

}  // namespace entente::cli
