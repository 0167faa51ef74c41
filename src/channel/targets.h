#pragma once
// Into which of our lanes something goes, given who is to read it (design 02-log section 2.3, rules
// L4 and L7).

#include <optional>
#include <vector>

#include "channel/context.h"
#include "channel/lanes.h"

namespace entente::channel {

/// Where what is put goes.
struct Targets {
    Parties audience;                    ///< who is to read it, with us
    std::vector<lane::LaneState> lanes;  ///< ours, each within the audience, together all of it;
                                         ///< empty: one is opened for exactly this audience
};

/// Who is to read what is put to `to`: they and we; nobody named: all parties.
///
/// errors  refused: the channel is not founded, or one of them is no party to it; invalid: only
///         ourselves
Result<Parties> audience_to(const Context& context, const SignedCharter& charter,
                            const std::vector<PartyId>& to);

/// Our lanes for an audience: the one that is exactly for it; none, as long as another may be
/// opened; else narrower ones that together have all of it, the widest first.
///
/// errors  exhausted: as many lanes as the charter allows, and none that fit; refused: writing is
///         stopped; conflict: a lane of ours that it must go to is frozen
Result<Targets> targets_for(const Context& context, const SignedCharter& charter,
                            const Parties& audience);

/// The same, after a lane was opened if one is wanting. Call it with context.writing held.
///
/// errors  also as open_lane
Result<Targets> opened_targets_for(Context& context, const SignedCharter& charter,
                                   const Parties& audience);

/// A lane of ours in which we may speak of a lane that `audience` reads: whoever reads ours reads
/// that one, too (rule L7). The one for exactly this audience, opened if need be; else, with no
/// lane left to open, the widest within it. Call it with context.writing held.
///
/// returns  nothing: there is none, or it may not be written now
/// errors   as open_lane
Result<std::optional<lane::LaneState>> lane_within(Context& context, const ChannelId& channel,
                                                   const Parties& audience);

}  // namespace entente::channel
