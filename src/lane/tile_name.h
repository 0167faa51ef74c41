#pragma once
// The names of the tiles of a lane's tree: rows of 256 hashes, or of 256 headers (C2SP tlog-tiles).
// Pure.
//
//   <level>/<number>[.p/<width>]     hashes: row `number` of level `level`
//   entries/<number>[.p/<width>]     headers: 256 × number and on
//
// A number has groups of three digits, all but the last with an x before: 1234067 is x001/x234/067.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace entente::lane {

inline constexpr unsigned tile_width_max = 256;
inline constexpr unsigned tile_height = 8;  ///< 2^8 = 256
inline constexpr unsigned tile_level_max = 5;

struct TileName {
    std::optional<unsigned> level;  ///< 0 to tile_level_max; nothing: headers
    std::uint64_t number;           ///< below 10^15
    unsigned width;                 ///< how many, 1 to 256; fewer than 256 only at the tree's edge

    friend bool operator==(const TileName&, const TileName&) = default;
};

/// errors  invalid: not exactly as to_text writes it
/// source  C2SP tlog-tiles, Merkle Tree and Log Entries
Result<TileName> parse_tile_name(std::string_view text);

std::string to_text(const TileName& name);

}  // namespace entente::lane
