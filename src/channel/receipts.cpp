#include "channel/receipts.h"

#include <algorithm>

#include "channel/lanes.h"
#include "store/store.h"

namespace entente::channel {
namespace {

constexpr std::int64_t microseconds_per_second = 1'000'000;

/// The receipt that `line` is, by whichever key of the party's card.
std::optional<lane::Receipt> receipt_by(const SignedCard& card, const lane::Head& head,
                                        const lane::SignatureLine& line) {
    for (const auto& listed : card.card.cosign) {
        if (listed.state == KeyState::revoked) continue;
        if (auto receipt = lane::verify_receipt(head, line, card.card.id, listed.key)) {
            return *std::move(receipt);
        }
    }
    return std::nullopt;
}

}  // namespace

Result<std::size_t> take_receipts(Context& context, const lane::Head& head,
                                  const std::vector<lane::SignatureLine>& lines) {
    if (lines.empty()) return std::size_t{0};
    const auto state = TRY(context.store.state(head.lane));
    if (head.size > state.frontier.size()) return std::size_t{0};
    const auto root = head.size == state.frontier.size()
                          ? state.frontier.root()
                          : TRY(context.store.root_at(head.lane, head.size));
    if (root != head.root) {
        return fail(ErrorKind::conflict, "a receipt names another history of this lane",
                    lane::to_hex(head.lane), "compare both sides' checkpoints: entente status");
    }
    std::vector<lane::Receipt> receipts;
    for (const auto& party : state.opening.audience) {
        const auto card = context.directory.card(party);
        if (!card) continue;
        for (const auto& line : lines) {
            if (line.name != lane::cosigner_name(party)) continue;
            if (auto receipt = receipt_by(*card, head, line)) receipts.push_back(*receipt);
        }
    }
    const auto counted = receipts.size();
    if (counted > 0) {
        TRY_VOID(context.store.add_receipts(head, std::move(receipts)));
        context.announcer.announce();
    }
    return counted;
}

lane::Receipt make_receipt(const Context& context, const lane::LaneState& lane) {
    auto time_s = static_cast<std::uint64_t>(
        std::max<std::int64_t>(0, context.clock.now().value() / microseconds_per_second));
    time_s = std::max(time_s, context.store.receipt_time_min(lane.id));
    return lane::cosign(lane.checkpoint.head, context.self(), time_s, context.keys.cosign);
}

std::vector<lane::SignatureLine> receipt_lines(const lane::Checkpoint& checkpoint) {
    std::vector<lane::SignatureLine> lines;
    for (const auto& line : checkpoint.note.signatures) {
        if (line.name != lane::lane_origin(checkpoint.head.lane)) lines.push_back(line);
    }
    return lines;
}

}  // namespace entente::channel
