#pragma once
// The paths of the interface between nodes (design 02-log section 3.11), for both sides. Pure.

#include <string>

#include "lane/ids.h"

namespace entente::peer {

inline constexpr std::string_view hello_path = "/entente/v1/hello";
inline constexpr std::string_view card_path = "/entente/v1/card";
inline constexpr std::string_view charters_path = "/entente/v1/charters";
inline constexpr std::string_view heads_path = "/entente/v1/heads";
inline constexpr std::string_view changes_path = "/entente/v1/changes";
inline constexpr std::string_view lanes_path = "/entente/v1/lanes";
inline constexpr std::string_view evidence_path = "/entente/v1/evidence";
inline constexpr std::string_view segment_path = "/entente/v1/lane/{lane}/segment";
inline constexpr std::string_view receipts_path = "/entente/v1/lane/{lane}/receipts";
inline constexpr std::string_view checkpoint_path = "/entente/v1/lane/{lane}/checkpoint";
inline constexpr std::string_view tile_path = "/entente/v1/lane/{lane}/tile/{tile...}";

inline constexpr std::string_view notes_type = "application/vnd.entente.notes";
inline constexpr std::string_view note_type = "text/plain; charset=utf-8";
inline constexpr std::string_view segment_type = "application/vnd.entente.segment";

inline constexpr std::string_view tile_type = "application/octet-stream";

/// `pattern` with its {lane} filled in.
inline std::string lane_path(std::string_view pattern, const lane::LaneId& lane) {
    constexpr std::string_view hole = "{lane}";
    const auto at = pattern.find(hole);
    return std::string(pattern.substr(0, at)) + lane::to_hex(lane) +
           std::string(pattern.substr(at + hole.size()));
}

}  // namespace entente::peer
