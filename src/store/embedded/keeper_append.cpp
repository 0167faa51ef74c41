#include "base/check.h"
#include "store/embedded/keeper.h"

namespace entente::store {
namespace {

// Few receipts come between two batches of a lane; more than these are written on their own.
constexpr std::size_t unwritten_receipts_max = 64;

constexpr auto damaged_remedy = "stop the process; the next start recovers what is on disk";

lane::Frontier frontier_of(HeldLane* held) {
    if (held == nullptr) return {};
    return held->live.with([](const LiveLane& live) { return live.state.frontier; });
}

/// Proves that the entries lead from what is held of the lane to the state that they came with.
Result<void> check_continues(const lane::Frontier& frontier, const lane::LaneState& after,
                             const FrameReading& reading) {
    const auto refuse = [&](const char* what) {
        return fail(
            ErrorKind::conflict, what,
            "lane " + lane::to_hex(after.id) + ", next " + std::to_string(frontier.size().value()),
            "read the lane's state again and make the batch from it");
    };
    const auto& leaves = reading.leaves;
    if (leaves.empty()) return refuse("there is no entry in it");
    if (reading.place.first.value() != frontier.size().value()) {
        return refuse("it does not continue the lane");
    }
    if (frontier.size() == TreeSize(0) && leaves.front() != after.id.value()) {
        return refuse("entry 0 is not the one that the lane is named after");
    }
    auto reached = frontier;
    for (const auto& leaf : leaves) reached.append(leaf);
    if (reached != after.frontier) return refuse("its entries do not lead to its state");
    return {};
}

Result<void> check_receipt(const lane::LaneState& after, const std::optional<lane::Receipt>& ours) {
    if (!ours || after.frontier.size() == after.checkpoint.head.size) return {};
    return fail(ErrorKind::invalid, "a receipt for entries that are not all here",
                "lane " + lane::to_hex(after.id), "give it when the lane is complete");
}

}  // namespace

IndexJob make_job(const lane::LaneState& state, const Frame& frame, FrameReading reading,
                  std::uint64_t frame_offset, std::uint64_t frame_end) {
    IndexJob job{.batch = {.lane = state.id,
                           .channel = state.opening.channel,
                           .writer = state.opening.writer,
                           .place = std::move(reading.place),
                           .leaves = std::move(reading.leaves),
                           .facts = {},
                           .receipts = {},
                           .frame_offset = frame_offset,
                           .frame_end = frame_end},
                 .records = Bytes(frame.records)};
    for (auto& [head, receipt] : receipts_of(frame)) {
        job.batch.receipts.push_back({.size = head.size, .receipt = std::move(receipt)});
    }
    return job;
}

Result<Appended> Keeper::append(const lane::SealedBatch& batch) {
    return take({.type = FrameType::sealed,
                 .after = batch.after(),
                 .from = batch.from(),
                 .count = batch.count(),
                 .records = batch.entries(),
                 .ours = std::nullopt,
                 .is_fenced = true});
}

Result<Appended> Keeper::append(const lane::VerifiedSegment& segment,
                                const std::optional<lane::Receipt>& ours) {
    TRY_VOID(check_receipt(segment.after(), ours));
    const bool is_own = segment.after().opening.writer == options_.self;
    return take({.type = FrameType::received,
                 .after = segment.after(),
                 .from = segment.from(),
                 .count = segment.count(),
                 .records = segment.entries(),
                 .ours = ours,
                 .is_fenced = ours.has_value() || (is_own && segment.is_complete())});
}

/// The protocol of design 02-log section 4.2, steps 4 to 6. What holds if the process or the
/// machine dies is beside each step; tests/store/crash_test.cpp dies at each.
Result<Appended> Keeper::take(const Arrival& arrival) {
    const std::scoped_lock lock(appending_);
    TRY_VOID(check_working());
    auto* held = find_lane(arrival.after.id);
    const auto frame = make_frame(arrival, held);
    auto reading = TRY(read_records(frame, 0));
    const auto before = frontier_of(held);
    TRY_VOID(check_continues(before, arrival.after, reading));
    TRY_VOID(check_doubt(arrival));
    TRY_VOID(check_fenced(arrival, before, reading));
    const bool is_fenced = is_to_be_fenced(arrival);

    // 1 Room in the fence, before anything is written. Dead here: a blank record, which is free.
    if (is_fenced) TRY_VOID(reserve(arrival.after.id));

    // 2 The lane file, and fdatasync. Dead before the sync is done: a torn tail, which the next
    // start
    //   cuts off, or the whole frame, which it keeps. No byte of the signature has left either way.
    std::unique_ptr<HeldLane> fresh;
    if (held == nullptr) {
        fresh = TRY(make_lane(arrival.after));
        held = fresh.get();
    }
    const auto bytes = encode_frame(frame);
    const auto written = TRY(write(*held, bytes, fresh != nullptr));

    // 3 The fence, and fdatasync. Dead before it: the record is ahead of the fence by this frame,
    // and
    //   the next start brings the fence up to it.
    if (is_fenced) {
        const auto time_s = arrival.ours ? arrival.ours->time_s : 0;
        const auto fenced = fence_->advance(frame.checkpoint->head, time_s);
        if (!fenced) return stop(fenced.error());
    }

    // 4 Memory, then the index. Dead here: the index lacks the frame, and the next start replays
    // it.
    next_sequence_ += frame.count;
    reading.place.offset = written.end - frame.records.size();
    remember(*held, arrival.after, frame, reading);
    auto job = make_job(arrival.after, frame, std::move(reading), written.offset, written.end);
    if (fresh) add_lane(std::move(fresh));
    indexer_->submit(std::move(job));

    // Dead here: all is on disk and the caller was not told; it reads the lane's state again.
    return appended(arrival.after.id, arrival.from, arrival.after.frontier.size());
}

Frame Keeper::make_frame(const Arrival& arrival, HeldLane* held) const {
    Frame frame{.type = arrival.type,
                .sequence = next_sequence_,
                .from = arrival.from,
                .count = arrival.count,
                .checkpoint = arrival.after.checkpoint,
                .receipts = {},
                .records = arrival.records};
    if (arrival.ours) lane::add_receipt(*frame.checkpoint, *arrival.ours);
    if (held != nullptr) {
        frame.receipts =
            held->live.with([](const LiveLane& live) { return as_notes(live.unwritten); });
    }
    return frame;
}

Result<void> Keeper::reserve(const LaneId& lane) {
    auto reserved = fence_->reserve(lane);
    if (reserved || reserved.error().kind == ErrorKind::exhausted) return reserved;
    return stop(reserved.error());
}

Result<void> Keeper::check_working() {
    if (failed_) {
        return fail(ErrorKind::fatal, "the store stopped: " + failed_->what, failed_->where,
                    damaged_remedy);
    }
    return indexer_->wait_for_room();
}

std::unexpected<Error> Keeper::stop(const Error& error) {
    failed_ = error;
    return fail(ErrorKind::fatal, error.what, error.where, damaged_remedy);
}

Result<Keeper::Written> Keeper::write(HeldLane& held, ByteView frame, bool is_first) {
    const auto offset = held.file.append(frame);
    if (offset) return Written{.offset = *offset, .end = held.file.end()};
    if (offset.error().kind != ErrorKind::exhausted) return stop(offset.error());
    // A file without a frame is no lane: the next start would remove it too.
    const auto id = held.live.with([](const LiveLane& live) { return live.state.id; });
    if (is_first) (void)disk_.remove(StoreLayout{options_.directory}.lane(id));
    return std::unexpected(offset.error());
}

Result<std::unique_ptr<HeldLane>> Keeper::make_lane(const lane::LaneState& after) {
    const auto path = StoreLayout{options_.directory}.lane(after.id);
    TRY_VOID(disk_.remove(path));  // what an earlier try that found no room may have left
    auto file = TRY(LaneFile::create(disk_, path));
    return std::make_unique<HeldLane>(
        std::move(file),
        LiveLane{
            .state = after, .indexed = TreeSize(0), .tail = {}, .receipts = {}, .unwritten = {}});
}

void Keeper::remember(HeldLane& held, const lane::LaneState& after, const Frame& frame,
                      const FrameReading& reading) {
    auto state = after;
    state.checkpoint = *frame.checkpoint;
    TailFrame tail{.place = std::make_shared<const FramePlace>(reading.place),
                   .run = std::make_shared<const TailRun>(
                       TailRun{.first = reading.place.first.value(), .leaves = reading.leaves})};
    held.live.with([&](LiveLane& live) {
        take_state(live, std::move(state));
        live.tail.push_back(std::move(tail));
        forget_written(live, frame);
    });
}

Result<void> Keeper::add_receipts(const lane::Head& head, std::vector<lane::Receipt> receipts) {
    auto* const held = TRY(known_lane(head.lane));
    const auto waiting = held->live.with([&](LiveLane& live) {
        for (auto& receipt : receipts) {
            if (!take_receipt(live, head, receipt)) continue;
            live.unwritten.push_back({.head = head, .receipt = std::move(receipt)});
        }
        return live.unwritten.size();
    });
    if (waiting < unwritten_receipts_max) return {};
    const std::scoped_lock lock(appending_);
    return write_receipts(*held);
}

Result<void> Keeper::write_receipts(HeldLane& held) {
    TRY_VOID(check_working());
    std::optional<lane::LaneState> state;
    Frame frame{.type = FrameType::receipts,
                .sequence = next_sequence_,
                .from = EntryIndex(0),
                .count = 0,
                .checkpoint = std::nullopt,
                .receipts = {},
                .records = {}};
    held.live.with([&](const LiveLane& live) {
        state = live.state;
        frame.from = EntryIndex(live.state.frontier.size().value());
        frame.receipts = as_notes(live.unwritten);
    });
    if (frame.receipts.empty()) return {};
    const auto written = TRY(write(held, encode_frame(frame), false));
    held.live.with([&](LiveLane& live) { forget_written(live, frame); });
    auto reading = TRY(read_records(frame, written.end));
    indexer_->submit(make_job(*state, frame, std::move(reading), written.offset, written.end));
    return {};
}

void Keeper::note_indexed(const LaneId& lane, TreeSize size) {
    auto* const held = find_lane(lane);
    if (held == nullptr) return;  // recovery: the lane is not held yet, and has no tail
    held->live.with([&](LiveLane& live) {
        live.indexed = size;
        std::erase_if(live.tail,
                      [&](const TailFrame& frame) { return frame.place->end() <= size.value(); });
    });
}

}  // namespace entente::store
