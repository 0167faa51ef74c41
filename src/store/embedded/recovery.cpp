#include "store/embedded/recovery.h"

#include <algorithm>

namespace entente::store {
namespace {

std::string place_of(const LaneId& lane, std::uint64_t next) {
    return "lane " + lane::to_hex(lane) + ", entry " + std::to_string(next);
}

std::unexpected<Error> damaged(std::string what, std::string where) {
    return fail(ErrorKind::corrupt, std::move(what), std::move(where),
                "do not write; restore the newer record, or get the lane from another member");
}

/// What every step of one lane's recovery shares.
struct Recovery {
    Keeper& keeper;
    host::Disk& disk;
    const Progress& progress;
    std::uint64_t next_sequence = 0;
    std::uint64_t entries_replayed = 0;
};

/// One lane, from its file and what the index has of it.
class LaneRecovery {
public:
    LaneRecovery(Recovery& shared, const LaneId& lane, host::Path path, const host::File& file)
        : shared_(shared),
          lane_(lane),
          path_(std::move(path)),
          file_(file),
          end_(lane_file_magic.size()) {}

    /// Takes what the index says. False: it does not fit the file.
    Result<bool> take_indexed(const IndexedLane& indexed);

    /// Reads on from there, and hands every frame to the index. The lane, whole; nothing if there
    /// is no frame.
    Result<std::unique_ptr<HeldLane>> replay();

private:
    Result<std::optional<LiveLane>> read_indexed(const IndexedLane& indexed);
    Result<std::optional<lane::Frontier>> read_frontier(const IndexedLane& indexed);
    Result<bool> replay_one(const StoredFrame& stored);
    Result<lane::LaneState> advance(const Frame& frame, const FrameReading& reading) const;

    [[nodiscard]] std::uint64_t size() const {
        return live_ ? live_->state.frontier.size().value() : 0;
    }

