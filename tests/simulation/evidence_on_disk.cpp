#include "tests/simulation/evidence_on_disk.h"

#include <algorithm>

#include "lane/entry.h"
#include "lane/tree.h"
#include "store/embedded/embedded_store.h"

namespace entente::simulation {
namespace {

/// Appends the leaves of a frame up to `size`; every body must open its commitment.
Result<void> take_records(const store::AuditFrame& frame, lane::TreeSize size,
                          lane::Frontier& frontier) {
    if (!frame.is_checksum_good) return fail(ErrorKind::corrupt, "a bad checksum", "frame");
    ByteReader reader(frame.records, "records");
    for (std::uint32_t i = 0; i < frame.count && frontier.size() < size; ++i) {
        const auto entry = TRY(lane::read_entry(reader));
        TRY_VOID(lane::open_entry(entry));
        frontier.append(lane::entry_id(entry.header).value());
    }
    return {};
}

bool is_fenced(test::ForgetfulDisk& disk, const lane::Head& head) {
    const auto fenced = store::audit_fence(disk, "fence");
    return fenced && std::ranges::any_of(*fenced, [&](const auto& known) {
               return known.lane == head.lane && known.size >= head.size;
           });
}

}  // namespace

std::optional<std::string> missing_on_disk(const Node& node, const lane::Head& head) {
    const auto disk = node.disk.worst_case();
    lane::Frontier frontier;
    const auto read = store::audit_frames(
        *disk, "node", head.lane,
        [&](const store::AuditFrame& frame) { return take_records(frame, head.size, frontier); });
    const auto of_head = " of size " + std::to_string(head.size.value()) + " of lane " +
                         lane::to_hex(head.lane) + " on " + node.name();
    if (!read) return to_line(read.error()) + of_head;
    if (frontier.size() != head.size) {
        return "only " + std::to_string(frontier.size().value()) + " entries" + of_head;
    }
    if (frontier.root() != head.root) return "another root" + of_head;
    if (!is_fenced(*disk, head)) return "no fence" + of_head;
    return std::nullopt;
}

}  // namespace entente::simulation
