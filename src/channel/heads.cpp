#include "channel/heads.h"

#include <algorithm>

#include "base/limits.h"
#include "channel/evidence.h"
#include "channel/lanes.h"
#include "channel/receipts.h"
#include "channel/recovery.h"
#include "store/store.h"

namespace entente::channel {
namespace {

constexpr std::size_t notes_max = 4'096;  // 64 lanes for each of 32 writers, twice over

using HeldLanes = std::vector<lane::LaneState>;

/// A head of our own lane, as a peer shows it.
Result<void> check_own(Context& context, const PartyId& peer, const lane::LaneState& ours,
                       const lane::Checkpoint& shown) {
    if (!lane::verify_checkpoint(shown, ours.opening.log_key))
        return {};  // not by us: proves nothing
    const auto held = ours.frontier.size();
    const bool is_ours = shown.head.size <= held &&
                         TRY(context.store.root_at(ours.id, shown.head.size)) == shown.head.root;
    if (!is_ours) note_shown(context, context.directory.name_of(peer), shown.head, held);
    return {};
}

const lane::LaneState* held_lane(const HeldLanes& held, const lane::LaneId& id) {
    const auto at = std::ranges::find(held, id, &lane::LaneState::id);
    return at == held.end() ? nullptr : &*at;
}

Result<void> compare_one(Context& context, const PartyId& peer, const lane::LaneState& ours,
                         const lane::Checkpoint& shown) {
    if (ours.opening.writer == context.self()) {
        TRY_VOID(check_own(context, peer, ours, shown));
    }
    if (shown.head.size > ours.frontier.size()) return {};
    TRY_VOID(check_head(context, ours, shown));
    // Of a lane that is disputed, receipts for the other version count for nothing here.
    const bool is_disputed = context.directory.disputes().of(ours.id).has_value();
    if (is_disputed && TRY(context.store.root_at(ours.id, shown.head.size)) != shown.head.root) {
        return {};
    }
    TRY_VOID(take_receipts(context, shown.head, receipt_lines(shown)));
    return {};
}

/// Whether a head of our own lane is one that we never signed: nothing is to be had behind it.
bool is_false_own(const Context& context, const lane::LaneState* ours,
                  const lane::Checkpoint& shown) {
    return ours != nullptr && ours->opening.writer == context.self() &&
           !lane::verify_checkpoint(shown, ours->opening.log_key);
}

/// Whether the party has all of the head that it shows: of a lane of ours it shows one that it is
/// still receiving too, without its receipt.
bool is_held_by(const lane::Checkpoint& shown, const PartyId& party, const lane::LaneState& lane) {
    if (lane.opening.writer == party) return true;
    return std::ranges::any_of(shown.note.signatures, [&](const lane::SignatureLine& line) {
        return line.name == lane::cosigner_name(party);
    });
}

}  // namespace

Result<std::vector<lane::Checkpoint>> heads_for(const Context& context, const PartyId& party) {
    std::vector<lane::Checkpoint> heads;
    const auto lanes = TRY(lanes_readable_by(context, party));
    for (const auto& lane : lanes) {
        // While we are still receiving, the newest checkpoint is ahead of what we hold: a peer
        // would wait for entries that we cannot give. The writer is shown it all the same: it must
        // learn what it signed.
        const bool is_complete = lane.checkpoint.head.size == lane.frontier.size();
        if (is_complete || lane.opening.writer == party) heads.push_back(lane.checkpoint);
    }
    return heads;
}

Result<HeadsCompared> compare_heads(Context& context, const PartyId& party,
                                    const std::vector<lane::Checkpoint>& shown) {
    const auto held = TRY(lanes_readable_by(context, party));
    HeadsCompared compared;
    for (const auto& checkpoint : shown) {
        const auto* ours = held_lane(held, checkpoint.head.lane);
        if (ours != nullptr) TRY_VOID(compare_one(context, party, *ours, checkpoint));
        if (context.directory.disputes().is_frozen(checkpoint.head.lane)) continue;
        const auto size = ours == nullptr ? lane::TreeSize(0) : ours->frontier.size();
        if (checkpoint.head.size > size && !is_false_own(context, ours, checkpoint)) {
            compared.ahead.push_back(checkpoint.head);
        }
    }
    for (const auto& ours : held) {
        if (context.directory.disputes().is_frozen(ours.id)) continue;
        const auto at = std::ranges::find_if(
            shown, [&](const auto& checkpoint) { return checkpoint.head.lane == ours.id; });
        const bool holds = at != shown.end() && is_held_by(*at, party, ours);
        const auto theirs =
            holds ? at->head : lane::Head{.lane = ours.id, .size = lane::TreeSize(0), .root = {}};
        if (theirs.size < ours.frontier.size()) compared.behind.push_back(theirs);
    }
    return compared;
}

Bytes encode_notes(const std::vector<lane::Note>& notes) {
    Bytes bytes;
    for (const auto& note : notes) {
        const auto text = lane::encode_note(note);
        append_integer<4>(bytes, text.size());
        bytes += text;
    }
    return bytes;
}

Result<std::vector<lane::Note>> decode_notes(ByteView bytes) {
    std::vector<lane::Note> notes;
    ByteReader reader(bytes, "notes");
    while (reader.left() > 0) {
        const auto length = TRY(reader.integer(4));
        if (length > limits::note_bytes_max || notes.size() == notes_max) {
            return fail(ErrorKind::invalid, "too many or too large notes", reader.place());
        }
        const auto text = TRY(reader.take(static_cast<std::size_t>(length)));
        notes.push_back(TRY(lane::decode_note(text)));
    }
    return notes;
}

}  // namespace entente::channel
