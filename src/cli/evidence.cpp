#include <fmt/format.h>

#include "base/limits.h"
#include "channel/alarm_json.h"
#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "node/api.h"

namespace entente::cli {
namespace {

/// What a file proves, from nothing but the file.
Result<lane::ProvenEvidence> prove_file(const std::string& path) {
    const auto bytes = TRY(read_input(path, limits::evidence_bytes_max));
    auto evidence = TRY(lane::decode_evidence(bytes));
    return channel::prove(std::move(evidence));
}

void print(const std::string& path, const lane::ProvenEvidence& proven, Terminal& terminal) {
    const auto party = "party " + brief(lane::to_hex(proven.accused()));
    const bool is_fork = proven.evidence().kind == lane::EvidenceKind::fork;
    terminal.line(fmt::format("{}: proved: {} {} two different histories of one lane", path, party,
                              is_fork ? "signed" : "gave receipts for"));
    terminal.line("  lane     " + lane::to_hex(proven.evidence().lane));
    terminal.line("  accused  " + lane::to_hex(proven.accused()) +
                  (is_fork ? "  (the lane's writer)" : "  (a reader)"));
    if (proven.opening()) {
        terminal.line("  channel  " + lane::to_hex(proven.opening()->channel));
        terminal.line("  log key  " + to_base64(view(proven.opening()->log_key.bytes)));
    }
    for (const auto& line : channel::certain_of(proven, party)) terminal.line("  " + line);
    const auto agreement = channel::agreement_of(proven);
    if (!agreement.empty()) terminal.line("  " + agreement);
    terminal.line(
        "  Not proved: whose hand it was. A restored backup or a stolen key does the same;");
    terminal.line("  and which organisation the party is: compare its id with its party card.");
}

json::Object json_of(const std::string& path, const Result<lane::ProvenEvidence>& proven) {
    json::Object object;
    object.add("path", path);
    object.add("proved", proven.has_value());
    if (proven) object.add("evidence", channel::json_of(*proven));
    if (!proven) object.add("error", to_line(proven.error()));
    return object;
}

}  // namespace

Result<void> run(const EvidenceVerify& command, Terminal& terminal) {
    json::Array all;
    std::optional<Error> first_error;
    for (const auto& path : command.files) {
        const auto proven = prove_file(path);
        all.add(json_of(path, proven));
        if (proven && !command.is_json) print(path, *proven, terminal);
        if (!proven && !command.is_json) {
            terminal.line(path + ": proves nothing: " + to_line(proven.error()));
        }
        if (!proven && !first_error) first_error = proven.error();
    }
    if (command.is_json) {
        json::Object answer;
        answer.add("files", all);
        terminal.json(answer.text());
    }
    if (first_error) return std::unexpected(*std::move(first_error));
    return {};
}

Result<void> run(const EvidenceList& command, Terminal& terminal) {
    const auto api = TRY(node::Api::open(command.common.node));
    const auto body = TRY(api->get("/api/v1/evidence"));
    if (command.common.is_json) {
        terminal.json(body);
        return {};
    }
    const auto answer = TRY(json::Document::parse(body));
    const auto disputes = items_of(answer.root(), "disputes");
    if (disputes.empty()) terminal.line("No lane is disputed.");
    for (const auto& dispute : disputes) {
        terminal.line(
            fmt::format("lane {}  {}", text_of(dispute, "lane"), text_of(dispute, "state")));
        print_alarm(dispute, terminal);
        for (const auto& evidence : items_of(dispute, "evidence")) {
            terminal.line(
                fmt::format("  {}  {}", text_of(evidence, "kind"),
                            command.common.node + "/evidence/" + text_of(evidence, "file")));
        }
    }
    return {};
}

Result<void> run(const Resolve& command, Terminal& terminal) {
    const auto api = TRY(node::Api::open(command.common.node));
    json::Object request;
    request.add("lane", command.lane);
    request.add("reason", command.reason);
    request.add("successor", command.successor);
    const auto body = TRY(api->post("/api/v1/resolve", request.text()));
    if (command.common.is_json) {
        terminal.json(body);
        return {};
    }
    const auto answer = TRY(json::Document::parse(body));
    terminal.line("The lane goes on in the version that is here. The evidence stays.");
    print_alarm(answer.root(), terminal);
    return {};
}

}  // namespace entente::cli
