#include "channel/fork.h"

#include <algorithm>
#include <memory>

#include "base/limits.h"
#include "channel/dispute.h"
#include "channel/receipts.h"
#include "lane/branch.h"
#include "lane/entry.h"
#include "store/store.h"

namespace entente::channel {
namespace {

/// Entry 0 as it is here.
Result<lane::FirstEntry> first_entry(const Context& context, const lane::LaneId& lane) {
    const auto range = TRY(context.store.read(lane, lane::EntryIndex(0), 1, 0));
    ByteReader reader(range.records, "record");
    const auto entry = TRY(lane::read_entry(reader));
    return lane::FirstEntry{
        .header = Bytes(entry.header), .salt = entry.salt, .body = Bytes(entry.body)};
}

Result<std::vector<lane::Digest>> leaves_of(ByteView records, std::uint64_t count) {
    std::vector<lane::Digest> leaves;
    ByteReader reader(records, "entries");
    for (std::uint64_t i = 0; i < count; ++i) {
        const auto entry = TRY(lane::read_entry(reader));
        leaves.push_back(lane::entry_id(entry.header).value());
    }
    return leaves;
}

/// A segment's entries after our own entries before it, and where they lead.
struct Shown {
    std::vector<lane::Digest> leaves;
    std::unique_ptr<lane::Branch> branch;
};

/// Nothing if they do not lead to the head that the segment is signed with.
Result<std::optional<Shown>> verified_branch(const Context& context, const lane::LaneState& ours,
                                             const lane::SegmentView& segment) {
    const lane::TreeSize before(segment.from.value());
    if (before > ours.frontier.size()) return std::optional<Shown>();
    auto leaves = leaves_of(segment.entries, segment.count);
    if (!leaves) return std::optional<Shown>();
    const auto frontier = TRY(context.store.frontier_at(ours.id, before));
    auto branch = std::make_unique<lane::Branch>(frontier, *leaves);
    const auto& head = segment.checkpoint.head;
    const auto leads =
        lane::verify_consistency({.old_size = branch->size(),
                                  .old_root = TRY(lane::root_at(*branch, branch->size())),
                                  .new_size = head.size,
                                  .new_root = head.root},
                                 segment.proof);
    if (!leads) return std::optional<Shown>();
    return std::optional(Shown{.leaves = *std::move(leaves), .branch = std::move(branch)});
}

/// The first entry of the segment that is another here. Those before the segment are the same: the
/// signed head was reached from our own frontier.
Result<std::optional<lane::EntryIndex>> first_difference(const Context& context,
                                                         const lane::LaneState& ours,
                                                         const lane::SegmentView& segment,
                                                         const std::vector<lane::Digest>& leaves) {
    const auto end = std::min(segment.from.value() + leaves.size(), ours.frontier.size().value());
    for (auto at = segment.from.value(); at < end;) {
        const auto range = TRY(context.store.read(ours.id, lane::EntryIndex(at),
                                                  static_cast<std::uint32_t>(end - at),
                                                  limits::segment_bytes_max));
        const auto held = TRY(leaves_of(range.records, range.count));
        for (const auto& leaf : held) {
            if (leaf != leaves[at - segment.from.value()])
                return std::optional(lane::EntryIndex(at));
            ++at;
        }
    }
    return std::optional<lane::EntryIndex>();
}

/// The proof that the entries before `parting` are the same in our history and in the segment's;
/// nothing if the parting is not known, or our own newest head is not reached yet.
Result<std::optional<lane::Common>> common_of(const Context& context, const lane::LaneState& ours,
                                              const lane::SegmentView& segment, const Shown& shown,
                                              std::optional<lane::EntryIndex> parting) {
    const auto whole = ours.checkpoint.head.size;
    const bool is_known = parting && parting->value() > 0 && whole == ours.frontier.size();
    if (!is_known) return std::optional<lane::Common>();
    const lane::TreeSize size(parting->value());
    const auto theirs = segment.checkpoint.head.size;
    lane::Common common{.size = size,
                        .root = TRY(context.store.root_at(ours.id, size)),
                        .to_smaller = TRY(context.store.prove_consistency(ours.id, size, whole)),
                        .to_larger = TRY(lane::prove_consistency_beyond(
                            *shown.branch, size, shown.branch->size(), theirs, segment.proof))};
    if (theirs <= whole) std::swap(common.to_smaller, common.to_larger);
    return std::optional(std::move(common));
}

/// The fork whose larger branch is the segment's.
Result<std::optional<Fork>> fork_with_longer(const Context& context, const lane::LaneState& ours,
                                             const lane::SegmentView& segment, const Shown& shown,
                                             std::optional<lane::EntryIndex> parting) {
    const auto& known = ours.checkpoint.head;
    if (known.size > shown.branch->size()) return std::optional<Fork>();
    const auto root = TRY(lane::root_at(*shown.branch, known.size));
    if (root == known.root) return std::optional<Fork>();
    auto proof = TRY(lane::prove_consistency_beyond(*shown.branch, known.size, shown.branch->size(),
                                                    segment.checkpoint.head.size, segment.proof));
    auto first = TRY(first_entry(context, ours.id));
    auto common = TRY(common_of(context, ours, segment, shown, parting));
    auto proven =
        TRY(lane::prove_fork(std::move(first), ours.checkpoint, segment.checkpoint,
                             {.root = root, .proof = std::move(proof)}, std::move(common)));
    return std::optional(Fork{.evidence = std::move(proven), .differs_from = parting});
}

/// The fork whose larger branch, or one as large, is ours.
Result<std::optional<Fork>> fork_with_shorter(const Context& context, const lane::LaneState& ours,
                                              const lane::Checkpoint& shown,
                                              std::optional<lane::Common> common) {
    const auto& whole = ours.checkpoint.head;
    const bool is_comparable = shown.head.size <= whole.size && whole.size == ours.frontier.size();
    if (!is_comparable || !lane::verify_checkpoint(shown, ours.opening.log_key)) {
        return std::optional<Fork>();
    }
    const auto root = TRY(context.store.root_at(ours.id, shown.head.size));
    if (root == shown.head.root) return std::optional<Fork>();
    auto first = TRY(first_entry(context, ours.id));
    auto proof = TRY(context.store.prove_consistency(ours.id, shown.head.size, whole.size));
    auto proven =
        TRY(lane::prove_fork(std::move(first), shown, ours.checkpoint,
                             {.root = root, .proof = std::move(proof)}, std::move(common)));
    return std::optional(Fork{.evidence = std::move(proven), .differs_from = std::nullopt});
}

/// The receipt lines of `party` among those of a checkpoint.
std::optional<lane::SignatureLine> line_of(const lane::Checkpoint& checkpoint,
                                           const PartyId& party) {
    for (const auto& line : receipt_lines(checkpoint)) {
        if (line.name == lane::cosigner_name(party)) return line;
    }
    return std::nullopt;
}

}  // namespace

Result<std::optional<Fork>> fork_with_head(const Context& context, const lane::LaneState& ours,
                                           const lane::Checkpoint& shown) {
    return fork_with_shorter(context, ours, shown, std::nullopt);
}

Result<std::optional<Fork>> fork_in_segment(const Context& context, const lane::LaneState& ours,
                                            const lane::SegmentView& segment) {
    if (!lane::verify_checkpoint(segment.checkpoint, ours.opening.log_key)) {
        return std::optional<Fork>();
    }
    const auto shown = TRY(verified_branch(context, ours, segment));
    const bool is_longer = segment.checkpoint.head.size > ours.frontier.size();
    if (!shown && is_longer) return std::optional<Fork>();
    if (!shown) return fork_with_head(context, ours, segment.checkpoint);
    const auto parting = TRY(first_difference(context, ours, segment, shown->leaves));
    if (is_longer) return fork_with_longer(context, ours, segment, *shown, parting);
    auto common = TRY(common_of(context, ours, segment, *shown, parting));
    auto fork = TRY(fork_with_shorter(context, ours, segment.checkpoint, std::move(common)));
    if (fork) fork->differs_from = parting;
    return fork;
}

Result<SegmentComparison> compare_segment(const Context& context, const lane::LaneState& ours,
                                          const lane::SegmentView& segment) {
    SegmentComparison comparison{.is_from_ours = false, .differs_from = std::nullopt};
    const auto shown = TRY(verified_branch(context, ours, segment));
    if (!shown) return comparison;
    comparison.is_from_ours = true;
    comparison.differs_from = TRY(first_difference(context, ours, segment, shown->leaves));
    return comparison;
}

std::vector<lane::ProvenEvidence> double_cosigners(const Context& context,
                                                   const lane::LaneState& ours,
                                                   const lane::Checkpoint& shown,
                                                   const lane::ProvenEvidence& fork) {
    std::vector<lane::ProvenEvidence> found;
    for (const auto& party : ours.opening.audience) {
        const auto card = context.directory.card(party);
        const auto on_shown = line_of(shown, party);
        const auto on_ours = line_of(ours.checkpoint, party);
        if (!card || !on_shown || !on_ours) continue;
        auto proven = lane::prove_double_cosign(fork, *on_shown, *on_ours,
                                                lane::encode_note(card->note), &cosign_keys_of);
        if (proven) found.push_back(*std::move(proven));
    }
    return found;
}

}  // namespace entente::channel
