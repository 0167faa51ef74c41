#include "tests/simulation/wire_checks.h"

#include <algorithm>

#include "channel/heads.h"
#include "channel/receipts.h"
#include "lane/segment.h"
#include "peer/paths.h"
#include "tests/simulation/evidence_on_disk.h"

namespace entente::simulation {
namespace {

constexpr std::size_t kept_per_lane_max = 48;

bool is_about(const Message& message, std::string_view end) {
    return std::string_view(message.request.target).contains(end);
}

ByteView body_of(const Message& message) {
    return message.answer == nullptr ? message.request.body : message.answer->body;
}

bool is_segment(const Message& message) {
    const auto& type =
        message.answer == nullptr ? message.request.content_type : message.answer->content_type;
    return type == peer::segment_type;
}

/// The receipt that answers a pushed segment.
std::optional<lane::Checkpoint> answered_receipt(const Message& message) {
    const bool is_receipt = message.answer != nullptr && message.answer->status == 200 &&
                            message.request.method == "POST" && is_about(message, "/segment");
    if (!is_receipt) return std::nullopt;
    const auto offered = lane::decode_segment(message.request.body);
    const auto line = lane::decode_signature_line(message.answer->body);
    if (!offered || !line) return std::nullopt;
    auto checkpoint = offered->checkpoint;
    checkpoint.note.signatures = {*line};
    return checkpoint;
}

}  // namespace

std::vector<lane::Checkpoint> checkpoints_in(const Message& message) {
    if (auto receipt = answered_receipt(message)) return {*std::move(receipt)};
    std::vector<lane::Checkpoint> found;
    const auto body = body_of(message);
    if (is_segment(message)) {
        if (auto segment = lane::decode_segment(body)) found.push_back(segment->checkpoint);
    } else if (is_about(message, peer::heads_path)) {
        const auto notes = channel::decode_notes(body);
        if (!notes) return found;
        for (const auto& note : *notes) {
            if (auto head = lane::decode_checkpoint(lane::encode_note(note))) {
                found.push_back(*std::move(head));
            }
        }
    } else if (is_about(message, "/receipts") || is_about(message, "/checkpoint")) {
        if (auto head = lane::decode_checkpoint(body)) found.push_back(*std::move(head));
    }
    return found;
}

void WireChecks::see(const Message& message) {
    if (is_segment(message)) keep(Bytes(body_of(message)));
    for (const auto& checkpoint : checkpoints_in(message)) see_head(message, checkpoint);
}

void WireChecks::keep(const Bytes& segment) {
    const auto decoded = lane::decode_segment(segment);
    if (!decoded) return;
    auto& kept = archive_[decoded->checkpoint.head.lane];
    if (kept.size() < kept_per_lane_max && !is_among(kept, segment)) {
        kept.push_back(segment);
    }
}

void WireChecks::see_head(const Message& message, const lane::Checkpoint& checkpoint) {
    const auto& head = checkpoint.head;
    const auto state = message.from.store->state(head.lane);
    if (!state) return;  // an answer to a segment that was refused
    const auto& audience = state->opening.audience;
    verdicts_.demand(Invariant::i30, is_among(audience, message.to.id()),
                     message.to.name() + " hears of a lane that it may not read");
    const auto origin = lane::lane_origin(head.lane);
    const bool is_signed = std::ranges::any_of(
        checkpoint.note.signatures, [&](const auto& line) { return line.name == origin; });
    if (is_signed) check_history(message.from, head, *state);
    for (const auto& line : channel::receipt_lines(checkpoint)) {
        see_receipt(message.from, head, line);
    }
}

void WireChecks::check_history(const Node& from, const lane::Head& head,
                               const lane::LaneState& state) {
    const auto& writer = state.opening.writer;
    if (!ledger_.is_honest(writer)) return;
    if (consistent_.emplace(from.id(), head).second) {
        const auto history = ledger_.learn(*from.store, head.lane, head.size);
        if (!history) return;  // its disk failed while it was read for this check
        verdicts_.demand(Invariant::i1, (*history)->roots[head.size.value()] == head.root,
                         "another root at size " + std::to_string(head.size.value()) + " of " +
                             lane::to_hex(head.lane) + ", from " + from.name());
    }
    if (from.id() != writer || !signed_.emplace(from.name(), head).second) return;
    const auto missing = missing_on_disk(from, head);
    verdicts_.demand(Invariant::i2, !missing, missing.value_or(""));
}

void WireChecks::see_receipt(const Node& from, const lane::Head& head,
                             const lane::SignatureLine& line) {
    if (line.name != lane::cosigner_name(from.id()) || !from.is_honest) return;
    const auto [at, is_first] = given_.try_emplace(
        {from.id(), head.lane}, Given{.time_s = 0, .head = head, .receipts = {}});
    auto& given = at->second;
    const auto known = given.receipts.find(head);
    if (known != given.receipts.end() && known->second.line == line) {
        if (rolled_back_.contains(from.id())) return;
        return check_given(from, given, head, known->second);  // verified before
    }
    const auto receipt = lane::verify_receipt(head, line, from.id(), from.keys.cosign.public_key());
    if (receipt) check_given(from, given, head, *receipt);
}

void WireChecks::check_given(const Node& from, Given& given, const lane::Head& head,
                             const lane::Receipt& receipt) {
    const auto where = " by " + from.name() + " for lane " + lane::to_hex(head.lane);
    const auto [known, is_new] = given.receipts.try_emplace(head, receipt);
    const bool is_first = known->second == receipt || rolled_back_.contains(from.id());
    verdicts_.demand(Invariant::i5, is_first, "two receipts for one head" + where);
    verdicts_.demand(Invariant::i5, given.time_s <= receipt.time_s, "an earlier time" + where);
    verdicts_.demand(Invariant::i5, given.head.size <= head.size, "a smaller size" + where);
    const bool is_same = given.head.size != head.size || given.head.root == head.root;
    verdicts_.demand(Invariant::i5, is_same, "two heads of one size" + where);
    given.time_s = receipt.time_s;
    given.head = head;
    if (!is_new) return;
    const auto missing = missing_on_disk(from, head);
    verdicts_.demand(Invariant::i4, !missing, missing.value_or(""));
}

}  // namespace entente::simulation