    Recovery& shared_;
    LaneId lane_;
    host::Path path_;
    const host::File& file_;
    std::uint64_t end_;  ///< of the last good frame
    std::optional<LiveLane> live_;
};

Result<bool> LaneRecovery::take_indexed(const IndexedLane& indexed) {
    if (TRY(file_.size()) < indexed.frame_end) return false;
    live_ = TRY(read_indexed(indexed));
    end_ = indexed.frame_end;
    return live_.has_value();
}

Result<std::optional<lane::Frontier>> LaneRecovery::read_frontier(const IndexedLane& indexed) {
    const auto tile = [&](unsigned level, std::uint64_t number) {
        return shared_.keeper.index().tile(lane_, level, number);
    };
    const TiledHashes hashes(indexed.size, tile, {});
    auto frontier = lane::frontier_at(hashes, indexed.size);
    if (frontier) return *std::move(frontier);
    if (frontier.error().kind == ErrorKind::corrupt) return std::nullopt;  // a row is missing
    return std::unexpected(frontier.error());
}

/// Whether whole frames lead on to `end`: only then may what follows it be read as frames, or cut
/// off as a torn one.
Result<bool> leads_to(FrameCursor& cursor, std::uint64_t end) {
    while (cursor.offset() < end) {
        const auto stored = TRY(cursor.next());
        if (!stored || !stored->is_checksum_good) return false;
    }
    return cursor.offset() == end;
}

/// The lane's state as of the newest frame that the index has; nothing where the two disagree.
Result<std::optional<LiveLane>> LaneRecovery::read_indexed(const IndexedLane& indexed) {
    FrameCursor cursor(file_, indexed.last_frame);
    const auto stored = TRY(cursor.next());
    if (!stored || !stored->is_checksum_good) return std::nullopt;
    const auto frame = decode_payload(stored->payload);
    if (!frame || !frame->checkpoint) return std::nullopt;
    const auto reading = TRY(read_records(*frame, 0));
    auto frontier = TRY(read_frontier(indexed));
    const auto first = TRY(shared_.keeper.index().frame(lane_, EntryIndex(0)));
    const auto last = TRY(shared_.keeper.index().frame(lane_, reading.place.first));
    // An index of another copy of the record has its frames at other places, or in another order.
    const bool is_of_this_copy = last && last->sequence == reading.place.sequence &&
                                 last->offset == stored->end() - frame->records.size() &&
                                 last->record_bytes == reading.place.record_bytes;
    const bool fits =
        frontier && first && is_of_this_copy && reading.place.end() == indexed.size.value();
    if (!fits || !TRY(leads_to(cursor, indexed.frame_end))) return std::nullopt;
    const auto& head = frame->checkpoint->head;
    if (head.size == indexed.size && head.root != frontier->root()) return std::nullopt;
    const auto opening_bytes = TRY(file_.read(first->offset, first->record_bytes.front()));
    auto opening = TRY(read_opening(lane_, opening_bytes));
    LiveLane live{.state = {.id = lane_,
                            .opening = std::move(opening),
                            .frontier = *std::move(frontier),
                            .last_time = reading.last_time,
                            .checkpoint = *frame->checkpoint},
                  .indexed = indexed.size,
                  .tail = {},
                  .receipts = {},
                  .unwritten = {}};
    const auto receipts = TRY(shared_.keeper.index().receipts(lane_));
    for (const auto& known : receipts) live.receipts.emplace(known.receipt.party, known);
    take_state(live, live.state);
    return live;
}

Result<std::unique_ptr<HeldLane>> LaneRecovery::replay() {
    FrameCursor cursor(file_, end_);
    for (auto stored = TRY(cursor.next()); stored; stored = TRY(cursor.next())) {
        if (!TRY(replay_one(*stored))) break;
        end_ = stored->end();
    }
    const auto file_size = TRY(file_.size());
    const bool is_torn = end_ < file_size;
    if (is_torn && TRY(has_good_frame_after(file_, end_, EntryIndex(size())))) {
        return damaged("the lane file is damaged, and good entries follow",
                       place_of(lane_, size()));
    }
    if (!live_) return nullptr;
    live_->indexed = live_->state.frontier.size();  // when recover_lanes has waited for it
    auto lane_file = TRY(LaneFile::open(shared_.disk, path_, end_));
    return std::make_unique<HeldLane>(std::move(lane_file), *std::move(live_));
}

/// False: here stands no frame that was written whole.
Result<bool> LaneRecovery::replay_one(const StoredFrame& stored) {
    if (!stored.is_checksum_good) return false;
    const auto where = place_of(lane_, size());
    const auto frame = decode_payload(stored.payload);
    if (!frame) return damaged(frame.error().what, where);
    if (frame->from.value() != size()) return damaged("entries are missing here", where);
    const auto records_at = stored.end() - frame->records.size();
    auto reading = TRY(read_records(*frame, records_at));
    if (!live_ && !frame->checkpoint) return damaged("the lane file starts without entries", where);
    auto after = frame->checkpoint ? TRY(advance(*frame, reading)) : live_->state;
    if (!live_) {
        live_ = LiveLane{
            .state = after, .indexed = TreeSize(0), .tail = {}, .receipts = {}, .unwritten = {}};
    }
    take_state(*live_, std::move(after));
    for (const auto& [head, receipt] : receipts_of(*frame)) take_receipt(*live_, head, receipt);
    shared_.next_sequence = std::max(shared_.next_sequence, frame->sequence + frame->count);
    TRY_VOID(shared_.keeper.indexer().wait_for_room());
    shared_.keeper.indexer().submit(
        make_job(live_->state, *frame, std::move(reading), stored.offset, stored.end()));
    shared_.entries_replayed += frame->count;
    if (shared_.progress) shared_.progress(shared_.entries_replayed);
    return true;
}

/// The lane's state with the frame's entries.
Result<lane::LaneState> LaneRecovery::advance(const Frame& frame,
                                              const FrameReading& reading) const {
    const auto opening = live_ ? live_->state.opening : TRY(read_opening(lane_, frame.records));
    auto frontier = live_ ? live_->state.frontier : lane::Frontier();
    for (const auto& leaf : reading.leaves) frontier.append(leaf);
    const auto& head = frame.checkpoint->head;
    if (head.lane != lane_) return damaged("the file holds another lane", place_of(lane_, size()));
    if (head.size == frontier.size() && head.root != frontier.root()) {
        return damaged("the entries do not lead to the signed root", place_of(lane_, size()));
    }
    return lane::LaneState{.id = lane_,
                           .opening = opening,
                           .frontier = std::move(frontier),
                           .last_time = reading.last_time,
                           .checkpoint = *frame.checkpoint};
}

/// The lanes that have a file with a whole first line. A file without one is what a crash left of a
/// lane that nobody heard of; it goes.
Result<std::vector<LaneId>> lanes_on_disk(host::Disk& disk, const StoreLayout& layout) {
    std::vector<LaneId> lanes;
    const auto names = TRY(disk.list(layout.record()));
    for (const auto& name : names) {
        const auto lane = lane::parse_id<LaneId>(name);
        if (!lane) continue;
        const auto path = layout.lane(*lane);
        const auto is_begun = [&]() -> Result<bool> {
            const auto file = TRY(disk.open(path));
            return has_magic(*file, path);
        };
        if (TRY(is_begun())) {
            lanes.push_back(*lane);
        } else {
            TRY_VOID(disk.remove(path));
        }
    }
    return lanes;
}

std::optional<IndexedLane> indexed_of(const std::vector<IndexedLane>& all, const LaneId& lane) {
    const auto at = std::ranges::find(all, lane, &IndexedLane::lane);
    return at == all.end() ? std::nullopt : std::optional(*at);
}

/// Recovers one lane; false if the index does not fit.
Result<bool> recover_lane(Recovery& shared, const StoreLayout& layout, const LaneId& lane,
                          const std::optional<IndexedLane>& indexed,
                          std::vector<std::unique_ptr<HeldLane>>& recovered) {
    const auto path = layout.lane(lane);
    const auto file = TRY(shared.disk.open(path));
    LaneRecovery recovery(shared, lane, path, *file);
    if (indexed && !TRY(recovery.take_indexed(*indexed))) return false;
    auto replayed = recovery.replay();
    // The index may be of another copy of the record, and end within a frame of this one.
    if (!replayed && indexed && replayed.error().kind == ErrorKind::corrupt) return false;
    auto held = TRY(std::move(replayed));
    if (held) {
        recovered.push_back(std::move(held));
    } else {
        TRY_VOID(shared.disk.remove(path));  // its first frame is torn: nobody heard of the lane
    }
    return true;
}

/// The head that the fence must have reached: the newest that we signed or gave a receipt for.
Result<std::optional<lane::Head>> head_to_fence(const Keeper& keeper, const lane::LaneState& state,
                                                const PartyId& self) {
    if (state.opening.writer == self) {
        const bool is_complete = state.checkpoint.head.size == state.frontier.size();
        return is_complete ? std::optional(state.checkpoint.head) : std::nullopt;
    }
    const auto size = keeper.receipted(state.id, self);
    if (size == TreeSize(0)) return std::nullopt;
    const auto root = TRY(keeper.root_at(state.id, size));
    return lane::Head{.lane = state.id, .size = size, .root = root};
}

/// Whether the record is on the fenced history, as far as it goes.
Result<void> compare(const Keeper& keeper, const lane::Head& fenced) {
    const auto state = keeper.state(fenced.lane);
    if (!state || state->frontier.size() < fenced.size) return {};  // doubt: Keeper::doubt tells it
    const auto root = TRY(keeper.root_at(fenced.lane, fenced.size));
    if (root == fenced.root) return {};
    return fail(ErrorKind::corrupt, "the record holds another history than the fence",
                place_of(fenced.lane, fenced.size.value()),
                "do not write; restore the record that belongs to this fence");
}

/// Which machine this is, where it says so.
HostIdentity identity(host::Disk& disk, const std::string& directory) {
    constexpr std::size_t machine_id_bytes_max = 4'096;
    const auto machine = host::read_whole(disk, "/etc/machine-id", machine_id_bytes_max);
    return {.machine = machine ? crypto::sha256({*machine}) : lane::Digest{},
            .directory = crypto::sha256({directory})};
}

/// Why the fence cannot tell what was signed; empty: it can.
std::string reason_of(const Keeper& keeper, const Fence& fence, const HostIdentity& here,
                      const EmbeddedOptions& options) {
    if (fence.host() && fence.host()->machine != here.machine) {
        return "the fence was written on another machine";
    }
    for (const auto& lane : keeper.lanes()) {
        const auto state = keeper.state(lane);
        // A crash leaves the record ahead by one frame, and an own lane's first frame is its
        // opening: a longer one that the fence does not know was written under another fence.
        const bool is_unknown = state && !fence.head(lane) &&
                                state->opening.writer == options.self &&
                                state->checkpoint.head.size > TreeSize(1);
        if (is_unknown) return "the fence knows nothing of a lane of ours";
    }
    return {};
}

/// Brings the fence up to the record.
Result<void> advance_fence(const Keeper& keeper, Fence& fence, const PartyId& self) {
    for (const auto& lane : keeper.lanes()) {
        const auto state = TRY(keeper.state(lane));
        const auto head = TRY(head_to_fence(keeper, state, self));
        const auto fenced = fence.head(lane);
        if (!head || (fenced && fenced->size >= head->size)) continue;
        TRY_VOID(fence.reserve(lane));
        const auto ours = keeper.newest_receipt(lane, self);
        TRY_VOID(fence.advance(*head, ours ? ours->time_s : 0));
    }
    return {};
}

host::Path fence_path(const EmbeddedOptions& options) {
    return options.fence_directory + "/fence";
}

}  // namespace

Result<bool> recover_lanes(Keeper& keeper, host::Disk& disk, const EmbeddedOptions& options,
                           const Progress& progress) {
    const StoreLayout layout{options.directory};
    const auto lanes = TRY(lanes_on_disk(disk, layout));
    const auto indexed = keeper.index().lanes();
    for (const auto& known : indexed) {
        if (std::ranges::find(lanes, known.lane) == lanes.end()) return false;
    }
    Recovery shared{.keeper = keeper, .disk = disk, .progress = progress};
    shared.next_sequence = TRY(keeper.index().next_sequence());
    std::vector<std::unique_ptr<HeldLane>> recovered;
    for (const auto& lane : lanes) {
        const bool fits =
            TRY(recover_lane(shared, layout, lane, indexed_of(indexed, lane), recovered));
        if (!fits) return false;
    }
    TRY_VOID(keeper.indexer().wait_until_done());
    for (auto& held : recovered) keeper.add_lane(std::move(held));
    keeper.set_next_sequence(shared.next_sequence);
    return true;
}

Result<FenceFound> recover_fence(const Keeper& keeper, host::Disk& disk,
                                 const EmbeddedOptions& options) {
    const auto path = fence_path(options);
    if (!disk.exists(path) && !keeper.lanes().empty()) {
        return FenceFound{.fence = std::nullopt, .reason = "the fence is gone: " + path};
    }
    auto fence = TRY(Fence::open(disk, path));
    const auto heads = fence.heads();
    for (const auto& fenced : heads) TRY_VOID(compare(keeper, fenced));
    const auto here = identity(disk, options.directory);
    auto reason = reason_of(keeper, fence, here, options);
    if (!reason.empty()) return FenceFound{.fence = std::move(fence), .reason = std::move(reason)};
    TRY_VOID(advance_fence(keeper, fence, options.self));
    const bool is_moved = fence.host() && *fence.host() != here;
    // Without a listener the warning waits for an opening that has one.
    if (is_moved && options.warn) {
        options.warn("the fence was written for another directory than " + options.directory +
                     ": make sure that no copy of this node runs elsewhere");
    }
    if (!fence.host() || (is_moved && options.warn)) TRY_VOID(fence.set_host(here));
    return FenceFound{.fence = std::move(fence), .reason = {}};
}

Result<Fence> settle_fence(const Keeper& keeper, host::Disk& disk, const EmbeddedOptions& options,
                           std::optional<Fence> found) {
    auto fence = found ? *std::move(found) : TRY(Fence::open(disk, fence_path(options)));
    TRY_VOID(advance_fence(keeper, fence, options.self));
    TRY_VOID(fence.set_host(identity(disk, options.directory)));
    return fence;
}

}  // namespace entente::store
