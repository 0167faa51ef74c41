#include <chrono>
#include <filesystem>
#include <thread>

#include "base/limits.h"
#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "json/write.h"
#include "node/api.h"

namespace entente::cli {
namespace {

constexpr std::chrono::seconds link_patience{10};
constexpr std::chrono::milliseconds look_again{100};

/// Those that share what the others do not see, after the first, which is everybody.
void print_audiences(const json::Value& channel, Terminal& terminal) {
    bool is_first = true;
    for (const auto& audience : items_of(channel, "audiences")) {
        if (std::exchange(is_first, false)) continue;
        std::string names;
        const auto parties = audience.member("parties");
        if (!parties) continue;
        for (const auto& party : parties->elements()) {
            names += (names.empty() ? "" : ", ") + std::string(party.as_string().value_or(""));
        }
        terminal.line("  among        " + names + ": " + text_of(audience, "fingerprint"));
    }
}

void print_channel(const json::Value& channel, Terminal& terminal) {
    terminal.line(text_of(channel, "subject") + "  [" + text_of(channel, "state") + "]");
    terminal.line("  id           " + text_of(channel, "id"));
    std::string parties;
    for (const auto& party : items_of(channel, "parties")) {
        parties += (parties.empty() ? "" : ", ") + text_of(party, "name") +
                   (flag_of(party, "signed") ? " (signed)" : " (has not signed)");
    }
    terminal.line("  parties      " + parties);
    if (text_of(channel, "state") == "founded") {
        terminal.line("  fingerprint  " + text_of(channel, "fingerprint"));
        print_audiences(channel, terminal);
    }
}

Result<void> print(const Common& common, const std::string& body, Terminal& terminal) {
    if (common.is_json) {
        terminal.json(body);
        return {};
    }
    const auto answer = TRY(json::Document::parse(body));
    print_channel(answer.root(), terminal);
    return {};
}

/// Joins; an invitation that was sent a moment ago may still be on its way to a running node.
Result<std::string> join(node::Api& api, const std::string& target, const std::string& charter,
                         Terminal& terminal) {
    const auto end = std::chrono::steady_clock::now() + link_patience;
    while (true) {
        auto body = api.post(target, charter);
        const bool may_come = !body && body.error().kind == ErrorKind::not_found &&
                              charter.empty() && api.is_running();
        if (!may_come || std::chrono::steady_clock::now() > end) return body;
        terminal.progress("waiting for the invitation");
        std::this_thread::sleep_for(look_again);
    }
}

/// The parties of a channel that have not opened their lanes, as far as it is known here.
std::string not_opened(const json::Value& channel) {
    std::string names;
    for (const auto& party : items_of(channel, "parties")) {
        if (flag_of(party, "opened")) continue;
        names += (names.empty() ? "" : ", ") + text_of(party, "name");
    }
    return names;
}

/// Waits a little until the others know that the channel is founded, so that what is put next, at
/// either side, is taken. How the channel is then.
Result<std::string> await_others(node::Api& api, std::string joined, Terminal& terminal) {
    const auto end = std::chrono::steady_clock::now() + link_patience;
    while (api.is_running()) {
        const auto answer = TRY(json::Document::parse(joined));
        const auto missing = not_opened(answer.root());
        if (text_of(answer.root(), "state") != "founded" || missing.empty()) return joined;
        if (std::chrono::steady_clock::now() > end) {
            terminal.note(missing + " will know once a link is up: see entente status");
            return joined;
        }
        terminal.progress("waiting for " + missing);
        std::this_thread::sleep_for(look_again);
        joined = TRY(api.get("/api/v1/channel?channel=" + text_of(answer.root(), "id")));
    }
    return joined;
}

}  // namespace

Result<void> run(const ChannelNew& command, Terminal& terminal) {
    json::Array with;
    for (const auto& party : command.with) with.add(party);
    json::Object request;
    request.add("subject", command.subject);
    request.add("with", with);
    const auto api = TRY(node::Api::open(command.common.node));
    const auto body = TRY(api->post("/api/v1/channels", request.text()));
    TRY_VOID(print(command.common, body, terminal));
    if (!command.common.is_json) {
        terminal.line("Next: the others run  entente channel join \"" + command.subject + "\"");
    }
    return {};
}

Result<void> run(const ChannelInvite& command, Terminal& terminal) {
    const auto api = TRY(node::Api::open(command.common.node));
    const auto body = TRY(api->get("/api/v1/channel?channel=" + escaped(command.channel)));
    const auto answer = TRY(json::Document::parse(body));
    const auto charter = text_of(answer.root(), "charter");
    if (!command.output.empty()) {
        TRY_VOID(write_output(command.output, charter));
        terminal.note("Wrote " + command.output + "; the others run: entente channel join " +
                      command.output);
    } else if (command.common.is_json) {
        terminal.json(body);
    } else {
        terminal.raw(charter);
    }
    return {};
}

Result<void> run(const ChannelJoin& command, Terminal& terminal) {
    std::error_code ignored;  // what cannot be looked at is not a file: then it is a subject
    const bool is_file = std::filesystem::is_regular_file(command.channel_or_file, ignored);
    std::string charter;
    if (is_file) charter = TRY(read_input(command.channel_or_file, limits::note_bytes_max));
    const auto api = TRY(node::Api::open(command.common.node));
    const auto target = std::string("/api/v1/channel/join?channel=") +
                        (is_file ? std::string() : escaped(command.channel_or_file));
    auto joined = TRY(join(*api, target, charter, terminal));
    const auto body = TRY(await_others(*api, std::move(joined), terminal));
    return print(command.common, body, terminal);
}

Result<void> run(const ChannelList& command, Terminal& terminal) {
    const auto api = TRY(node::Api::open(command.common.node));
    const auto body = TRY(api->get("/api/v1/channels"));
    if (command.common.is_json) {
        terminal.json(body);
        return {};
    }
    const auto answer = TRY(json::Document::parse(body));
    const auto channels = items_of(answer.root(), "channels");
    if (channels.empty()) terminal.note("No channel yet. See entente channel new --help");
    for (const auto& channel : channels) print_channel(channel, terminal);
    return {};
}

}  // namespace entente::cli
