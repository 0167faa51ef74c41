#pragma once
// Which lanes there are on a channel, and whose.

#include <optional>
#include <string>
#include <vector>

#include "channel/context.h"
#include "lane/state.h"

namespace entente::channel {

/// The lanes of a channel that this node holds, by id.
Result<std::vector<lane::LaneState>> lanes_of(const Context& context, const ChannelId& channel);

/// The lanes, of any channel, whose audience contains `party`: all that it may know of (design
/// 02-log section 2).
Result<std::vector<lane::LaneState>> lanes_readable_by(const Context& context,
                                                       const PartyId& party);

/// The lane of `writer` on `channel` that all of its parties read; nothing if it is not here yet.
Result<std::optional<lane::LaneState>> lane_of(const Context& context, const ChannelId& channel,
                                               const PartyId& writer);

/// How much of a lane is here; 0 if nothing is.
lane::TreeSize held_size(const Context& context, const lane::LaneId& lane);

/// Opens our lane on every founded channel that lacks one. Call it after each change of a charter
/// and at the start; a crash in between is mended by the next call.
///
/// errors  as Sealer::open_lane and Store::append
Result<void> open_missing_lanes(Context& context);

/// The digest that two nodes compare in one round trip: of everything that both may know of. Equal
/// on both exactly when they hold the same lanes to the same heads and the same signed charters, so
/// it serves as the cursor of `changes` and needs no state per caller.
Result<std::string> shared_fingerprint(const Context& context, const PartyId& party);

/// The transcript fingerprint of a channel: what two people compare by telephone (section 2.7).
Result<std::string> transcript_fingerprint(const Context& context, const ChannelId& channel);

}  // namespace entente::channel
