#include <fmt/format.h>

#include "cli/answer.h"
#include "cli/commands.h"
#include "node/api.h"

namespace entente::cli {
namespace {

void print_lane(const json::Value& lane, Terminal& terminal) {
    terminal.line(fmt::format("  lane {} of {}{}: {} entries sealed", brief(text_of(lane, "lane")),
                              text_of(lane, "writer_name"),
                              flag_of(lane, "for_all") ? "" : ", for these alone",
                              count_of(lane, "sealed")));
    for (const auto& reader : items_of(lane, "readers")) {
        terminal.line(fmt::format("    {}: receipted {}, entangled {}", text_of(reader, "name"),
                                  count_of(reader, "receipted"), count_of(reader, "entangled")));
    }
    terminal.line("    checkpoint:");
    const auto checkpoint = text_of(lane, "checkpoint");
    for (std::size_t at = 0; at < checkpoint.size();) {
        const auto end = checkpoint.find('\n', at);
        terminal.line("      " + checkpoint.substr(at, end - at));
        at = end == std::string::npos ? checkpoint.size() : end + 1;
    }
}

void print_channel(const json::Value& channel, Terminal& terminal) {
    terminal.line(text_of(channel, "subject") +
                  (flag_of(channel, "founded") ? "" : "  [not founded yet]"));
    terminal.line("  transcript fingerprint  " + text_of(channel, "fingerprint"));
    for (const auto& lane : items_of(channel, "lanes")) print_lane(lane, terminal);
}

void print_link(const json::Value& link, Terminal& terminal) {
    terminal.line(fmt::format("link to {} ({}): {}, {} entries sent, {} received",
                              text_of(link, "peer"), text_of(link, "endpoint"),
                              text_of(link, "state"), count_of(link, "entries_sent"),
                              count_of(link, "entries_received")));
    const auto error = text_of(link, "last_error");
    if (!error.empty()) terminal.line("  last error: " + error);
}

}  // namespace

Result<void> run(const Status& command, Terminal& terminal) {
    const auto api = TRY(node::Api::open(command.common.node));
    const auto body = TRY(api->get("/api/v1/status"));
    if (command.common.is_json) {
        terminal.json(body);
        return {};
    }
    const auto answer = TRY(json::Document::parse(body));
    const auto& root = answer.root();
    terminal.line(text_of(root, "name") + "  " + text_of(root, "id") +
                  (api->is_running() ? "  (running)" : "  (not running)"));
    const auto stopped = text_of(root, "writing_stopped");
    if (!stopped.empty()) terminal.line("WARNING  " + stopped);
    for (const auto& dispute : items_of(root, "disputes")) print_alarm(dispute, terminal);
    for (const auto& channel : items_of(root, "channels")) print_channel(channel, terminal);
    for (const auto& link : items_of(root, "links")) print_link(link, terminal);
    return {};
}

}  // namespace entente::cli
