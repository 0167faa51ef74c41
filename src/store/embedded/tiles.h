#pragma once
// Merkle hashes in rows of 256, as C2SP tlog-tiles lays them out: row `number` of level 0 holds the
// leaf hashes from 256 × number on, a row of level L the roots of full rows of level L - 1. So any
// perfect subtree's root is at most 127 hashes away from one row. Pure.

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "lane/tile_name.h"
#include "lane/tree.h"

namespace entente::store {

inline constexpr std::size_t hash_bytes = 32;
using lane::tile_height;
inline constexpr std::size_t tile_hashes = lane::tile_width_max;
inline constexpr unsigned tile_levels = 8;  // 2^64 leaves

/// One row: up to 256 hashes, one after the other.
struct Tile {
    unsigned level;
    std::uint64_t number;
    Bytes hashes;
};

/// The right edge of a lane's tiles: what the next leaf changes.
class TileEdge {
public:
    /// The edge of no leaves.
    TileEdge() : levels_(tile_levels) {}

    /// The edge of `size` leaves.
    ///
    /// tile    gives the row (level, number); its hashes beyond those of `size` leaves are ignored
    /// errors  corrupt: a row is missing or too short; as `tile`
    using ReadTile = std::function<Result<std::optional<Bytes>>(unsigned level, std::uint64_t)>;
    static Result<TileEdge> restore(lane::TreeSize size, const ReadTile& tile);

    /// Adds a leaf; appends to `full` the rows that it fills.
    void append(const lane::Digest& leaf, std::vector<Tile>& full);

    /// The rows at the edge that are not full, none empty.
    [[nodiscard]] std::vector<Tile> partial() const;

    [[nodiscard]] std::uint64_t size() const { return size_; }

private:
    std::vector<Bytes> levels_;
    std::uint64_t size_ = 0;
};

/// Entries that are on disk but not yet in the index: where they are, and their leaf hashes.
struct TailRun {
    std::uint64_t first;
    std::vector<lane::Digest> leaves;
};

/// The hashes of a lane for one proof: from rows up to where the index has come, from the leaves of
/// the tail beyond.
class TiledHashes final : public lane::SubtreeHashes {
public:
    /// indexed  how many leaves the rows cover
    /// tail     runs from there on, without a gap
    TiledHashes(lane::TreeSize indexed, TileEdge::ReadTile tile,
                std::vector<std::shared_ptr<const TailRun>> tail)
        : indexed_(indexed), tile_(std::move(tile)), tail_(std::move(tail)) {}

    /// cost  a row, at most 127 hashes, and one hash for each leaf of the tail
    [[nodiscard]] Result<lane::Digest> subtree(unsigned level, std::uint64_t index) const override;

private:
    [[nodiscard]] Result<lane::Digest> from_tile(unsigned level, std::uint64_t index) const;
    [[nodiscard]] Result<lane::Digest> leaf(std::uint64_t index) const;

    lane::TreeSize indexed_;
    TileEdge::ReadTile tile_;
    std::vector<std::shared_ptr<const TailRun>> tail_;
    mutable std::map<std::pair<unsigned, std::uint64_t>, Bytes>
        read_;  ///< a proof meets rows twice
};

}  // namespace entente::store
