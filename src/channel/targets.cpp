#include "channel/targets.h"

#include <algorithm>
#include <iterator>

#include "channel/recovery.h"
#include "channel/writer.h"

namespace entente::channel {
namespace {

/// Our lanes within the audience, wide before narrow.
Result<std::vector<lane::LaneState>> narrower(const Context& context, const ChannelId& channel,
                                              const Parties& audience) {
    auto lanes = TRY(own_lanes(context, channel));
    std::erase_if(lanes, [&](const auto& lane) {
        return !covers(audience, lane.opening.audience) || lane.opening.audience.size() < 2;
    });
    std::ranges::sort(lanes, std::ranges::greater(), [](const auto& lane) {
        return std::pair(lane.opening.audience.size(), lane.id);
    });
    return lanes;
}

Result<bool> may_open(const Context& context, const SignedCharter& charter) {
    const auto ours = TRY(own_lanes(context, charter.channel()));
    return ours.size() < charter.charter.policy.lanes_max;
}

/// Fewest lanes first: each takes the widest that has somebody who is not reached yet.
std::vector<lane::LaneState> cover(std::vector<lane::LaneState> wide_first, Parties wanted) {
    std::vector<lane::LaneState> chosen;
    for (auto& lane : wide_first) {
        Parties left;
        std::ranges::set_difference(wanted, lane.opening.audience, std::back_inserter(left));
        if (left.size() == wanted.size()) continue;
        wanted = std::move(left);
        chosen.push_back(std::move(lane));
    }
    if (!wanted.empty()) chosen.clear();
    return chosen;
}

}  // namespace

Result<Parties> audience_to(const Context& context, const SignedCharter& charter,
                            const std::vector<PartyId>& to) {
    if (!context.directory.is_founded(charter)) {
        return fail(ErrorKind::refused,
                    "the channel is not founded yet: not every party has signed",
                    lane::to_hex(charter.channel()), "have the others run: entente channel join");
    }
    if (to.empty()) return parties_of(charter);
    Parties audience = to;
    audience.push_back(context.self());
    std::ranges::sort(audience);
    const auto twice = std::ranges::unique(audience);
    audience.erase(twice.begin(), twice.end());
    for (const auto& party : audience) {
        if (charter.has_party(party)) continue;
        return fail(ErrorKind::refused, "no party to this channel",
                    context.directory.name_of(party), "see entente channel list");
    }
    if (audience.size() >= 2) return audience;
    return fail(ErrorKind::invalid, "nobody is named but ourselves", "--to",
                "name at least one other party of the channel");
}

Result<Targets> targets_for(const Context& context, const SignedCharter& charter,
                            const Parties& audience) {
    if (const auto stopped = why_stopped(context)) return std::unexpected(*stopped);
    Targets targets{.audience = audience, .lanes = {}};
    auto exact = TRY(lane_for(context, charter.channel(), context.self(), audience));
    if (exact) {
        targets.lanes.push_back(*std::move(exact));
    } else if (!TRY(may_open(context, charter))) {
        auto lanes = TRY(narrower(context, charter.channel(), audience));
        targets.lanes = cover(std::move(lanes), audience);
        if (targets.lanes.empty()) {
            return fail(ErrorKind::exhausted,
                        "we have as many lanes as the charter allows, and none for these parties",
                        lane::to_hex(charter.channel()),
                        "put it to parties that have a lane: see entente status");
        }
    }
    for (const auto& lane : targets.lanes) TRY_VOID(check_writable(context, lane));
    return targets;
}

Result<Targets> opened_targets_for(Context& context, const SignedCharter& charter,
                                   const Parties& audience) {
    auto targets = TRY(targets_for(context, charter, audience));
    if (targets.lanes.empty()) {
        targets.lanes.push_back(TRY(open_lane(context, charter, audience)));
    }
    return targets;
}

Result<std::optional<lane::LaneState>> lane_within(Context& context, const ChannelId& channel,
                                                   const Parties& audience) {
    std::optional<lane::LaneState> none;
    const auto charter = context.directory.charter(channel);
    if (why_stopped(context) || !charter || !context.directory.is_founded(*charter)) return none;
    Parties present;
    std::ranges::set_intersection(audience, parties_of(*charter), std::back_inserter(present));
    auto exact = TRY(lane_for(context, channel, context.self(), present));
    if (exact && !check_writable(context, *exact)) return none;
    if (exact) return exact;
    if (present.size() >= 2 && TRY(may_open(context, *charter))) {
        return std::optional(TRY(open_lane(context, *charter, std::move(present))));
    }
    auto lanes = TRY(narrower(context, channel, present));
    for (auto& lane : lanes) {
        if (check_writable(context, lane)) return std::optional(std::move(lane));
    }
    return none;
}

}  // namespace entente::channel
