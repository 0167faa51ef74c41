#pragma once
// Which lanes there are on a channel, whose, and who reads them.

#include <optional>
#include <string>
#include <vector>

#include "channel/context.h"
#include "lane/state.h"

namespace entente::channel {

/// Parties, sorted by id.
using Parties = std::vector<PartyId>;

/// All parties of a charter: who reads what is put without naming anyone.
Parties parties_of(const SignedCharter& charter);

/// Whether everybody in `narrow` is in `wide`, too.
bool covers(const Parties& wide, const Parties& narrow);

/// The lanes of a channel that this node holds, by id.
Result<std::vector<lane::LaneState>> lanes_of(const Context& context, const ChannelId& channel);

/// The lanes of a channel that every party of `audience` may know of: those whose audience covers
/// it (design 02-log section 1).
Result<std::vector<lane::LaneState>> lanes_readable_by_all(const Context& context,
                                                           const ChannelId& channel,
                                                           const Parties& audience);

/// The lanes, of any channel, whose audience contains `party`: all that it may know of (design
/// 02-log section 2).
Result<std::vector<lane::LaneState>> lanes_readable_by(const Context& context,
                                                       const PartyId& party);

/// Our own lanes on a channel, by id.
Result<std::vector<lane::LaneState>> own_lanes(const Context& context, const ChannelId& channel);

/// The lane of `writer` on `channel` for exactly this audience; nothing if it is not here. Of two,
/// as after a lost disk, the one that says more.
Result<std::optional<lane::LaneState>> lane_for(const Context& context, const ChannelId& channel,
                                                const PartyId& writer, const Parties& audience);

/// The lane of `writer` on `channel` that all of its parties read; nothing if it is not here yet.
Result<std::optional<lane::LaneState>> lane_of(const Context& context, const ChannelId& channel,
                                               const PartyId& writer);

/// How much of a lane is here; 0 if nothing is.
lane::TreeSize held_size(const Context& context, const lane::LaneId& lane);

/// Opens a lane of ours. Call it with context.writing held.
///
/// audience  with us, within the charter's parties
/// errors    as Sealer::open_lane and Store::append
Result<lane::LaneState> open_lane(Context& context, const SignedCharter& charter, Parties audience);

/// Opens our lane for all parties on every founded channel that lacks one. Call it after each
/// change of a charter and at the start; a crash in between is mended by the next call.
///
/// errors  as open_lane
Result<void> open_missing_lanes(Context& context);

/// The digest that two nodes compare in one round trip: of everything that both may know of. Equal
/// on both exactly when they hold the same lanes to the same heads and the same signed charters, so
/// it serves as the cursor of `changes` and needs no state per caller.
Result<std::string> shared_fingerprint(const Context& context, const PartyId& party);

/// The transcript fingerprint of what all of `audience` may read on a channel: what two people
/// compare by telephone (section 2.7).
Result<std::string> transcript_fingerprint(const Context& context, const ChannelId& channel,
                                           const Parties& audience);

/// The same for all parties of the channel.
Result<std::string> transcript_fingerprint(const Context& context, const ChannelId& channel);

/// Every audience that has a lane here on the channel, all parties first, then wide before narrow.
Result<std::vector<Parties>> audiences_of(const Context& context, const ChannelId& channel);

}  // namespace entente::channel
