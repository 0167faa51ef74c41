#include <algorithm>

#include "store/embedded/keeper.h"
#include "store/embedded/recovery.h"

namespace entente::store {
namespace {

constexpr auto recover_remedy = "let the peers connect, then: entente recover";

}  // namespace

Doubt Keeper::doubt_now() const {
    Doubt doubt{.missing = {}, .reason = doubt_reason_};
    if (!fence_) return doubt;
    for (const auto& fenced : fence_->heads()) {
        const auto held = state(fenced.lane);
        if (!held || held->frontier.size() < fenced.size) doubt.missing.push_back(fenced);
    }
    return doubt;
}

Doubt Keeper::doubt() const {
    const std::scoped_lock lock(appending_);
    return doubt_now();
}

std::uint64_t Keeper::receipt_time_min(const LaneId& lane) const {
    const auto known = newest_receipt(lane, options_.self);
    const std::scoped_lock lock(appending_);
    const auto fenced = fence_ ? fence_->receipt_time_s(lane) : 0;
    return std::max(known ? known->time_s : 0, fenced);
}

/// What would sign a second history, or speak for entries that may be others than we once saw.
Result<void> Keeper::check_doubt(const Arrival& arrival) const {
    const bool is_signed = arrival.type == FrameType::sealed || arrival.ours.has_value();
    if (!is_signed || !doubt_now().exists()) return {};
    return fail(ErrorKind::refused,
                "the record may be older than what this node has signed: nothing is signed",
                "lane " + lane::to_hex(arrival.after.id), recover_remedy);
}

/// Entries that pass the fenced size must lead to the fenced root.
Result<void> Keeper::check_fenced(const Arrival& arrival, const lane::Frontier& before,
                                  const FrameReading& reading) const {
    const auto fenced = fence_ ? fence_->head(arrival.after.id) : std::nullopt;
    if (!fenced || fenced->size <= before.size()) return {};
    auto reached = before;
    for (const auto& leaf : reading.leaves) {
        reached.append(leaf);
        if (reached.size() == fenced->size) break;
    }
    if (reached.size() < fenced->size || reached.root() == fenced->root) return {};
    return fail(ErrorKind::conflict,
                "these entries belong to another history than the one that this node has signed "
                "or receipted up to size " +
                    std::to_string(fenced->size.value()),
                "lane " + lane::to_hex(arrival.after.id),
                "keep them, and reach the lane's writer by another way");
}

/// A fence that is behind its time is left as it is until the doubt ends: it says what is missing.
bool Keeper::is_to_be_fenced(const Arrival& arrival) const {
    if (!arrival.is_fenced || !fence_ || !doubt_reason_.empty()) return false;
    const auto fenced = fence_->head(arrival.after.id);
    return !fenced || fenced->size <= arrival.after.checkpoint.head.size;
}

Result<void> Keeper::settle() {
    const std::scoped_lock lock(appending_);
    const auto doubt = doubt_now();
    if (!doubt.missing.empty()) {
        return fail(ErrorKind::refused, "entries that this node signed or receipted are missing",
                    "lane " + lane::to_hex(doubt.missing.front().lane), recover_remedy);
    }
    if (doubt.reason.empty()) return {};
    auto settled = settle_fence(*this, disk_, options_, std::move(fence_));
    if (!settled) return stop(settled.error());
    fence_ = *std::move(settled);
    doubt_reason_.clear();
    return {};
}

Result<void> Keeper::give_receipt(const lane::Head& head, const lane::Receipt& ours) {
    auto* const held = TRY(known_lane(head.lane));
    const std::scoped_lock lock(appending_);
    TRY_VOID(check_working());
    if (doubt_now().exists()) {
        return fail(ErrorKind::refused, "no receipts are given in doubt",
                    "lane " + lane::to_hex(head.lane), recover_remedy);
    }
    const bool is_newest = held->live.with([&](LiveLane& live) {
        const auto& state = live.state;
        if (state.checkpoint.head != head || state.frontier.size() != head.size) return false;
        if (take_receipt(live, head, ours))
            live.unwritten.push_back({.head = head, .receipt = ours});
        return true;
    });
    if (!is_newest) {
        return fail(ErrorKind::conflict, "the lane has another newest head",
                    "lane " + lane::to_hex(head.lane));
    }
    TRY_VOID(reserve(head.lane));
    TRY_VOID(write_receipts(*held));
    const auto fenced = fence_->advance(head, ours.time_s);
    if (!fenced) return stop(fenced.error());
    return {};
}

}  // namespace entente::store
