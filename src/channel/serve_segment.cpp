#include "channel/serve_segment.h"

#include <algorithm>

#include "base/limits.h"
#include "lane/segment.h"
#include "store/store.h"

namespace entente::channel {

Result<std::optional<Bytes>> serve_segment(const Context& context, const PartyId& reader,
                                           const lane::LaneId& lane, lane::EntryIndex from) {
    const auto state = context.store.state(lane);
    const bool may_read = state && std::ranges::find(state->opening.audience, reader) !=
                                       state->opening.audience.end();
    if (!may_read) return fail(ErrorKind::not_found, "there is no such lane", lane::to_hex(lane));
    const auto size = state->checkpoint.head.size;
    // Only what a checkpoint of ours covers can be proved to the reader.
    const bool is_covered = size == state->frontier.size();
    if (!is_covered || from.value() >= size.value()) return std::optional<Bytes>();
    // The lane may grow while we read: take no more than the checkpoint covers.
    const auto count_max =
        std::min<std::uint64_t>(limits::segment_entries_max, size.value() - from.value());
    const auto range = TRY(context.store.read(lane, from, static_cast<std::uint32_t>(count_max),
                                              limits::segment_bytes_max));
    lane::SegmentView segment{.checkpoint = state->checkpoint,
                              .from = range.first,
                              .count = range.count,
                              .entries = range.records,
                              .proof = {}};
    const lane::TreeSize reached(range.first.value() + range.count);
    if (reached < size) segment.proof = TRY(context.store.prove_consistency(lane, reached, size));
    return std::optional(lane::encode_segment(segment));
}

}  // namespace entente::channel
