#include "channel/status.h"

#include "channel/seen.h"
#include "tests/channel/party.h"

namespace entente::test {
namespace {

using channel::entry_status;
using channel::LaneStatus;

/// A lane of whose readers one has receipted and entangled so much.
struct Reader {
    std::string name;
    std::uint64_t receipted;
    std::uint64_t entangled;
};

std::string status_of(std::uint64_t index, const std::vector<Reader>& readers) {
    const lane::PartyId nobody(crypto::sha256({"nobody"}));
    LaneStatus status{.lane = lane::LaneId(crypto::sha256({"lane"})),
                      .writer = nobody,
                      .writer_name = "ALPHA",
                      .is_for_all = true,
                      .sealed = lane::TreeSize(100),
                      .root = {},
                      .checkpoint = {},
                      .readers = {}};
    for (const auto& [name, receipted, entangled] : readers) {
        status.readers.push_back({.party = nobody,
                                  .name = name,
                                  .receipted = lane::TreeSize(receipted),
                                  .entangled = lane::TreeSize(entangled)});
    }
    return entry_status(status, lane::EntryIndex(index));
}

// Design 02-log section 4.2. A receipt of size 5 is for entries 0 to 4.
TEST(EntryStatus, GrowsFromSealedToEntangled) {
    EXPECT_EQ(status_of(0, {}), "sealed");
    EXPECT_EQ(status_of(5, {{"BRAVO", 5, 5}}), "sealed");
    EXPECT_EQ(status_of(4, {{"BRAVO", 5, 4}}), "receipted by BRAVO");
    EXPECT_EQ(status_of(4, {{"BRAVO", 5, 5}}), "entangled with BRAVO");
    EXPECT_EQ(status_of(4, {{"BRAVO", 0, 5}}), "entangled with BRAVO");
}

TEST(EntryStatus, NamesEachReaderUnderTheMostThatItDid) {
    EXPECT_EQ(status_of(4, {{"BRAVO", 5, 0}, {"CHARLIE", 9, 0}, {"DELTA", 4, 4}}),
              "receipted by BRAVO, CHARLIE");
    EXPECT_EQ(status_of(4, {{"BRAVO", 5, 0}, {"CHARLIE", 9, 9}, {"DELTA", 9, 5}}),
              "entangled with CHARLIE, DELTA, receipted by BRAVO");
}

TEST(StatusOfThree, ListsTheLanesAndTheirReadersByName) {
    Party charlie{"CHARLIE"};
    Party alpha{"ALPHA"};
    Party bravo{"BRAVO"};
    const auto channel = found({&charlie, &alpha, &bravo});
    for (auto* other : {&bravo, &charlie}) exchange(alpha, *other);
    const auto lanes = must(channel::status_of(*alpha.context, channel));
    std::vector<std::string> names;
    for (const auto& lane : lanes) {
        names.push_back(lane.writer_name + ":");
        for (const auto& reader : lane.readers) names.push_back(reader.name);
    }
    EXPECT_EQ(names, (std::vector<std::string>{"ALPHA:", "BRAVO", "CHARLIE", "BRAVO:", "ALPHA",
                                               "CHARLIE", "CHARLIE:", "ALPHA", "BRAVO"}));
}

using Status = Pair;

TEST_F(Status, OfAChannelThatIsNotHereIsEmpty) {
    const lane::ChannelId none(crypto::sha256({"none"}));
    EXPECT_TRUE(must(channel::status_of(*alpha_.context, none)).empty());
}

TEST_F(Status, TellsWhatIsSealedHere) {
    const auto size = alpha_.put(channel_, {object_text(1)}).lane_size;
    const auto lanes = must(channel::status_of(*alpha_.context, channel_));
    ASSERT_EQ(lanes.size(), 1U);  // BRAVO's has not come yet
    const auto& lane = lanes.front();
    EXPECT_EQ(lane.lane, lane_);
    EXPECT_EQ(lane.writer, alpha_.id());
    EXPECT_EQ(lane.sealed, size);
    const auto checkpoint = must(lane::decode_checkpoint(lane.checkpoint));
    EXPECT_EQ(checkpoint.head, (lane::Head{.lane = lane_, .size = size, .root = lane.root}));
    EXPECT_TRUE(lane::verify_checkpoint(checkpoint, alpha_.keys.log.public_key()));
    ASSERT_EQ(lane.readers.size(), 1U);
    EXPECT_EQ(lane.readers.front().receipted, lane::TreeSize(0));
    EXPECT_EQ(lane.readers.front().entangled, lane::TreeSize(0));
}

TEST_F(Status, TellsWhatTheOtherHas) {
    const auto size = alpha_.put(channel_, {object_text(1)}).lane_size;
    exchange(alpha_, bravo_);
    ASSERT_TRUE(channel::write_due_seen(*bravo_.context));
    exchange(alpha_, bravo_);
    alpha_.put(channel_, {object_text(2)});  // which BRAVO has not
    ASSERT_TRUE(alpha_.store->wait_indexed());
    const auto lane = must(channel::status_of(*alpha_.context, channel_)).front();
    EXPECT_EQ(lane.writer, alpha_.id());
    EXPECT_GT(lane.sealed, size);
    EXPECT_EQ(lane.readers.front().party, bravo_.id());
    EXPECT_EQ(lane.readers.front().receipted, size);
    EXPECT_EQ(lane.readers.front().entangled, size);
}

}  // namespace
}  // namespace entente::test
