#include "channel/heads.h"

#include <algorithm>

#include "base/limits.h"
#include "channel/lanes.h"
#include "channel/receipts.h"
#include "store/store.h"

namespace entente::channel {
namespace {

constexpr std::size_t notes_max = 4'096;  // 64 lanes for each of 32 writers, twice over

using HeldLanes = std::vector<lane::LaneState>;

std::string name_of(const Context& context, const PartyId& party) {
    const auto card = context.directory.card(party);
    return card ? card->card.name : lane::to_hex(party);
}

/// Ends all writing, in the words that an operator needs.
void stop_writing(Context& context, const std::string& peer, const lane::Head& head,
                  std::uint64_t held) {
    const Error error{.kind = ErrorKind::refused,
                      .what = "we may have been restored from a backup: " + peer +
                              " shows our signature on size " + std::to_string(head.size.value()) +
                              " of our lane, and we hold " + std::to_string(held) +
                              "; writing is stopped so that we do not sign a second history",
                      .where = "lane " + lane::to_hex(head.lane),
                      .remedy = "put the newer copy of this node's directory back"};
    context.writing_stopped.with([&](std::optional<Error>& stopped) {
        if (!stopped) stopped = error;
    });
}

/// A head of our own lane, as a peer shows it.
Result<void> check_own(Context& context, const PartyId& peer, const lane::LaneState& ours,
                       const lane::Checkpoint& shown) {
    if (!lane::verify_checkpoint(shown, ours.opening.log_key))
        return {};  // not by us: proves nothing
    const auto held = ours.frontier.size();
    const bool is_ours = shown.head.size <= held &&
                         TRY(context.store.root_at(ours.id, shown.head.size)) == shown.head.root;
    if (!is_ours) stop_writing(context, name_of(context, peer), shown.head, held.value());
    return {};
}

/// A head of another's lane, of a size that we hold too.
Result<void> check_held(const Context& context, const PartyId& peer, const lane::LaneState& ours,
                        const lane::Checkpoint& shown) {
    const auto root = TRY(context.store.root_at(ours.id, shown.head.size));
    if (root == shown.head.root || !lane::verify_checkpoint(shown, ours.opening.log_key)) return {};
    return fail(ErrorKind::conflict,
                name_of(context, ours.opening.writer) +
                    " has signed two different histories: one here, one shown by " +
                    name_of(context, peer),
                "lane " + lane::to_hex(ours.id),
                "keep both checkpoints and reach the writer by another way");
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
    TRY_VOID(check_held(context, peer, ours, shown));
    TRY_VOID(take_receipts(context, shown.head, receipt_lines(shown)));
    return {};
}

}  // namespace

Result<std::vector<lane::Checkpoint>> heads_for(const Context& context, const PartyId& party) {
    std::vector<lane::Checkpoint> heads;
    const auto lanes = TRY(lanes_readable_by(context, party));
    for (const auto& lane : lanes) {
        // While we are still receiving, the newest checkpoint is ahead of what we hold: a peer
        // would wait for entries that we cannot give.
        if (lane.checkpoint.head.size == lane.frontier.size()) heads.push_back(lane.checkpoint);
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
        const auto size = ours == nullptr ? lane::TreeSize(0) : ours->frontier.size();
        const bool is_own = ours != nullptr && ours->opening.writer == context.self();
        if (checkpoint.head.size > size && !is_own) compared.ahead.push_back(checkpoint.head);
    }
    for (const auto& ours : held) {
        const auto at = std::ranges::find_if(
            shown, [&](const auto& checkpoint) { return checkpoint.head.lane == ours.id; });
        const auto theirs = at == shown.end()
                                ? lane::Head{.lane = ours.id, .size = lane::TreeSize(0), .root = {}}
                                : at->head;
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
