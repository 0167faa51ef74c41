#include "channel/seen.h"

#include <algorithm>

#include "base/limits.h"
#include "channel/lanes.h"
#include "channel/writer.h"
#include "store/store.h"

namespace entente::channel {
namespace {

bool is_seen(const lane::EntryView& entry) {
    const auto header = lane::decode_header(entry.header);
    if (!header || header->kind != lane::BodyKind::operation) return false;
    const auto operation = lane::decode_operation(entry.body);
    return operation && std::holds_alternative<lane::Seen>(*operation);
}

/// Whether [first, size) of `lane` has an entry that is not a `seen`.
Result<bool> has_content(const Context& context, const lane::LaneState& lane, std::uint64_t first) {
    while (first < lane.frontier.size().value()) {
        const auto range =
            TRY(context.store.read(lane.id, lane::EntryIndex(first), limits::segment_entries_max,
                                   limits::segment_bytes_max));
        ByteReader reader(range.records, "record");
        for (std::uint32_t i = 0; i < range.count; ++i) {
            const auto entry = TRY(lane::read_entry(reader));
            if (!is_seen(entry)) return true;
        }
        first += range.count;
    }
    return false;
}

}  // namespace

Result<std::optional<lane::Seen>> due_seen(const Context& context, const lane::LaneState& ours) {
    lane::Seen seen;
    bool is_due = false;
    const auto lanes =
        TRY(lanes_readable_by_all(context, ours.opening.channel, ours.opening.audience));
    for (const auto& lane : lanes) {
        if (lane.opening.writer == context.self()) continue;
        const auto named = TRY(context.store.named_in(lane.id, ours.id));
        if (named == lane.frontier.size()) continue;
        seen.heads.push_back(
            {.lane = lane.id, .size = lane.frontier.size(), .root = lane.frontier.root()});
        if (!is_due) is_due = TRY(has_content(context, lane, named.value()));
    }
    if (!is_due) return std::optional<lane::Seen>();
    std::ranges::sort(seen.heads);
    return std::optional(std::move(seen));
}

Result<void> write_due_seen(Context& context) {
    for (const auto& charter : context.directory.charters()) {
        if (!context.directory.is_founded(charter)) continue;
        TRY_VOID(context.store.wait_indexed());
        const std::scoped_lock lock(context.writing);
        const auto lanes = TRY(own_lanes(context, charter.channel()));
        for (const auto& lane : lanes) {
            if (context.directory.disputes().is_frozen(lane.id)) continue;
            auto writer = TRY(BatchWriter::begin(context, lane));
            TRY_VOID(writer.write({}));
            TRY_VOID(writer.finish());
        }
    }
    return {};
}

}  // namespace entente::channel
