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

/// The fence, as far as it is there.
struct FenceFound {
    std::optional<Fence> fence;
    std::string reason;  ///< why it cannot tell what was signed (see Doubt); empty: it can
};

/// Compares the fence with the lanes that are there, and brings it up to them, if it can tell.
///
/// errors  corrupt: it is damaged, or the record holds another history
Result<FenceFound> recover_fence(const Keeper& keeper, host::Disk& disk,
                                 const EmbeddedOptions& options);

/// Makes the fence say that the record is all that we signed, on this machine.
///
/// found   nothing: it is made anew
/// errors  exhausted, fatal: the disk's
Result<Fence> settle_fence(const Keeper& keeper, host::Disk& disk, const EmbeddedOptions& options,
                           std::optional<Fence> found);

}  // namespace entente::store
