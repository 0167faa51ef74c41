#include "channel/receive.h"

#include <algorithm>

#include "channel/evidence.h"
#include "channel/keep.h"
#include "channel/lanes.h"
#include "channel/missing_bodies.h"
#include "channel/receipts.h"
#include "channel/recovery.h"
#include "lane/verify.h"
#include "store/store.h"

namespace entente::channel {
namespace {

/// The same words for a lane that is not there and for one that the caller may not know of.
std::unexpected<Error> no_such_lane(const lane::LaneId& lane) {
    return fail(ErrorKind::not_found, "there is no such lane", lane::to_hex(lane));
}

bool is_among(const std::vector<PartyId>& audience, const PartyId& party) {
    return std::ranges::find(audience, party) != audience.end();
}

/// What we hold of the lane; nothing if it is new to us.
Result<std::optional<lane::LaneState>> held_state(const Context& context,
                                                  const lane::LaneId& lane) {
    auto state = context.store.state(lane);
    if (state) return std::optional(*std::move(state));
    if (state.error().kind == ErrorKind::not_found) return std::optional<lane::LaneState>();
    return std::unexpected(std::move(state).error());
}

/// Whether a lane that is new to us may be opened here.
Result<void> admit_lane(const Context& context, const lane::LaneState& lane) {
    const auto charter = context.directory.charter(lane.opening.channel);
    if (!charter || !context.directory.is_founded(*charter)) return no_such_lane(lane.id);
    if (lane.opening.charter != lane.opening.channel.value()) return no_such_lane(lane.id);
    for (const auto& party : lane.opening.audience) {
        if (!charter->has_party(party)) return no_such_lane(lane.id);
    }
    const auto card = TRY(context.directory.known_card(lane.opening.writer));
    const auto& listed = card.card.log;
    const bool is_listed = std::ranges::any_of(listed, [&](const ListedKey& key) {
        return key.key == lane.opening.log_key && key.state == KeyState::active;
    });
    if (!is_listed) {
        return fail(ErrorKind::refused, "the lane's log key is not in its writer's card",
                    card.card.name, "ask for the writer's newest card");
    }
    const auto lanes = TRY(lanes_of(context, lane.opening.channel));
    const auto of_writer = std::ranges::count_if(
        lanes, [&](const auto& other) { return other.opening.writer == lane.opening.writer; });
    if (static_cast<std::uint64_t>(of_writer) >= charter->charter.policy.lanes_max) {
        return fail(ErrorKind::exhausted, "the writer has as many lanes as the charter allows",
                    card.card.name);
    }
    return {};
}

Result<void> check_audience(const Context& context, const lane::LaneState& lane,
                            const PartyId& carrier) {
    const auto& audience = lane.opening.audience;
    if (is_among(audience, carrier) && is_among(audience, context.self())) return {};
    return no_such_lane(lane.id);
}

/// Our receipt that stands on a checkpoint, if we gave one.
std::optional<lane::SignatureLine> given_receipt(const Context& context,
                                                 const lane::Checkpoint& checkpoint) {
    for (const auto& line : checkpoint.note.signatures) {
        if (line.name == lane::cosigner_name(context.self())) return line;
    }
    return std::nullopt;
}

/// Freezes the lane if the segment proves that its writer signed two histories. A segment that only
/// does not fit is the carrier's garbage, and freezes nothing: anyone could send it.
Result<void> check_fork(Context& context, const lane::LaneState& state,
                        const lane::SegmentView& offered, ByteView segment) {
    const auto fork = TRY(fork_in_segment(context, state, offered));
    if (!fork) return {};
    TRY_VOID(freeze(context, *fork, segment));
    return fail(ErrorKind::conflict, "the writer has signed two different histories of this lane",
                lane::to_hex(state.id) + ", evidence " + evidence_name(fork->evidence),
                "see entente evidence list, and reach the writer by another way");
}

/// All of the segment's checkpoint is here already: nothing new, or a contradiction.
Result<Received> answer_repeat(Context& context, const lane::LaneState& state,
                               const lane::SegmentView& segment, ByteView bytes) {
    const auto& offered = segment.checkpoint;
    TRY_VOID(lane::verify_checkpoint(offered, state.opening.log_key));
    const auto root = TRY(context.store.root_at(state.id, offered.head.size));
    if (root != offered.head.root) {
        TRY_VOID(check_fork(context, state, segment, bytes));
        // Our own newest head is not reached yet: it will prove the fork once it is.
        return fail(ErrorKind::conflict,
                    "the writer has signed two different histories of this lane",
                    lane::to_hex(state.id) + ", size " + std::to_string(offered.head.size.value()),
                    "keep both checkpoints and reach the writer by another way");
    }
    Received received{.head = offered.head,
                      .held = state.frontier.size(),
                      .new_entries = 0,
                      .receipt = std::nullopt};
    // A fresh one might carry an earlier time after a step of the clock: give the stored line.
    if (offered.head == state.checkpoint.head) {
        received.receipt = given_receipt(context, state.checkpoint);
    }
    return received;
}

}  // namespace

Result<Received> receive(Context& context, const PartyId& carrier, const lane::LaneId& lane,
                         ByteView segment) {
    const auto offered = TRY(lane::decode_segment(segment));
    if (offered.checkpoint.head.lane != lane) {
        return fail(ErrorKind::invalid, "the segment is of another lane", lane::to_hex(lane));
    }
    const std::scoped_lock lock(context.receiving);
    const auto known = TRY(held_state(context, lane));
    if (known) TRY_VOID(check_audience(context, *known, carrier));
    if (context.directory.disputes().is_frozen(lane)) return frozen(lane);
    if (known && offered.checkpoint.head.size <= known->frontier.size()) {
        return answer_repeat(context, *known, offered, segment);
    }
    const auto checked = lane::verify_segment(known, segment);
    if (!checked && known) TRY_VOID(check_fork(context, *known, offered, segment));
    const auto verified = TRY(checked);
    if (!known) {
        TRY_VOID(check_audience(context, verified.after(), carrier));
        TRY_VOID(admit_lane(context, verified.after()));
    }
    const auto& after = verified.after();
    TRY_VOID(check_bodies(context, carrier, verified));
    const bool has_bodies = TRY(are_bodies_accounted_for(context, verified));
    std::optional<lane::Receipt> ours;
    const bool may_sign = after.opening.writer != context.self() && !why_stopped(context);
    if (verified.is_complete() && has_bodies && may_sign) ours = make_receipt(context, after);
    TRY_VOID(keep(context, verified, ours));
    TRY_VOID(take_notices(context, after, verified.entries()));
    Received received{.head = offered.checkpoint.head,
                      .held = after.frontier.size(),
                      .new_entries = verified.count(),
                      .receipt = std::nullopt};
    if (ours) received.receipt = ours->line;
    return received;
}

}  // namespace entente::channel
