#pragma once
// Theirs → store: a segment, from whatever carrier, becomes verified entries on disk and a receipt.

#include <optional>
#include <vector>

#include "channel/context.h"
#include "lane/checkpoint.h"

namespace entente::channel {

/// What became of a segment.
struct Received {
    lane::Head head;                             ///< the checkpoint that came with it
    lane::TreeSize held;                         ///< how much of the lane is here now
    std::uint32_t new_entries;                   ///< 0: all of it was here already
    std::optional<lane::SignatureLine> receipt;  ///< ours, once all of the checkpoint is here
};

/// Verifies `segment` of `lane` and stores it. May be repeated, by any carrier, in any order: what
/// is here already changes nothing and is answered with the receipt that was given for it.
///
/// carrier  who brought it; must be in the lane's audience, as must we
/// errors   not_found: no lane that the carrier may know of; conflict: a gap ("next <n>"), a lane
///          that is frozen, or a head that proves a fork: the writer signed two histories, and the
///          lane is frozen from now on; refused, invalid: it does not verify: the carrier's
///          garbage, nothing is frozen; exhausted: no room, or too many lanes
Result<Received> receive(Context& context, const PartyId& carrier, const lane::LaneId& lane,
                         ByteView segment);

}  // namespace entente::channel
