#include <algorithm>

#include "store/embedded/embedded_store.h"
#include "store/embedded/fence.h"
#include "store/embedded/keeper.h"
#include "store/embedded/stored_entry.h"

namespace entente::store {
namespace {

std::unexpected<Error> unreadable(const LaneId& lane, std::uint64_t next, std::string what) {
    return fail(ErrorKind::corrupt, std::move(what),
                "lane " + lane::to_hex(lane) + ", entry " + std::to_string(next),
                "restore the newer record, or get the lane from another member");
}

/// What is damaged in the records is for the auditor to find, entry by entry.
Bytes audited_records(const Frame& frame) {
    return as_sent(Bytes(frame.records), frame.count).value_or(Bytes(frame.records));
}

AuditFrame as_audited(Frame frame, const StoredFrame& stored) {
    return {.offset = stored.offset,
            .first = frame.from,
            .count = frame.count,
            .records = audited_records(frame),
            .checkpoint = std::move(frame.checkpoint),
            .receipts = std::move(frame.receipts),
            .is_checksum_good = stored.is_checksum_good};
}

}  // namespace

Result<std::vector<LaneId>> audit_lanes(host::Disk& disk, const std::string& directory) {
    std::vector<LaneId> lanes;
    const auto names = TRY(disk.list(StoreLayout{directory}.record()));
    for (const auto& name : names) {
        if (const auto lane = lane::parse_id<LaneId>(name)) lanes.push_back(*lane);
    }
    return lanes;
}

Result<std::vector<lane::Head>> audit_fence(host::Disk& disk, const std::string& fence_directory) {
    const auto path = fence_directory + "/fence";
    if (!disk.exists(path)) return fail(ErrorKind::not_found, "there is no fence", path);
    const auto fence = TRY(Fence::open(disk, path));
    return fence.heads();
}

Result<std::uint64_t> audit_frames(host::Disk& disk, const std::string& directory,
                                   const LaneId& lane,
                                   const std::function<Result<void>(AuditFrame)>& visit) {
    const auto path = StoreLayout{directory}.lane(lane);
    const auto file = TRY(disk.open(path));
    const auto size = TRY(file->size());
    if (!TRY(has_magic(*file, path))) return size;  // a writer is at its first frame
    FrameCursor cursor(*file, lane_file_magic.size());
    std::uint64_t next = 0;
    for (auto stored = TRY(cursor.next()); stored; stored = TRY(cursor.next())) {
        auto frame = decode_payload(stored->payload);
        if (!frame) return unreadable(lane, next, frame.error().what);
        next = frame->from.value() + frame->count;
        TRY_VOID(visit(as_audited(*std::move(frame), *stored)));
    }
    if (TRY(has_good_frame_after(*file, cursor.offset(), EntryIndex(next)))) {
        return unreadable(lane, next, "here stands no frame, and good ones follow");
    }
    return size - std::min(size, cursor.offset());
}

}  // namespace entente::store
