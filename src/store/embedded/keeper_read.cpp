#include <algorithm>
#include <numeric>

#include "store/embedded/keeper.h"
#include "store/embedded/stored_entry.h"

namespace entente::store {
namespace {

std::unexpected<Error> no_such_lane(const LaneId& lane) {
    return fail(ErrorKind::not_found, "there is no such lane", "lane " + lane::to_hex(lane));
}

std::unexpected<Error> shorter(const LaneId& lane, std::uint64_t size) {
    return fail(ErrorKind::not_found, "the lane is shorter",
                "lane " + lane::to_hex(lane) + ", size " + std::to_string(size));
}

/// What to read of one frame.
struct Piece {
    std::uint64_t offset;
    std::size_t bytes = 0;
    std::uint32_t count = 0;
};

/// How much may be read still.
struct Allowance {
    std::uint64_t count;
    std::size_t bytes;
    bool is_first;  ///< one entry goes in whatever its size
};

/// The longest run in the frame, from the entry on, that the allowance has room for.
Piece choose_piece(const FramePlace& place, EntryIndex index, Allowance allowance) {
    const auto& lengths = place.record_bytes;
    const auto at = static_cast<std::ptrdiff_t>(index.value() - place.first.value());
    const auto start = lengths.begin() + at;
    Piece piece{.offset = std::accumulate(lengths.begin(), start, place.offset)};
    for (auto length = start; length != lengths.end(); ++length) {
        const bool has_room =
            piece.count < allowance.count && piece.bytes + *length <= allowance.bytes;
        const bool is_let_in = allowance.is_first && piece.count == 0;
        if (!has_room && !is_let_in) break;
        piece.bytes += *length;
        ++piece.count;
    }
    return piece;
}

/// The records as they are sent on, if what was read is as many whole ones as were asked for.
Result<Bytes> whole_records(Bytes records, std::uint32_t count, const std::string& where) {
    auto sent = as_sent(std::move(records), count);
    if (sent) return sent;
    return fail(ErrorKind::corrupt, "the record is damaged", where,
                "restore the newer record, or get the lane from another member");
}

Result<Bytes> read_piece(HeldLane& held, const Piece& piece) {
    const std::shared_lock lock(held.overwriting);
    return held.file.read(piece.offset, piece.bytes);
}

}  // namespace

HeldLane* Keeper::find_lane(const LaneId& lane) const {
    return lanes_.with([&](const auto& lanes) -> HeldLane* {
        const auto at = lanes.find(lane);
        return at == lanes.end() ? nullptr : at->second.get();
    });
}

Result<HeldLane*> Keeper::known_lane(const LaneId& lane) const {
    auto* const held = find_lane(lane);
    if (held == nullptr) return no_such_lane(lane);
    return held;
}

std::vector<LaneId> Keeper::lanes() const {
    return lanes_.with([](const auto& lanes) {
        std::vector<LaneId> ids;
        for (const auto& [id, held] : lanes) ids.push_back(id);
        return ids;
    });
}

Result<lane::LaneState> Keeper::state(const LaneId& lane) const {
    auto* const held = TRY(known_lane(lane));
    return held->live.with([](const LiveLane& live) { return live.state; });
}

TreeSize Keeper::receipted(const LaneId& lane, const PartyId& party) const {
    auto* const held = find_lane(lane);
    if (held == nullptr) return TreeSize(0);
    return held->live.with([&](const LiveLane& live) {
        const auto known = live.receipts.find(party);
        return known == live.receipts.end() ? TreeSize(0) : known->second.size;
    });
}

std::optional<lane::Receipt> Keeper::newest_receipt(const LaneId& lane,
                                                    const PartyId& party) const {
    auto* const held = find_lane(lane);
    if (held == nullptr) return std::optional<lane::Receipt>();
    return held->live.with([&](const LiveLane& live) {
        const auto known = live.receipts.find(party);
        return known == live.receipts.end() ? std::optional<lane::Receipt>()
                                            : std::optional(known->second.receipt);
    });
}

Result<TreeSize> Keeper::entangled(const LaneId& lane, const PartyId& party) const {
    return index_->seen(lane, party);
}

Result<TreeSize> Keeper::named_in(const LaneId& lane, const LaneId& speaker) const {
    auto* const held = TRY(known_lane(speaker));
    const auto writer =
        held->live.with([](const LiveLane& live) { return live.state.opening.writer; });
    return index_->named_in(lane, writer, speaker);
}

Result<std::shared_ptr<const FramePlace>> Keeper::frame_of(HeldLane& held, EntryIndex index) const {
    struct Found {
        LaneId lane;
        std::uint64_t size;
        std::shared_ptr<const FramePlace> place;
    };

    const auto found = held.live.with([&](const LiveLane& live) {
        Found in_memory{live.state.id, live.state.frontier.size().value(), nullptr};
        if (live.tail.empty() || index.value() < live.tail.front().place->first.value()) {
            return in_memory;
        }
        const auto after = std::ranges::upper_bound(
            live.tail, index.value(), {},
            [](const TailFrame& frame) { return frame.place->first.value(); });
        in_memory.place = std::prev(after)->place;
        return in_memory;
    });
    if (index.value() >= found.size) return shorter(found.lane, index.value() + 1);
    if (found.place) return found.place;
    auto place = TRY(index_->frame(found.lane, index));
    if (place) return std::make_shared<const FramePlace>(*std::move(place));
    return fail(ErrorKind::corrupt, "the index lacks an entry",
                "lane " + lane::to_hex(found.lane) + ", entry " + std::to_string(index.value()),
                "rebuild the index: entente rebuild");
}

Result<EntryRange> Keeper::read(const LaneId& lane, EntryIndex first, std::uint32_t count_max,
                                std::size_t bytes_max) const {
    auto* const held = TRY(known_lane(lane));
    const auto size =
        held->live.with([](const LiveLane& live) { return live.state.frontier.size().value(); });
    if (first.value() >= size) return shorter(lane, first.value() + 1);
    EntryRange range{.first = first, .count = 0, .records = {}};
    while (first.value() + range.count < size && (range.count == 0 || range.count < count_max)) {
        const EntryIndex next(first.value() + range.count);
        const auto place = TRY(frame_of(*held, next));
        const auto left = bytes_max - std::min(bytes_max, range.records.size());
        const auto piece = choose_piece(*place, next,
                                        {.count = count_max - std::min(count_max, range.count),
                                         .bytes = left,
                                         .is_first = range.count == 0});
        if (piece.count == 0) break;
        auto records = TRY(read_piece(*held, piece));
        range.records += TRY(whole_records(
            std::move(records), piece.count,
            "lane " + lane::to_hex(lane) + ", entry " + std::to_string(next.value())));
        range.count += piece.count;
        if (next.value() + piece.count < place->end()) break;  // a limit was reached in the frame
    }
    return range;
}

Result<std::unique_ptr<TiledHashes>> Keeper::hashes_of(const LaneId& lane, TreeSize size) const {
    auto* const held = TRY(known_lane(lane));
    return held->live.with([&](const LiveLane& live) -> Result<std::unique_ptr<TiledHashes>> {
        if (size > live.state.frontier.size()) return shorter(lane, size.value());
        std::vector<std::shared_ptr<const TailRun>> tail;
        for (const auto& frame : live.tail) tail.push_back(frame.run);
        const auto tile = [this, lane](unsigned level, std::uint64_t number) {
            return index_->tile(lane, level, number);
        };
        return std::make_unique<TiledHashes>(live.indexed, tile, std::move(tail));
    });
}

Result<std::vector<lane::Digest>> Keeper::prove_consistency(const LaneId& lane, TreeSize old_size,
                                                            TreeSize new_size) const {
    const auto hashes = TRY(hashes_of(lane, new_size));
    return lane::prove_consistency(*hashes, old_size, new_size);
}

Result<lane::Digest> Keeper::root_at(const LaneId& lane, TreeSize size) const {
    const auto hashes = TRY(hashes_of(lane, size));
    return lane::root_at(*hashes, size);
}

Result<lane::Frontier> Keeper::frontier_at(const LaneId& lane, TreeSize size) const {
    if (size.value() == 0) return lane::Frontier();
    const auto hashes = TRY(hashes_of(lane, size));
    return lane::frontier_at(*hashes, size);
}

Result<std::vector<lane::Digest>> Keeper::prove_inclusion(const LaneId& lane, EntryIndex index,
                                                          TreeSize size) const {
    const auto hashes = TRY(hashes_of(lane, size));
    return lane::prove_inclusion(*hashes, index, size);
}

Result<std::vector<lane::Digest>> Keeper::subtrees(const LaneId& lane, unsigned level,
                                                   std::uint64_t first, unsigned count) const {
    const auto held = TRY(state(lane));
    if (first + count > held.frontier.size().value() >> level) return shorter(lane, first + count);
    const auto hashes = TRY(hashes_of(lane, TreeSize((first + count) << level)));
    std::vector<lane::Digest> roots;
    for (unsigned i = 0; i < count; ++i) roots.push_back(TRY(hashes->subtree(level, first + i)));
    return roots;
}

Result<void> Keeper::wait_indexed() const {
    return indexer_->wait_until_done();
}

Result<EntryFacts> Keeper::facts_at(const Position& position) const {
    const auto range = TRY(read(position.lane, position.index, 1, 0));
    ByteReader reader(range.records, "record");
    return describe_entry(reader, describe_);
}

Result<std::vector<Position>> Keeper::find(std::string_view object_id) const {
    const auto candidates = TRY(index_->objects(object_key(object_id)));
    std::vector<Position> found;
    for (const auto& candidate : candidates) {
        const auto facts = TRY(facts_at(candidate));
        if (facts.object_id == object_id) found.push_back(candidate);
    }
    return found;
}

Result<std::vector<Position>> Keeper::referring(std::string_view object_id) const {
    const auto candidates = TRY(index_->referring(object_key(object_id)));
    std::vector<Position> found;
    for (const auto& candidate : candidates) {
        const auto facts = TRY(facts_at(candidate));
        const bool is_named =
            std::ranges::find(facts.references, object_id) != facts.references.end();
        if (is_named) found.push_back(candidate);
    }
    return found;
}

Result<std::vector<std::optional<Position>>> Keeper::find_versions(
    const ChannelId& channel, const PartyId& writer,
    const std::vector<std::pair<std::string, std::optional<Instant>>>& versions) const {
    std::vector<VersionKey> keys;
    keys.reserve(versions.size());
    for (std::size_t i = 0; i < versions.size(); ++i) {
        keys.push_back({.object = object_key(versions[i].first),
                        .version = version_number(versions[i].second),
                        .question = i});
    }
    std::ranges::sort(keys);
    std::vector<std::optional<Position>> found(versions.size());
    const auto candidates = TRY(index_->versions(keys));
    for (const auto& [question, position] : candidates) {
        if (found[question]) continue;
        auto* const held = TRY(known_lane(position.lane));
        const bool is_theirs = held->live.with([&](const LiveLane& live) {
            const auto& opening = live.state.opening;
            return opening.channel == channel && opening.writer == writer;
        });
        if (!is_theirs) continue;
        const auto facts = TRY(facts_at(position));
        if (facts.object_id == versions[question].first) found[question] = position;
    }
    return found;
}

Result<Page> Keeper::page(const PageQuery& query) const {
    return index_->page(query);
}

}  // namespace entente::store
