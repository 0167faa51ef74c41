#include "channel/serve_tile.h"

#include "base/limits.h"
#include "lane/entry.h"
#include "store/store.h"

namespace entente::channel {
namespace {

static_assert(limits::header_bytes_max <= 0xFFFF, "a header's length has two bytes");

Result<Bytes> headers(const Context& context, const lane::LaneId& lane, std::uint64_t first,
                      std::uint64_t end) {
    Bytes bytes;
    while (first < end) {
        const auto range = TRY(context.store.read(lane, lane::EntryIndex(first),
                                                  static_cast<std::uint32_t>(end - first),
                                                  limits::segment_bytes_max));
        ByteReader reader(range.records, "record");
        for (std::uint32_t i = 0; i < range.count; ++i) {
            const auto entry = TRY(lane::read_entry(reader));
            append_integer<2>(bytes, entry.header.size());
            bytes += entry.header;
        }
        first += range.count;
    }
    return bytes;
}

}  // namespace

Result<Bytes> serve_tile(const Context& context, const lane::LaneState& lane,
                         const lane::TileName& name) {
    const auto first = name.number * lane::tile_width_max;
    const auto level = name.level.value_or(0) * lane::tile_height;
    if (first + name.width > lane.frontier.size().value() >> level) {
        return fail(ErrorKind::not_found, "the lane has no such tile", "tile/" + to_text(name));
    }
    if (!name.level) return headers(context, lane.id, first, first + name.width);
    const auto hashes = TRY(context.store.subtrees(lane.id, level, first, name.width));
    Bytes bytes;
    for (const auto& hash : hashes) bytes += view(hash);
    return bytes;
}

}  // namespace entente::channel
