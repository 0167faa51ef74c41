#include <algorithm>
#include <fmt/format.h>

#include "cli/commands.h"
#include "json/write.h"
#include "node/audit.h"

namespace entente::cli {
namespace {

json::Object lane_object(const node::LaneAudit& lane) {
    json::Object receipts;
    for (const auto& [party, count] : lane.receipts) receipts.add(party, count);
    json::Object object;
    object.add("channel", lane.channel);
    object.add("checkpoints", lane.checkpoints);
    object.add("entries", lane.entries);
    object.add("erased", lane.erased);
    object.add("lane", lane::to_hex(lane.lane));
    object.add("receipts", receipts);
    object.add("writer", lane.writer);
    return object;
}

std::string json_of(const node::Audit& audit) {
    json::Array channels;
    for (const auto& channel : audit.channels) {
        json::Object object;
        object.add("fingerprint", channel.fingerprint);
        object.add("founded", channel.is_founded);
        object.add("signatures", channel.signatures);
        object.add("subject", channel.subject);
        channels.add(object);
    }
    json::Array lanes;
    for (const auto& lane : audit.lanes) lanes.add(lane_object(lane));
    json::Array alarms;
    for (const auto& line : audit.alarms) alarms.add(line);
    json::Array problems;
    for (const auto& problem : audit.problems) problems.add(problem);
    json::Object object;
    object.add("alarms", alarms);
    object.add("cards", audit.cards);
    object.add("channels", channels);
    object.add("entries", audit.entries());
    object.add("fence", audit.has_fence);
    object.add("lanes", lanes);
    object.add("name", audit.name);
    object.add("problems", problems);
    return object.text();
}

void print(const node::Audit& audit, Terminal& terminal) {
    terminal.line("Verified offline, from the record of " + audit.name + " alone:");
    terminal.line(fmt::format("  {} party cards, each signed by its root key", audit.cards));
    for (const auto& lane : audit.lanes) {
        std::string receipts;
        for (const auto& [party, count] : lane.receipts) {
            receipts += fmt::format(", {} receipts by {}", count, party);
        }
        const auto erased =
            lane.erased == 0 ? "" : fmt::format(" but {} erased on recall", lane.erased);
        terminal.line(fmt::format(
            "  lane {} of {}: {} entries hashed, bodies opened{}; {} signed checkpoints{}",
            lane::to_hex(lane.lane).substr(0, 8), lane.writer, lane.entries, erased,
            lane.checkpoints, receipts));
    }
    for (const auto& channel : audit.channels) {
        terminal.line(fmt::format("  channel \"{}\": charter with {} valid signatures{}",
                                  channel.subject, channel.signatures,
                                  channel.is_founded ? "" : ", not founded yet"));
        terminal.line("    transcript fingerprint  " + channel.fingerprint);
    }
    terminal.line(audit.has_fence
                      ? (audit.problems.empty() ? "  every lane reaches as far as the fence says"
                                                : "  compared with the fence")
                      : "  no fence is here: whether the record was cut short cannot be told");
    for (const auto& line : audit.alarms) terminal.line(line);
    for (const auto& problem : audit.problems) terminal.line("  PROBLEM  " + problem);
}

}  // namespace

Result<void> run(const Verify& command, Terminal& terminal) {
    const auto disk = host::make_system_disk();
    const auto audit = TRY(node::audit(*disk, command.common.node, [&](std::uint64_t entries) {
        terminal.progress(fmt::format("{} entries", entries));
    }));
    if (command.common.is_json) {
        terminal.json(json_of(audit));
    } else {
        print(audit, terminal);
    }
    const bool is_frozen = std::ranges::any_of(
        audit.disputes, [](const auto& dispute) { return dispute.is_frozen(); });
    if (audit.problems.empty() && is_frozen) {
        return fail(ErrorKind::conflict, "all that is here is sound, and proves two histories",
                    command.common.node, "see the alarm; then: entente resolve LANE --reason TEXT");
    }
    if (audit.problems.empty()) return {};
    return fail(
        ErrorKind::corrupt,
        fmt::format("{} problems; the first: {}", audit.problems.size(), audit.problems.front()),
        command.common.node, "keep this copy as it is, and compare with the other parties");
}

}  // namespace entente::cli
