#pragma once
// Where the two histories of a frozen lane part: a peer that holds the other version is asked for
// pieces of it, by halves. For the words of the alarm; the evidence itself needs none of it.

#include <functional>
#include <optional>

#include "channel/context.h"
#include "channel/dispute.h"

namespace entente::channel {

/// The peer's entries of the lane from `from` on, as a segment; nothing: it holds none.
using FetchSegment = std::function<Result<std::optional<Bytes>>(lane::EntryIndex from)>;

/// Finds the first entry that is not the same here and at the peer, and keeps it with the dispute;
/// the segment that shows it is kept as a file. Nothing happens if the peer holds our version, or
/// what it sends is not signed by the writer.
///
/// dispute  of a lane that is frozen
/// errors   of fetch, of the store, and as Disputes::add
/// cost     a segment for each halving of the smaller head's size
Result<void> find_parting(Context& context, const Dispute& dispute, const FetchSegment& fetch);

}  // namespace entente::channel
