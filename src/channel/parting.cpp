#include "channel/parting.h"

#include <algorithm>

#include "channel/evidence.h"
#include "channel/fork.h"
#include "lane/segment.h"
#include "store/store.h"

namespace entente::channel {
namespace {

/// What a piece of the peer's version says.
struct Piece {
    SegmentComparison comparison;
    std::optional<Fork> fork;  ///< if it proves it by itself, and then where the two part
    std::uint64_t end;         ///< behind its last entry
};

/// Nothing if it is not what was asked for, or not the writer's.
Result<std::optional<Piece>> look_at(const Context& context, const lane::LaneState& ours,
                                     std::uint64_t from, ByteView segment) {
    const auto view = lane::decode_segment(segment);
    const bool is_asked_for = view && view->checkpoint.head.lane == ours.id &&
                              view->from.value() == from &&
                              lane::verify_checkpoint(view->checkpoint, ours.opening.log_key);
    if (!is_asked_for) return std::optional<Piece>();
    return std::optional(Piece{.comparison = TRY(compare_segment(context, ours, *view)),
                               .fork = TRY(fork_in_segment(context, ours, *view)),
                               .end = from + view->count});
}

}  // namespace

Result<void> find_parting(Context& context, const Dispute& dispute, const FetchSegment& fetch) {
    const auto ours = TRY(context.store.state(dispute.lane));
    std::uint64_t agreed = 0;  // the first entries that are the same in both
    // The two heads differ somewhere before the smaller one's size.
    auto end = std::min(dispute.fork()->smaller().size.value(), ours.frontier.size().value());
    while (agreed < end) {
        const auto from = agreed + (end - agreed) / 2;
        const auto segment = TRY(fetch(lane::EntryIndex(from)));
        if (!segment) return {};
        const auto piece = TRY(look_at(context, ours, from, *segment));
        if (!piece) return {};
        if (piece->comparison.differs_from) {
            if (piece->fork) {
                const std::scoped_lock lock(context.receiving);
                TRY_VOID(freeze(context, *piece->fork, {}));
            }
            return keep_parting(context, dispute, *piece->comparison.differs_from, *segment);
        }
        // A piece that leads from our entries to its head proves all before it to be the same.
        if (piece->comparison.is_from_ours) agreed = piece->end;
        if (!piece->comparison.is_from_ours) end = from;
    }
    return {};
}

}  // namespace entente::channel
