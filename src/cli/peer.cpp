#include "base/limits.h"
#include "channel/card.h"
#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "node/api.h"

namespace entente::cli {
namespace {

/// An id in groups that can be read aloud: people compare it over the telephone.
std::string spoken(const std::string& id) {
    std::string groups;
    for (std::size_t i = 0; i < id.size(); i += 8) {
        if (i > 0) groups += ' ';
        groups += id.substr(i, 8);
    }
    return groups;
}

Result<void> check_expected(const std::string& expected, ByteView note) {
    const auto card = TRY(channel::decode_card(note));
    const auto id = lane::to_hex(card.card.id);
    if (expected.empty() || expected == id) return {};
    return fail(ErrorKind::refused, "the card is of another party: " + id, "--expect " + expected,
                "ask the party for its id once more, by another way");
}

}  // namespace

Result<void> run(const PeerCard& command, Terminal& terminal) {
    const auto api = TRY(node::Api::open(command.common.node));
    const auto body = TRY(api->get("/api/v1/card"));
    const auto answer = TRY(json::Document::parse(body));
    const auto card = text_of(answer.root(), "card");
    if (!command.output.empty()) {
        TRY_VOID(write_output(command.output, card));
        terminal.note("Wrote " + command.output + "; party id " + text_of(answer.root(), "id"));
        return {};
    }
    if (command.common.is_json) {
        terminal.json(body);
    } else {
        terminal.raw(card);
    }
    return {};
}

Result<void> run(const PeerAdd& command, Terminal& terminal) {
    const auto note = TRY(read_input(command.file, limits::note_bytes_max));
    TRY_VOID(check_expected(command.expected_id, note));
    const auto api = TRY(node::Api::open(command.common.node));
    const auto body = TRY(api->post("/api/v1/peers", note));
    if (command.common.is_json) {
        terminal.json(body);
        return {};
    }
    const auto answer = TRY(json::Document::parse(body));
    terminal.line("Added " + text_of(answer.root(), "name"));
    terminal.line("Party id  " + spoken(text_of(answer.root(), "id")));
    if (command.expected_id.empty()) {
        terminal.line("Compare this id with the party by another way, the telephone for example:");
        terminal.line("whoever could change the card on its way could be anyone.");
    }
    return {};
}

Result<void> run(const PeerList& command, Terminal& terminal) {
    const auto api = TRY(node::Api::open(command.common.node));
    const auto body = TRY(api->get("/api/v1/peers"));
    if (command.common.is_json) {
        terminal.json(body);
        return {};
    }
    const auto answer = TRY(json::Document::parse(body));
    for (const auto& peer : items_of(answer.root(), "peers")) {
        std::string line = text_of(peer, "name") + (flag_of(peer, "is_self") ? " (this node)" : "");
        line += "  " + text_of(peer, "id");
        for (const auto& endpoint : items_of(peer, "endpoints")) {
            line += "  " + std::string(endpoint.as_string().value_or(""));
        }
        terminal.line(line);
    }
    return {};
}

}  // namespace entente::cli
