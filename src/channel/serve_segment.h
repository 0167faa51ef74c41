#pragma once
// Ours, or what we hold of others → a segment for whoever may have it.

#include <optional>

#include "channel/context.h"

namespace entente::channel {

/// The segment of `lane` from entry `from` on, as long as the limits allow, under the newest
/// checkpoint; nothing if there is no more.
///
/// reader  must be in the lane's audience
/// errors  not_found: no lane that the reader may know of
Result<std::optional<Bytes>> serve_segment(const Context& context, const PartyId& reader,
                                           const lane::LaneId& lane, lane::EntryIndex from);

}  // namespace entente::channel
