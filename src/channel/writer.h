#pragma once
// Seals bodies into our lane: the one caller of lane::Sealer for content.

#include <vector>

#include "channel/context.h"
#include "lane/seal.h"
#include "lane/state.h"

namespace entente::channel {

/// Our lane on `channel`, if anything may be written to it.
///
/// errors  refused: the channel is not founded, or writing is stopped
Result<lane::LaneState> writable_lane(const Context& context, const ChannelId& channel);

/// Seals `bodies` as one batch of our lane on `channel`, a due `seen` first, and waits until it is
/// on disk. With no bodies, only a due `seen`, or nothing. The caller holds context.writing.
///
/// bodies  canonical, let out by the gate, at most limits::batch_entries_max - 1
/// returns the size of our lane
/// errors  as writable_lane, Sealer::seal and Store::append
Result<lane::TreeSize> write(Context& context, const ChannelId& channel,
                             std::vector<lane::Body> bodies);

}  // namespace entente::channel
