#include "store/embedded/tiles.h"

#include <algorithm>
#include <cstring>

namespace entente::store {
namespace {

lane::Digest hash_at(ByteView hashes, std::size_t index) {
    lane::Digest digest{};
    std::memcpy(digest.data(), hashes.data() + index * hash_bytes, hash_bytes);
    return digest;
}

/// The root over `hashes`, a power of two of them.
lane::Digest root_of(ByteView hashes) {
    const auto count = hashes.size() / hash_bytes;
    if (count == 1) return hash_at(hashes, 0);
    const auto half = hashes.size() / 2;
    return lane::hash_children(root_of(hashes.substr(0, half)), root_of(hashes.substr(half)));
}

std::unexpected<Error> missing_tile(unsigned level, std::uint64_t number) {
    return fail(ErrorKind::corrupt, "the index lacks a row of hashes",
                "tile " + std::to_string(level) + "/" + std::to_string(number),
                "rebuild the index: entente rebuild");
}

}  // namespace

Result<TileEdge> TileEdge::restore(lane::TreeSize size, const ReadTile& tile) {
    TileEdge edge;
    edge.size_ = size.value();
    for (unsigned level = 0; level < tile_levels; ++level) {
        const auto hashes = size.value() >> (tile_height * level);
        const auto rest = hashes % tile_hashes;
        if (rest == 0) continue;
        const auto number = hashes / tile_hashes;
        auto row = TRY(tile(level, number));
        if (!row || row->size() < rest * hash_bytes) return missing_tile(level, number);
        edge.levels_[level] = row->substr(0, rest * hash_bytes);
    }
    return edge;
}

void TileEdge::append(const lane::Digest& leaf, std::vector<Tile>& full) {
    ++size_;
    auto hash = leaf;
    for (unsigned level = 0; level < tile_levels; ++level) {
        auto& row = levels_[level];
        row += view(hash);
        if (row.size() < tile_hashes * hash_bytes) return;
        hash = root_of(row);
        const auto number = (size_ >> (tile_height * (level + 1))) - 1;
        full.push_back({.level = level, .number = number, .hashes = std::exchange(row, {})});
    }
}

std::vector<Tile> TileEdge::partial() const {
    std::vector<Tile> tiles;
    for (unsigned level = 0; level < tile_levels; ++level) {
        if (levels_[level].empty()) continue;
        const auto number = (size_ >> (tile_height * level)) / tile_hashes;
        tiles.push_back({.level = level, .number = number, .hashes = levels_[level]});
    }
    return tiles;
}

Result<lane::Digest> TiledHashes::subtree(unsigned level, std::uint64_t index) const {
    const auto leaves = std::uint64_t{1} << level;
    if ((index + 1) * leaves <= indexed_.value()) return from_tile(level, index);
    if (level == 0) return leaf(index);
    const auto left = TRY(subtree(level - 1, 2 * index));
    const auto right = TRY(subtree(level - 1, 2 * index + 1));
    return lane::hash_children(left, right);
}

Result<lane::Digest> TiledHashes::from_tile(unsigned level, std::uint64_t index) const {
    const auto tile_level = level / tile_height;
    const auto count = std::size_t{1} << (level % tile_height);
    const auto first = index * count;
    const auto number = first / tile_hashes;
    auto row = read_.find({tile_level, number});
    if (row == read_.end()) {
        auto hashes = TRY(tile_(tile_level, number));
        if (!hashes) return missing_tile(tile_level, number);
        row = read_.emplace(std::pair(tile_level, number), *std::move(hashes)).first;
    }
    const auto offset = (first % tile_hashes) * hash_bytes;
    if (row->second.size() < offset + count * hash_bytes) return missing_tile(tile_level, number);
    return root_of(ByteView(row->second).substr(offset, count * hash_bytes));
}

Result<lane::Digest> TiledHashes::leaf(std::uint64_t index) const {
    const auto after =
        std::ranges::upper_bound(tail_, index, {}, [](const auto& run) { return run->first; });
    if (after != tail_.begin()) {
        const auto& run = **std::prev(after);
        const auto at = index - run.first;
        if (at < run.leaves.size()) return run.leaves[static_cast<std::size_t>(at)];
    }
    return fail(ErrorKind::not_found, "the lane is shorter", "entry " + std::to_string(index));
}

}  // namespace entente::store
