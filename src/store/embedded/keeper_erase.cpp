#include <algorithm>
#include <numeric>

#include "store/embedded/keeper.h"

namespace entente::store {
namespace {

// A scan holds the rows that it has met; this many leaves are 2 MiB of them.
constexpr std::uint64_t scan_leaves = 65'536;

std::uint64_t end_in_file(const FramePlace& place) {
    return std::accumulate(place.record_bytes.begin(), place.record_bytes.end(), place.offset);
}

/// The frame that holds the byte at `record`, from a place where one begins.
Result<std::optional<StoredFrame>> frame_with(FrameCursor& cursor, std::uint64_t record) {
    for (auto stored = TRY(cursor.next()); stored; stored = TRY(cursor.next())) {
        if (stored->end() > record) return stored;
    }
    return std::optional<StoredFrame>();
}

}  // namespace

/// What is to be overwritten for the entry; nothing if it is erased already.
Result<std::optional<Erasure>> Keeper::erasure_of(HeldLane& held, const LaneId& lane,
                                                  EntryIndex index) const {
    const auto place = TRY(frame_of(held, index));
    const auto at = index.value() - place->first.value();
    const auto lengths = place->record_bytes.begin();
    const auto record =
        std::accumulate(lengths, lengths + static_cast<std::ptrdiff_t>(at), place->offset);
    std::uint64_t from = lane_file_magic.size();
    if (place->first.value() > 0) {
        const auto before = TRY(frame_of(held, EntryIndex(place->first.value() - 1)));
        from = end_in_file(*before);
    }
    FrameCursor cursor(held.file.file(), from);
    const auto frame = TRY(frame_with(cursor, record));
    if (frame) return plan_erasure(lane, *frame, record, place->record_bytes[at]);
    return fail(ErrorKind::corrupt, "the entry's frame is not where the index says",
                "lane " + lane::to_hex(lane) + ", entry " + std::to_string(index.value()),
                "rebuild the index: entente rebuild");
}

Result<void> Keeper::erase(const LaneId& lane, EntryIndex index) {
    auto* const held = TRY(known_lane(lane));
    if (index.value() == 0) {
        return fail(ErrorKind::refused, "entry 0 says whose lane it is", lane::to_hex(lane),
                    "erase the entries of the lane, one by one");
    }
    TRY_VOID(indexer_->wait_until_done());
    const std::scoped_lock lock(appending_);
    TRY_VOID(check_working());
    const auto facts = TRY(facts_at({lane, index}));
    const auto erasure = TRY(erasure_of(*held, lane, index));
    if (!erasure) return {};

    // 1 What will be done. Dead here: the next start does it.
    const auto note = StoreLayout{options_.directory}.erasing();
    TRY_VOID(disk_.replace(note, encode_erasure(*erasure)));

    // 2 Zeros over salt and body. Dead in the midst: the next start writes them again.
    {
        const std::unique_lock reading(held->overwriting);
        const auto erased = erase_in(held->file.file(), *erasure);
        if (!erased) return stop(erased.error());
    }

    // 3 The index. Dead before: it finds the entry by keys that it no longer has, and passes over
    // it.
    const auto forgotten = index_->forget({lane, index}, facts);
    if (!forgotten && forgotten.error().kind != ErrorKind::exhausted) {
        return stop(forgotten.error());
    }
    return disk_.remove(note);
}

Result<std::optional<EntryIndex>> Keeper::find_entry(const LaneId& lane,
                                                     const lane::EntryId& entry) const {
    auto* const held = TRY(known_lane(lane));
    const auto size =
        held->live.with([](const LiveLane& live) { return live.state.frontier.size(); });
    for (auto end = size.value(); end > 0;) {
        const auto begin = end - std::min(end, scan_leaves);
        const auto hashes = TRY(hashes_of(lane, size));
        for (auto index = end; index-- > begin;) {
            const auto leaf = TRY(hashes->subtree(0, index));
            if (leaf == entry.value()) return std::optional(EntryIndex(index));
        }
        end = begin;
    }
    return std::optional<EntryIndex>();
}

}  // namespace entente::store
