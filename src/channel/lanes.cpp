#include "channel/lanes.h"

#include <algorithm>
#include <tuple>

#include "base/encoding.h"
#include "channel/keep.h"
#include "channel/recovery.h"
#include "lane/order.h"
#include "store/store.h"

namespace entente::channel {
namespace {

template <class Keep>
Result<std::vector<lane::LaneState>> lanes_where(const Context& context, Keep keep) {
    std::vector<lane::LaneState> kept;
    for (const auto& id : context.store.lanes()) {
        auto state = TRY(context.store.state(id));
        if (keep(state.opening)) kept.push_back(std::move(state));
    }
    return kept;
}

bool has(const Parties& audience, const PartyId& party) {
    return std::ranges::binary_search(audience, party);
}

}  // namespace

Parties parties_of(const SignedCharter& charter) {
    Parties parties;
    for (const auto& party : charter.charter.parties) parties.push_back(party.id);
    return parties;
}

bool covers(const Parties& wide, const Parties& narrow) {
    return std::ranges::includes(wide, narrow);
}

Result<std::vector<lane::LaneState>> lanes_of(const Context& context, const ChannelId& channel) {
    return lanes_where(context, [&](const auto& opening) { return opening.channel == channel; });
}

Result<std::vector<lane::LaneState>> lanes_readable_by(const Context& context,
                                                       const PartyId& party) {
    return lanes_where(context, [&](const auto& opening) { return has(opening.audience, party); });
}

Result<std::vector<lane::LaneState>> lanes_readable_by_all(const Context& context,
                                                           const ChannelId& channel,
                                                           const Parties& audience) {
    return lanes_where(context, [&](const auto& opening) {
        return opening.channel == channel && covers(opening.audience, audience);
    });
}

Result<std::vector<lane::LaneState>> own_lanes(const Context& context, const ChannelId& channel) {
    return lanes_where(context, [&](const auto& opening) {
        return opening.channel == channel && opening.writer == context.self();
    });
}

Result<std::optional<lane::LaneState>> lane_for(const Context& context, const ChannelId& channel,
                                                const PartyId& writer, const Parties& audience) {
    auto lanes = TRY(lanes_where(context, [&](const auto& opening) {
        return opening.channel == channel && opening.writer == writer &&
               opening.audience == audience;
    }));
    if (lanes.empty()) return std::optional<lane::LaneState>();
    const auto size = [](const lane::LaneState& lane) { return lane.frontier.size(); };
    return std::optional(std::move(*std::ranges::max_element(lanes, {}, size)));
}

Result<std::optional<lane::LaneState>> lane_of(const Context& context, const ChannelId& channel,
                                               const PartyId& writer) {
    const auto charter = context.directory.charter(channel);
    if (!charter) return std::optional<lane::LaneState>();
    return lane_for(context, channel, writer, parties_of(*charter));
}

lane::TreeSize held_size(const Context& context, const lane::LaneId& lane) {
    const auto state = context.store.state(lane);
    return state ? state->frontier.size() : lane::TreeSize(0);
}

Result<lane::LaneState> open_lane(Context& context, const SignedCharter& charter,
                                  Parties audience) {
    const lane::LaneOpening opening{.channel = charter.channel(),
                                    .charter = charter.channel().value(),
                                    .writer = context.self(),
                                    .audience = std::move(audience),
                                    .log_key = context.keys.log.public_key(),
                                    .nonce = context.random.bytes<32>()};
    const lane::Sealer sealer(context.keys.log, context.clock, context.random);
    const auto batch = TRY(sealer.open_lane(opening));
    TRY_VOID(keep(context, batch));
    return batch.after();
}

Result<void> open_missing_lanes(Context& context) {
    const std::scoped_lock lock(context.writing);
    if (why_stopped(context)) return {};  // it may be there, and only lost here
    for (const auto& charter : context.directory.charters()) {
        if (!context.directory.is_founded(charter)) continue;
        const auto ours = TRY(lane_of(context, charter.channel(), context.self()));
        if (!ours) TRY_VOID(open_lane(context, charter, parties_of(charter)));
    }
    return {};
}

Result<std::string> shared_fingerprint(const Context& context, const PartyId& party) {
    std::vector<std::string> lines;
    const auto lanes = TRY(lanes_readable_by(context, party));
    for (const auto& lane : lanes) {
        // Two versions never become equal: both sides agree once both know of the fork.
        if (context.directory.disputes().is_frozen(lane.id)) {
            lines.push_back("frozen " + lane::to_hex(lane.id) + "\n");
            continue;
        }
        lines.push_back("lane " + lane::to_hex(lane.id) + " " +
                        std::to_string(lane.frontier.size().value()) + " " +
                        to_base64(view(lane.frontier.root())) + "\n");
    }
    for (const auto& charter : context.directory.charters()) {
        if (!charter.has_party(party)) continue;
        auto line = "charter " + lane::to_hex(charter.channel());
        for (const auto& signer : context.directory.signers(charter)) {
            line += " " + lane::to_hex(signer);
        }
        lines.push_back(line + "\n");
    }
    std::ranges::sort(lines);
    std::string text;
    for (const auto& line : lines) text += line;
    return to_hex(view(crypto::sha256({text})));
}

Result<std::string> transcript_fingerprint(const Context& context, const ChannelId& channel,
                                           const Parties& audience) {
    std::vector<lane::Head> heads;
    const auto lanes = TRY(lanes_readable_by_all(context, channel, audience));
    for (const auto& lane : lanes) {
        heads.push_back(
            {.lane = lane.id, .size = lane.frontier.size(), .root = lane.frontier.root()});
    }
    return lane::fingerprint(std::move(heads));
}

Result<std::string> transcript_fingerprint(const Context& context, const ChannelId& channel) {
    const auto charter = TRY(context.directory.charter(channel));
    return transcript_fingerprint(context, channel, parties_of(charter));
}

Result<std::vector<Parties>> audiences_of(const Context& context, const ChannelId& channel) {
    const auto charter = TRY(context.directory.charter(channel));
    const auto everyone = parties_of(charter);
    std::vector<Parties> audiences;
    const auto lanes = TRY(lanes_of(context, channel));
    for (const auto& lane : lanes) audiences.push_back(lane.opening.audience);
    const auto rank = [&](const Parties& audience) {
        return std::tuple(audience != everyone, -static_cast<std::int64_t>(audience.size()),
                          audience);
    };
    std::ranges::sort(audiences, {}, rank);
    const auto twice = std::ranges::unique(audiences);
    audiences.erase(twice.begin(), twice.end());
    return audiences;
}

}  // namespace entente::channel
