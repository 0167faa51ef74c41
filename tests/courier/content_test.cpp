#include "courier/content.h"

#include "tests/support/precompiled.h"

namespace entente::courier {
namespace {

TEST(Content, NamesTheMembersOfAPayload) {  // design 02-log section 3.11
    const lane::LaneId lane(crypto::sha256({"lane"}));
    const auto hex = lane::to_hex(lane);
    EXPECT_EQ(segment_member(lane, lane::EntryIndex(42)),
              "lane/" + hex + "/segment-00000000000000000042");
    EXPECT_EQ(lane_of_member(segment_member(lane, lane::EntryIndex(~std::uint64_t{0}))), lane);
    EXPECT_TRUE(is_card_member(card_member(lane::PartyId(lane.value()), 3)));
}

TEST(Content, KnowsNoOtherLanes) {
    EXPECT_FALSE(lane_of_member("heads"));
    EXPECT_FALSE(lane_of_member("lane/"));
    EXPECT_FALSE(lane_of_member("lane/0123/segment-0"));
    EXPECT_FALSE(lane_of_member("lane/" + std::string(64, 'x') + "/segment-0"));
    EXPECT_FALSE(lane_of_member("lane/" + std::string(64, '0') + "/body"));
    EXPECT_FALSE(lane_of_member("lane/" + std::string(64, '0')));
}

}  // namespace
}  // namespace entente::courier
