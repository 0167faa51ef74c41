#pragma once
// Opening: what the lane files, the index and the fence say is brought together (design 02-log
// section 4.4).

#include "store/embedded/keeper.h"

namespace entente::store {

/// Loads every lane of the record into the keeper, replaying what its index lacks, and waits until
/// the index has it. False: the index does not fit the record; drop it and start again.
///
/// errors  corrupt: a lane file is damaged before its tail
/// cost    O(lanes), and what the index lacks
Result<bool> recover_lanes(Keeper& keeper, host::Disk& disk, const EmbeddedOptions& options,
                           const Progress& progress);

/// Compares the fence with the lanes that are there, and brings it up to them.
///
/// errors  corrupt: it is ahead of the record, contradicts it, or is gone though there is a record
Result<Fence> recover_fence(const Keeper& keeper, host::Disk& disk, const EmbeddedOptions& options);

}  // namespace entente::store
