#include "channel/status.h"

#include <algorithm>
#include <tuple>

#include "channel/lanes.h"
#include "store/store.h"

namespace entente::channel {
namespace {

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
}

}  // namespace

Result<std::vector<LaneStatus>> status_of(const Context& context, const ChannelId& channel) {
    std::vector<LaneStatus> all;
    const auto charter = context.directory.charter(channel);
    const auto everyone = charter ? parties_of(*charter) : Parties();
    const auto lanes = TRY(lanes_of(context, channel));
    for (const auto& lane : lanes) {
        LaneStatus status{.lane = lane.id,
                          .writer = lane.opening.writer,
                          .writer_name = context.directory.name_of(lane.opening.writer),
                          .is_for_all = lane.opening.audience == everyone,
                          .sealed = lane.frontier.size(),
                          .root = lane.frontier.root(),
                          .checkpoint = lane::encode_note(lane.checkpoint.note),
                          .readers = {}};
        for (const auto& party : lane.opening.audience) {
            if (party == lane.opening.writer) continue;
            status.readers.push_back({.party = party,
                                      .name = context.directory.name_of(party),
                                      .receipted = context.store.receipted(lane.id, party),
                                      .entangled = TRY(context.store.entangled(lane.id, party))});
        }
        std::ranges::sort(status.readers, {}, &PartyProgress::name);
        all.push_back(std::move(status));
    }
    std::ranges::sort(all, {}, [](const LaneStatus& lane) {
        return std::tuple(lane.writer_name, -static_cast<std::ptrdiff_t>(lane.readers.size()),
                          lane.lane);
    });
    return all;
}

std::string entry_status(const LaneStatus& lane, lane::EntryIndex index) {
    std::vector<std::string> receipted;
    std::vector<std::string> entangled;
    for (const auto& reader : lane.readers) {
        if (reader.entangled.value() > index.value()) {
            entangled.push_back(reader.name);
        } else if (reader.receipted.value() > index.value()) {
            receipted.push_back(reader.name);
        }
    }
    std::string text;
    if (!entangled.empty()) text = "entangled with " + joined(entangled);
    if (!receipted.empty()) {
        text += (text.empty() ? "" : ", ") + ("receipted by " + joined(receipted));
    }
    return text.empty() ? "sealed" : text;
}

}  // namespace entente::channel
