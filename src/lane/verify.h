#pragma once
// Theirs: a segment becomes entries that are proved to be the writer's. Pure.

#include <optional>
#include <string>
#include <vector>

#include "lane/segment.h"
#include "lane/state.h"

namespace entente::lane {

/// Entries of a lane that were proved: hashed, opened, and under the writer's signed root. Only
/// verify_segment makes one, so that the store accepts nothing else.
class VerifiedSegment {
public:
    [[nodiscard]] const LaneState& after() const { return after_; }  ///< the lane with this segment

    [[nodiscard]] EntryIndex from() const { return from_; }

    [[nodiscard]] std::uint32_t count() const { return count_; }  ///< new entries; 0: nothing new

    [[nodiscard]] ByteView entries() const { return entries_; }  ///< the new records

    [[nodiscard]] const std::vector<EntryId>& ids() const { return ids_; }

    /// The new entries that came without their bodies: the carrier says that they are erased.
    [[nodiscard]] const std::vector<EntryId>& erased() const { return erased_; }

    /// Whether all up to the checkpoint's size is here, so that a receipt may be given.
    [[nodiscard]] bool is_complete() const {
        return after_.frontier.size() == after_.checkpoint.head.size;
    }

private:
    friend class SegmentVerifier;

    VerifiedSegment(LaneState after, EntryIndex from) : after_(std::move(after)), from_(from) {}

    LaneState after_;
    EntryIndex from_;
    std::uint32_t count_ = 0;
    Bytes entries_;
    std::vector<EntryId> ids_;
    std::vector<EntryId> erased_;
};

/// Proves `segment` against what is held of its lane. `known` is nothing for a lane that is new:
/// the segment must then start at 0 with a lane opening that hashes to its origin.
///
/// Checks: the writer's signature; headers canonical, by the lane's writer, times not falling; each
/// body opens its commitment and is canonical JSON; the root at from + count, computed from our own
/// frontier, is the checkpoint's or consistent with it. Entries that we hold already are skipped
/// unread: a root reached from our frontier proves that they are the writer's.
///
/// errors  conflict: the segment starts beyond what is held (where: "next <n>") or ends within it;
///         refused: the signature; invalid: anything else that does not verify. Nothing of a
///         refused segment may be stored
Result<VerifiedSegment> verify_segment(const std::optional<LaneState>& known, ByteView segment);

}  // namespace entente::lane
