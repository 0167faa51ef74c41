#include <filesystem>
#include <fmt/format.h>

#include "base/limits.h"
#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/output_file.h"
#include "json/write.h"
#include "lane/entry_proof.h"
#include "node/api.h"

namespace entente::cli {
namespace {

constexpr auto proof_file = "entry.tlog-proof";
constexpr auto header_file = "entry.header";
constexpr auto body_file = "entry.body";
constexpr auto policy_file = "policy";

/// A file of the answer's member of that name.
Result<void> write_member(const json::Value& answer, std::string_view member,
                          const std::string& path) {
    auto file = TRY(OutputFile::create(path));
    TRY_VOID(file.write(text_of(answer, member)));
    return file.finish();
}

Result<void> make_folder(const std::string& path) {
    std::error_code error;
    std::filesystem::create_directories(path, error);
    if (!error) return {};
    return fail(ErrorKind::refused, "the folder cannot be made: " + error.message(), path,
                "give another one: -o");
}

Result<lane::ProvenEntry> verify_folder(const std::string& folder) {
    const auto read = [&](const char* name, std::size_t bytes_max) {
        return read_input(folder + "/" + name, bytes_max);
    };
    const auto proof_text = TRY(read(proof_file, 2 * limits::note_bytes_max));
    const auto header = TRY(read(header_file, limits::header_bytes_max));
    const auto body = TRY(read(body_file, limits::body_bytes_max));
    const auto policy_text = TRY(read(policy_file, limits::note_bytes_max));
    const auto proof = TRY(lane::decode_entry_proof(proof_text));
    const auto policy = TRY(lane::parse_policy(policy_text));
    return lane::verify_entry_proof(proof, header, body, policy);
}

void print(const lane::ProvenEntry& proven, Terminal& terminal) {
    terminal.line("proved: entry " + lane::to_hex(proven.id));
    terminal.line("  lane     " + lane::to_hex(proven.head.lane));
    terminal.line("  writer   " + lane::to_hex(proven.header.writer));
    terminal.line("  claimed  " + to_milliseconds_text(proven.header.time));
    for (const auto& [name, time_s] : proven.witnesses) {
        const Instant time(static_cast<std::int64_t>(time_s) * 1'000'000);
        terminal.line(fmt::format("  held by  {} at {}", name, to_milliseconds_text(time)));
    }
    terminal.line("  Not proved: whose keys the policy names. Compare them with the party cards.");
}

json::Object json_of(const lane::ProvenEntry& proven) {
    json::Array witnesses;
    for (const auto& [name, time_s] : proven.witnesses) {
        json::Object witness;
        witness.add("name", name);
        witness.add("time_s", time_s);
        witnesses.add(witness);
    }
    json::Object object;
    object.add("entry", lane::to_hex(proven.id));
    object.add("lane", lane::to_hex(proven.head.lane));
    object.add("size", proven.head.size.value());
    object.add("time", to_milliseconds_text(proven.header.time));
    object.add("witnesses", witnesses);
    object.add("writer", lane::to_hex(proven.header.writer));
    return object;
}

}  // namespace

Result<void> run(const Prove& command, Terminal& terminal) {
    const auto api = TRY(node::Api::open(command.common.node));
    const auto body = TRY(api->get("/api/v1/proofs/" + escaped(command.what) +
                                   "?channel=" + escaped(command.channel)));
    const auto answer = TRY(json::Document::parse(body));
    TRY_VOID(make_folder(command.folder));
    TRY_VOID(write_member(answer.root(), "proof", command.folder + "/" + proof_file));
    TRY_VOID(write_member(answer.root(), "header", command.folder + "/" + header_file));
    TRY_VOID(write_member(answer.root(), "body", command.folder + "/" + body_file));
    TRY_VOID(write_member(answer.root(), "policy", command.folder + "/" + policy_file));
    if (command.common.is_json) {
        terminal.json(body);
        return {};
    }
    terminal.line("entry " + text_of(answer.root(), "entry") + " by " +
                  text_of(answer.root(), "writer_name") + ": proof in " + command.folder);
    terminal.line("anybody can check it: entente proof verify " + command.folder);
    return {};
}

Result<void> run(const ProofVerify& command, Terminal& terminal) {
    const auto proven = TRY(verify_folder(command.folder));
    if (command.is_json) {
        terminal.json(json_of(proven).text());
    } else {
        print(proven, terminal);
    }
    return {};
}

Result<void> run(const VerifierKeys& command, Terminal& terminal) {
    const auto api = TRY(node::Api::open(command.common.node));
    const auto body = TRY(api->get("/api/v1/lanes/" + escaped(command.lane) + "/keys"));
    if (command.common.is_json) {
        terminal.json(body);
        return {};
    }
    const auto answer = TRY(json::Document::parse(body));
    for (const auto& key : items_of(answer.root(), "keys")) {
        terminal.line(fmt::format("{}  {}  {}", text_of(key, "vkey"), text_of(key, "signs"),
                                  text_of(key, "party_name")));
    }
    return {};
}

}  // namespace entente::cli
