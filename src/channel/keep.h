#pragma once
// Changes what is on disk, tells those who wait, and ends the node's work when the disk fails.

#include <optional>

#include "channel/context.h"
#include "store/store.h"

namespace entente::channel {

/// Appends, then announces. If the store's state is unknown (ErrorKind::fatal), nothing of this
/// node may be sealed or acknowledged any more: notes why and closes the announcer, which ends the
/// server.
///
/// errors  as Store::append
Result<store::Appended> keep(Context& context, const lane::SealedBatch& batch);
Result<store::Appended> keep(Context& context, const lane::VerifiedSegment& segment,
                             const std::optional<lane::Receipt>& ours);

/// Erases a body, then announces; the rest as above.
///
/// errors  as Store::erase
Result<void> keep_erased(Context& context, const lane::LaneId& lane, lane::EntryIndex index);

}  // namespace entente::channel
