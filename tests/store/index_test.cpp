#include <fstream>

#include "store/embedded/index_sqlite.h"
#include "store/embedded/tiles.h"
#include "tests/lane/leaves.h"
#include "tests/store/lanes.h"
#include "tests/support/precompiled.h"
#include "tests/support/scratch.h"

namespace entente::store {
namespace {

const LaneId lane_id(crypto::sha256({"lane"}));

/// A frame of entries whose facts are given.
IndexBatch batch(std::uint64_t first, std::uint64_t sequence, std::vector<EntryFacts> facts) {
    IndexBatch made{.lane = lane_id,
                    .channel = test::channel("c"),
                    .writer = test::party("alpha"),
                    .place = {.first = EntryIndex(first),
                              .sequence = sequence,
                              .offset = 1'000 * first,
                              .record_bytes = {}},
                    .leaves = {},
                    .facts = std::move(facts),
                    .receipts = {},
                    .frame_offset = 1'000 * first,
                    .frame_end = 1'000 * (first + 1)};
    for (std::size_t i = 0; i < made.facts.size(); ++i) {
        made.place.record_bytes.push_back(static_cast<std::uint32_t>(100 + i));
        made.leaves.push_back(crypto::sha256({std::to_string(first + i)}));
    }
    return made;
}

EntryFacts tool(const std::string& id, std::vector<std::string> references = {}) {
    return {.object_id = id,
            .type = "tool",
            .version = std::nullopt,
            .references = std::move(references),
            .seen = {}};
}

class SqliteIndex : public ::testing::Test {
protected:
    void reopen() {
        index.reset();
        index = open_sqlite_index(path).value();
    }

    void insert(const std::vector<IndexBatch>& batches) {
        ASSERT_TRUE(index->insert(batches).has_value());
    }

    entente::test::Scratch scratch;
    std::string path = scratch / "index.db";
    std::unique_ptr<Index> index = open_sqlite_index(path).value();
};

TEST_F(SqliteIndex, KnowsHowFarItHasCome) {
    insert({batch(0, 0, {tool("a"), tool("b")}), batch(2, 2, {tool("c")})});
    for (int round = 0; round < 2; ++round) {
        const auto lanes = index->lanes();
        ASSERT_EQ(lanes.size(), 1U);
        EXPECT_EQ(lanes[0].lane, lane_id);
        EXPECT_EQ(lanes[0].size, TreeSize(3));
        EXPECT_EQ(lanes[0].frame_end, 3'000U);
        EXPECT_EQ(lanes[0].last_frame, 2'000U);
        EXPECT_EQ(index->next_sequence().value(), 3U);
        reopen();
    }
}

TEST_F(SqliteIndex, FindsTheFrameOfAnEntry) {
    insert({batch(0, 0, {tool("a"), tool("b")}), batch(2, 2, {tool("c")})});
    const auto place = index->frame(lane_id, EntryIndex(1)).value();
    ASSERT_TRUE(place.has_value());
    EXPECT_EQ(place->first, EntryIndex(0));
    EXPECT_EQ(place->record_bytes, (std::vector<std::uint32_t>{100, 101}));
    EXPECT_EQ(index->frame(lane_id, EntryIndex(2)).value()->offset, 2'000U);
    EXPECT_FALSE(index->frame(lane_id, EntryIndex(3)).value().has_value());
}

TEST_F(SqliteIndex, KeepsTheOrderOfSequencesWhateverComesFirst) {
    insert({batch(2, 7, {tool("a", {"x"})})});
    reopen();
    EXPECT_EQ(index->next_sequence().value(), 8U);
    auto other = batch(0, 3, {tool("a", {"x", "y"}), tool("a", {"x"})});
    other.lane = LaneId(crypto::sha256({"other"}));
    insert({other});
    const std::vector<Position> order = {
        {other.lane, EntryIndex(0)}, {other.lane, EntryIndex(1)}, {lane_id, EntryIndex(2)}};
    EXPECT_EQ(index->objects(object_key("a")).value(), order);
    EXPECT_EQ(index->referring(object_key("x")).value(), order);
    EXPECT_EQ(index->page({.channel = std::nullopt, .type = "tool"}).value().positions, order);
    EXPECT_EQ(index->page({.channel = std::nullopt, .type = ""}).value().positions, order);
}

TEST_F(SqliteIndex, TakesTwoReferencesOfOneKey) {
    insert({batch(0, 0, {tool("a", {"x", "x"})})});
    EXPECT_EQ(index->referring(object_key("x")).value().size(), 1U);
}

TEST_F(SqliteIndex, KeepsTheNewestReceiptOfEachParty) {
    const test::Author bravo("bravo");
    const auto known = [&](std::uint64_t size, std::uint64_t time_s) {
        const lane::Head head{lane_id, TreeSize(size), {}};
        return KnownReceipt{TreeSize(size), bravo.receipt(head, time_s)};
    };
    auto first = batch(0, 0, {tool("a")});
    first.receipts = {known(5, 10), known(4, 20), known(5, 9)};
    insert({first});
    EXPECT_EQ(index->receipts(lane_id).value(), std::vector{known(5, 10)});
    auto second = batch(1, 1, {});
    second.receipts = {known(5, 11)};
    insert({second});
    reopen();
    EXPECT_EQ(index->receipts(lane_id).value(), std::vector{known(5, 11)});
    EXPECT_EQ(index->lanes()[0].size, TreeSize(1)) << "receipts alone are no entries";
}

TEST_F(SqliteIndex, KeepsRowsOfHashesAcrossOpenings) {
    std::vector<lane::Digest> leaves;
    for (std::uint64_t round = 0; round < 9; ++round) {
        auto some = batch(leaves.size(), leaves.size(),
                          std::vector<EntryFacts>(97 * (round + 1) % 331, tool("a")));
        leaves.insert(leaves.end(), some.leaves.begin(), some.leaves.end());
        insert({some});
        reopen();
    }
    const auto tile = [&](unsigned level, std::uint64_t number) {
        return index->tile(lane_id, level, number);
    };
    const lane::test::Leaves definition(leaves);
    const TiledHashes hashes(TreeSize(leaves.size()), tile, {});
    for (std::uint64_t size = 1; size <= leaves.size(); size += 41) {
        ASSERT_EQ(lane::root_at(hashes, TreeSize(size)).value(),
                  lane::test::tree_hash(definition.first(size)));
    }
    ASSERT_TRUE(TileEdge::restore(TreeSize(leaves.size()), tile).has_value());
    EXPECT_EQ(TileEdge::restore(TreeSize(leaves.size() + 1), tile).error().kind,
              ErrorKind::corrupt);
}

TEST_F(SqliteIndex, WritesItsLogBackWhenItIsIdle) {
    for (std::uint64_t i = 0; i < 40; ++i) {
        insert({batch(i * 300, i * 300, std::vector<EntryFacts>(300, tool(std::to_string(i))))});
    }
    ASSERT_TRUE(index->tidy().has_value());
    EXPECT_EQ(index->objects(object_key("7")).value().size(), 300U);
}

TEST_F(SqliteIndex, RefusesWhatIsNoIndexOfThisVersion) {
    index.reset();
    ASSERT_TRUE(drop_sqlite_index(path).has_value());
    std::ofstream(path) << std::string(10'000, 'x');
    EXPECT_EQ(open_sqlite_index(path).error().kind, ErrorKind::corrupt);
    EXPECT_EQ(open_sqlite_index(scratch / "no/index.db").error().kind, ErrorKind::not_found);
}

RC_GTEST_PROP(TiledHashes, AreTheDefinitionsWhereverTheIndexStands, ()) {  // RFC 6962 section 2.1
    const auto size = *rc::gen::inRange<std::uint64_t>(1, 1'500);
    const auto indexed = *rc::gen::inRange<std::uint64_t>(0, size + 1);
    std::vector<lane::Digest> leaves;
    for (std::uint64_t i = 0; i < size; ++i) {
        leaves.push_back(crypto::sha256({std::to_string(i)}));
    }
    TileEdge edge;
    std::vector<Tile> tiles;
    for (std::uint64_t i = 0; i < indexed; ++i) edge.append(leaves[i], tiles);
    for (auto& tile : edge.partial()) tiles.push_back(std::move(tile));
    const auto read = [&](unsigned level, std::uint64_t number) -> Result<std::optional<Bytes>> {
        for (const auto& tile : tiles) {
            if (tile.level == level && tile.number == number) return tile.hashes;
        }
        return std::nullopt;
    };
    std::vector<std::shared_ptr<const TailRun>> tail;
    for (auto first = indexed; first < size;) {
        const auto end = std::min(size, first + *rc::gen::inRange<std::uint64_t>(1, 500));
        TailRun run{.first = first, .leaves = {}};
        for (; first < end; ++first) run.leaves.push_back(leaves[first]);
        tail.push_back(std::make_shared<const TailRun>(std::move(run)));
    }
    const TiledHashes hashes(TreeSize(indexed), read, tail);
    const auto wanted = *rc::gen::inRange<std::uint64_t>(1, size + 1);
    const auto root = lane::root_at(hashes, TreeSize(wanted)).value();
    RC_ASSERT(root == lane::test::tree_hash(lane::test::Hashes(leaves).first(wanted)));
    RC_ASSERT(!lane::root_at(hashes, TreeSize(size + 1)).has_value());
    const auto restored = TileEdge::restore(TreeSize(indexed), read).value();
    RC_ASSERT(restored.partial().size() == edge.partial().size());
}

}  // namespace
}  // namespace entente::store
