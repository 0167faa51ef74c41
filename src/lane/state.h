#pragma once
// What a node must remember of a lane to append to it or to receive more of it. A value. Pure.

#include <optional>

#include "base/time.h"
#include "lane/checkpoint.h"
#include "lane/operation.h"
#include "lane/tree.h"

namespace entente::lane {

/// O(1) in the lane's length: never more than 63 hashes.
struct LaneState {
    LaneId id;
    LaneOpening opening;
    Frontier frontier;      ///< over the entries that are here
    Instant last_time;      ///< of the last header; no later one may be earlier
    Checkpoint checkpoint;  ///< newest signed head; may be ahead of the frontier while receiving
};

}  // namespace entente::lane
