#pragma once
// What a bundle's payload holds, once opened: members of one archive, in this order. Pure.
//
//   content                        the address of the envelope: bundle_address of its manifest
//   card/<party>/<revision>        the sender's card
//   charters                       of the channels that both are parties to, as peers send them
//   heads                          of every lane that the recipient may read, its own too: how a
//                                  rollback is seen by hand, and how receipts travel
//   lane/<id>/segment-<from>       entries, from in 20 digits
//
// then the archive's end, and zero bytes up to padded_size (design 02-log section 3.11).

#include <cstdint>
#include <optional>
#include <string>

#include "lane/ids.h"

namespace entente::courier {

inline constexpr std::string_view address_member = "content";
inline constexpr std::string_view charters_member = "charters";
inline constexpr std::string_view heads_member = "heads";

std::string card_member(const lane::PartyId& party, std::uint64_t revision);

std::string segment_member(const lane::LaneId& lane, lane::EntryIndex from);

/// Whether `name` is that of a card.
bool is_card_member(std::string_view name);

/// The lane, if `name` is that of a segment.
std::optional<lane::LaneId> lane_of_member(std::string_view name);

}  // namespace entente::courier
