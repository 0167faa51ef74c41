#pragma once
// `seen`: our lane names the heads of the others' lanes that we held when we wrote (design 02-log
// section 2.7). This ties the logs together: neither side can rewrite its past without
// contradicting the other's.

#include <optional>

#include "channel/context.h"
#include "lane/operation.h"
#include "lane/state.h"

namespace entente::channel {

/// The `seen` that the next batch on our lane `ours` should begin with; nothing if no other lane
/// that all of its readers may know of has gained an entry that is not itself a `seen`. (Reacting
/// to any advance would never fall silent: two nodes would answer each other's `seen` for ever.)
Result<std::optional<lane::Seen>> due_seen(const Context& context, const lane::LaneState& ours);

/// Writes the due `seen` of every lane of ours on its own. Call it when an advance has waited for
/// seen_delay without a batch of ours to ride on.
Result<void> write_due_seen(Context& context);

}  // namespace entente::channel
