#include "courier/content.h"

namespace entente::courier {
namespace {

constexpr std::string_view lane_prefix = "lane/";
constexpr std::string_view card_prefix = "card/";
constexpr std::string_view segment_infix = "/segment-";
constexpr std::size_t index_digits = 20;  // of any 64-bit number
constexpr std::size_t id_digits = 64;

}  // namespace

std::string card_member(const lane::PartyId& party, std::uint64_t revision) {
    return std::string(card_prefix) + lane::to_hex(party) + "/" + std::to_string(revision);
}

std::string segment_member(const lane::LaneId& lane, lane::EntryIndex from) {
    const auto digits = std::to_string(from.value());
    return std::string(lane_prefix) + lane::to_hex(lane) + std::string(segment_infix) +
           std::string(index_digits - digits.size(), '0') + digits;
}

bool is_card_member(std::string_view name) {
    return name.starts_with(card_prefix);
}

std::optional<lane::LaneId> lane_of_member(std::string_view name) {
    if (!name.starts_with(lane_prefix)) return std::nullopt;
    const auto id = name.substr(lane_prefix.size(), id_digits);
    const auto rest = name.substr(std::min(name.size(), lane_prefix.size() + id_digits));
    if (!rest.starts_with(segment_infix)) return std::nullopt;
    const auto lane = lane::parse_id<lane::LaneId>(id);
    if (!lane) return std::nullopt;
    return *lane;
}

}  // namespace entente::courier
