#pragma once
// Finds out whether what a peer shows contradicts what is here: only a head that the writer signed,
// reached from data that hash to it, proves two histories. Anything else is the carrier's garbage.

#include <optional>

#include "channel/context.h"
#include "lane/evidence.h"
#include "lane/segment.h"
#include "lane/state.h"

namespace entente::channel {

/// Two histories of one lane, proved.
struct Fork {
    lane::ProvenEvidence evidence;
    std::optional<lane::EntryIndex> differs_from;  ///< if the entries of both were seen
};

/// The fork between `shown`, a head that is not larger than what we hold, and our newest head.
///
/// Nothing, if the writer did not sign it; if it is a head of our history; or if our own newest
/// head is not reached yet, so that its tree is not wholly here.
///
/// errors  of the store
Result<std::optional<Fork>> fork_with_head(const Context& context, const lane::LaneState& ours,
                                           const lane::Checkpoint& shown);

/// The fork between a segment and our newest head, if the segment starts within our history, leads
/// to the head that it is signed with, and reaches our size or our size reaches it.
///
/// errors  of the store
Result<std::optional<Fork>> fork_in_segment(const Context& context, const lane::LaneState& ours,
                                            const lane::SegmentView& segment);

/// A segment beside our own history.
struct SegmentComparison {
    bool is_from_ours;  ///< it leads from our own entries before it to the head it is signed with
    std::optional<lane::EntryIndex> differs_from;  ///< its first entry that is another here
};

/// errors  of the store
Result<SegmentComparison> compare_segment(const Context& context, const lane::LaneState& ours,
                                          const lane::SegmentView& segment);

/// Evidence against each party that gave a receipt on both heads: `shown`, of `fork`'s smaller
/// size, and our newest, of the larger.
std::vector<lane::ProvenEvidence> double_cosigners(const Context& context,
                                                   const lane::LaneState& ours,
                                                   const lane::Checkpoint& shown,
                                                   const lane::ProvenEvidence& fork);

}  // namespace entente::channel
