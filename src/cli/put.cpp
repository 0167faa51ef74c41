#include <fmt/format.h>

#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/file_source.h"
#include "cli/files.h"
#include "json/value.h"
#include "json/write.h"
#include "node/api.h"

namespace entente::cli {
namespace {

constexpr std::size_t refusals_shown_max = 20;
constexpr std::size_t upgrades_shown_max = 20;

/// Follows the lines that the node answers with while it takes a file.
class PutAnswer {
public:
    PutAnswer(std::string file, Terminal& terminal) : file_(std::move(file)), terminal_(terminal) {}

    /// Takes a piece of the answer; lines may be cut anywhere.
    void take(ByteView piece) {
        pending_ += piece;
        while (true) {
            const auto end = pending_.find('\n');
            if (end == std::string::npos) return;
            take_line(std::string_view(pending_).substr(0, end));
            pending_.erase(0, end + 1);
        }
    }

    /// The report, or why there is none.
    [[nodiscard]] Result<std::string> report() const {
        if (error_) return std::unexpected(*error_);
        if (!report_.empty()) return report_;
        return fail(ErrorKind::unavailable, "the node stopped before it was done", file_,
                    "put the file again: what is on the lane already is found unchanged");
    }

private:
    void take_line(std::string_view line) {
        const auto document = json::Document::parse(line);
        if (!document) return;
        const auto root = document->root();
        const auto event = text_of(root, "event");
        if (event == "checked") {
            terminal_.progress(
                fmt::format("{}: {} objects checked", file_, count_of(root, "objects")));
        } else if (event == "sealed") {
            terminal_.progress(fmt::format("{}: {} of {} objects sealed", file_,
                                           count_of(root, "sealed"), count_of(root, "of")));
        } else if (event == "done") {
            report_ = line;
        } else if (event == "error") {
            error_ = error_of(root);
        }
    }

    [[nodiscard]] Error error_of(const json::Value& root) const {
        const auto kind = text_of(root, "kind");
        auto found = ErrorKind::fatal;
        for (const auto each :
             {ErrorKind::invalid, ErrorKind::not_found, ErrorKind::refused, ErrorKind::conflict,
              ErrorKind::unavailable, ErrorKind::corrupt, ErrorKind::exhausted}) {
            if (kind == to_text(each)) found = each;
        }
        return {.kind = found,
                .what = text_of(root, "what"),
                .where = file_ + ", " + text_of(root, "where"),
                .remedy = text_of(root, "remedy")};
    }

    std::string file_;
    Terminal& terminal_;
    std::string pending_;
    std::string report_;
    std::optional<Error> error_;
};

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
        terminal.line(
            fmt::format("{}: {} objects sealed, {} unchanged, {} refused; the lane has {} entries",
                        file, count_of(report, "sealed"), count_of(report, "unchanged"), refused,
                        count_of(report, "lane_size")));
    }
    return {};
}

}  // namespace

Result<void> run(const Put& command, Terminal& terminal) {
    const auto api = TRY(node::Api::open(command.common.node));
    const auto target = fmt::format("/api/v1/objects?channel={}&skip_invalid={}",
                                    escaped(command.channel), command.skip_invalid);
    for (const auto& file : command.files) {
        const auto source = TRY(FileSource::open(file));
        PutAnswer answer(file, terminal);
        TRY_VOID(api->upload(
            target, [&] { return source.next(); }, [&](ByteView piece) { answer.take(piece); }));
        const auto report = TRY(answer.report());
        TRY_VOID(print(command, file, report, terminal));
    }
    return {};
}

}  // namespace entente::cli
