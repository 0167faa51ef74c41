#pragma once
// A lane's tree, piece by piece, for whoever audits or backfills it (C2SP tlog-tiles).

#include "channel/context.h"
#include "lane/state.h"
#include "lane/tile_name.h"

namespace entente::channel {

/// A tile of `lane`: 32-byte hashes one after the other, or headers with two bytes of length before
/// each. It never changes: the caller may keep it for ever.
///
/// lane    one that the reader may know of
/// errors  not_found: the lane is shorter; as Store::read and Store::subtrees
/// source  C2SP tlog-tiles, Merkle Tree and Log Entries
Result<Bytes> serve_tile(const Context& context, const lane::LaneState& lane,
                         const lane::TileName& name);

}  // namespace entente::channel
