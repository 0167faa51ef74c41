#pragma once
// A lane as the keeper holds it: its file, and what of it is in memory.

#include <map>
#include <shared_mutex>

#include "host/guarded.h"
#include "store/embedded/index.h"
#include "store/embedded/lane_file.h"
#include "store/embedded/tiles.h"

namespace entente::store {

/// A frame that is on disk and perhaps not yet in the index: readers find it here.
struct TailFrame {
    std::shared_ptr<const FramePlace> place;
    std::shared_ptr<const TailRun> run;
};

struct HeadReceipt {
    lane::Head head;
    lane::Receipt receipt;
};

/// What changes when a lane grows. A value behind a lock.
struct LiveLane {
    lane::LaneState state;
    TreeSize indexed;                          ///< what the index has
    std::vector<TailFrame> tail;               ///< the rest, in order
    std::map<PartyId, KnownReceipt> receipts;  ///< the newest of each party
    std::vector<HeadReceipt> unwritten;        ///< receipts that are not in the file yet
};

struct HeldLane {
    HeldLane(LaneFile lane_file, LiveLane live_lane)
        : file(std::move(lane_file)), live(std::move(live_lane)) {}

    LaneFile file;
    host::Guarded<LiveLane> live;
    std::shared_mutex overwriting{};  ///< shared by readers of records; of its own for an erasure
};

/// The receipt that a signature line of a checkpoint is; nothing for the writer's line and others.
/// Looks at no signature: lines in the record were verified before they came there.
std::optional<lane::Receipt> receipt_of(const lane::SignatureLine& line);

/// The receipts on a checkpoint.
std::vector<HeadReceipt> receipts_of(const lane::Checkpoint& checkpoint);

/// All receipts of a frame.
std::vector<HeadReceipt> receipts_of(const Frame& frame);

/// The receipts as notes, one for each head.
std::vector<lane::Checkpoint> as_notes(const std::vector<HeadReceipt>& receipts);

/// Takes a receipt if it says more than the one known of its party. Whether it did.
bool take_receipt(LiveLane& live, const lane::Head& head, const lane::Receipt& receipt);

/// Drops the waiting receipts that the frame brought to the file, or outdated.
void forget_written(LiveLane& live, const Frame& frame);

/// Puts `after` in the place of the lane's state, and on its checkpoint the receipts that are known
/// for that head.
void take_state(LiveLane& live, lane::LaneState after);

/// What a frame that was read back says of a lane.
struct FrameReading {
    FramePlace place;
    std::vector<lane::Digest> leaves;
    Instant last_time;
};

/// Walks the frame's records. Bodies are not looked at.
///
/// records_at  where they begin in the file
/// errors      corrupt: not as many records as the frame says, or a header is none
Result<FrameReading> read_records(const Frame& frame, std::uint64_t records_at);

/// The opening that entry 0 of a lane is.
///
/// errors  corrupt: it is something else, or not of this lane
Result<lane::LaneOpening> read_opening(const LaneId& lane, ByteView records);

}  // namespace entente::store
