#pragma once
// What every keeper must do: the promises of store/store.h, run against the real thing.

#include "tests/store/keepers.h"
#include "tests/store/lanes.h"
#include "tests/support/precompiled.h"

namespace entente::store::test {

class StoreConformance : public ::testing::TestWithParam<MakeKeepers> {
protected:
    /// ALPHA's lane for BRAVO, with as many batches as there are lists.
    LaneId write_lane(const std::vector<std::vector<Object>>& batches) {
        const auto opening = alpha.open_lane("c", "bravo");
        EXPECT_TRUE(store->append(opening).has_value());
        for (const auto& objects : batches) write(opening.after().id, objects);
        return opening.after().id;
    }

    void write(const LaneId& id, const std::vector<Object>& objects) {
        const auto batch = alpha.seal(store->state(id).value(), objects);
        EXPECT_TRUE(store->append(batch).has_value());
    }

    void reopen() {
        store.reset();
        store = keepers->open("alpha", alpha.id());
    }

    [[nodiscard]] std::vector<Position> at(const LaneId& id,
                                           const std::vector<std::uint64_t>& indices) const {
        std::vector<Position> positions;
        for (const auto index : indices) positions.push_back({id, EntryIndex(index)});
        return positions;
    }

    Author alpha{"alpha"};
    Author bravo{"bravo"};
    std::unique_ptr<Keepers> keepers = GetParam()();
    std::unique_ptr<Store> store = keepers->open("alpha", alpha.id());
};

TEST_P(StoreConformance, TellsWhereABatchStands) {
    const auto opening = alpha.open_lane("c", "bravo");
    ASSERT_TRUE(store->append(opening).has_value());
    const auto batch = alpha.seal(opening.after(), std::vector<Object>{{"tool--1"}, {"tool--2"}});
    const auto appended = store->append(batch).value();
    EXPECT_EQ(appended.lane(), opening.after().id);
    EXPECT_EQ(appended.from(), EntryIndex(1));
    EXPECT_EQ(appended.size(), TreeSize(3));
}

TEST_P(StoreConformance, ShowsTheStateThatWasSealed) {
    const auto opening = alpha.open_lane("c", "bravo");
    ASSERT_TRUE(store->append(opening).has_value());
    const auto batch = alpha.seal(opening.after(), std::vector<Object>{{"tool--1"}});
    ASSERT_TRUE(store->append(batch).has_value());
    for (int round = 0; round < 2; ++round) {
        const auto state = store->state(opening.after().id).value();
        EXPECT_EQ(state.frontier, batch.after().frontier);
        EXPECT_EQ(state.checkpoint, batch.after().checkpoint);
        EXPECT_EQ(state.opening, opening.after().opening);
        EXPECT_EQ(state.last_time, batch.after().last_time);
        reopen();
    }
}

TEST_P(StoreConformance, RefusesABatchThatDoesNotContinueTheLane) {
    const auto opening = alpha.open_lane("c", "bravo");
    ASSERT_TRUE(store->append(opening).has_value());
    const auto first = alpha.seal(opening.after(), std::vector<Object>{{"tool--1"}});
    const auto rival = alpha.seal(opening.after(), std::vector<Object>{{"tool--2"}});
    const auto later = alpha.seal(first.after(), std::vector<Object>{{"tool--3"}});
    EXPECT_EQ(store->append(later).error().kind, ErrorKind::conflict);
    ASSERT_TRUE(store->append(first).has_value());
    EXPECT_EQ(store->append(rival).error().kind, ErrorKind::conflict);
    EXPECT_EQ(store->append(first).error().kind, ErrorKind::conflict);
    EXPECT_EQ(store->append(opening).error().kind, ErrorKind::conflict);
    EXPECT_TRUE(store->append(later).has_value());
}

TEST_P(StoreConformance, RefusesALaneFromItsMiddle) {
    const auto opening = alpha.open_lane("c", "bravo");
    const auto batch = alpha.seal(opening.after(), std::vector<Object>{{"tool--1"}});
    EXPECT_EQ(store->append(batch).error().kind, ErrorKind::conflict);
    EXPECT_TRUE(store->lanes().empty());
}

TEST_P(StoreConformance, NamesWhatItDoesNotHave) {
    const auto id = write_lane({});
    const LaneId other(crypto::sha256({"other"}));
    EXPECT_EQ(store->state(other).error().kind, ErrorKind::not_found);
    EXPECT_EQ(store->read(other, EntryIndex(0), 1, 1).error().kind, ErrorKind::not_found);
    EXPECT_EQ(store->read(id, EntryIndex(1), 1, 1).error().kind, ErrorKind::not_found);
    EXPECT_EQ(store->root_at(id, TreeSize(2)).error().kind, ErrorKind::not_found);
    EXPECT_EQ(store->add_receipts({other, TreeSize(1), {}}, {}).error().kind, ErrorKind::not_found);
    EXPECT_EQ(store->receipted(other, alpha.id()), TreeSize(0));
    EXPECT_EQ(store->entangled(other, alpha.id()).value(), TreeSize(0));
}

TEST_P(StoreConformance, ReadsRunsAcrossBatchesWithinBothLimits) {
    const auto id = write_lane({{{"tool--1"}, {"tool--2"}}, {{"tool--3"}}, {{"tool--4"}}});
    store->wait_indexed().value();
    const auto all = store->read(id, EntryIndex(0), 100, 1 << 20).value();
    ASSERT_EQ(all.count, 5U);
    std::vector<Bytes> single;
    for (std::uint64_t i = 0; i < 5; ++i) {
        const auto one = store->read(id, EntryIndex(i), 1, 0).value();
        EXPECT_EQ(one.first, EntryIndex(i));
        ASSERT_EQ(one.count, 1U) << "at least one, whatever its size";
        single.push_back(one.records);
    }
    EXPECT_EQ(single[0] + single[1] + single[2] + single[3] + single[4], all.records);
    const auto three = single[1].size() + single[2].size() + single[3].size();
    EXPECT_EQ(store->read(id, EntryIndex(1), 100, three).value().count, 3U);
    EXPECT_EQ(store->read(id, EntryIndex(1), 100, three - 1).value().count, 2U);
    EXPECT_EQ(store->read(id, EntryIndex(1), 2, three).value().records, single[1] + single[2]);
}

TEST_P(StoreConformance, FindsEveryVersionOfAnObjectInOrder) {
    const auto id = write_lane({{{"tool--1", "2021-01-02T00:00:00Z"}, {"tool--2"}},
                                {{"tool--1", "2021-01-01T00:00:00Z"}, {"tool--1"}}});
    store->wait_indexed().value();
    EXPECT_EQ(store->find("tool--1").value(), at(id, {1, 3, 4}));
    EXPECT_EQ(store->find("tool--2").value(), at(id, {2}));
    EXPECT_TRUE(store->find("tool--3").value().empty());
}

TEST_P(StoreConformance, FindsVersionsOnlyOfTheWriterOnTheChannel) {
    const std::string time = "2021-01-02T00:00:00.5Z";
    const auto id = write_lane({{{"tool--1", time}, {"tool--2"}}});
    store->wait_indexed().value();
    const std::vector<std::pair<std::string, std::optional<Instant>>> asked = {
        {"tool--2", std::nullopt},
        {"tool--1", instant(time)},
        {"tool--1", std::nullopt},
        {"tool--1", instant("2021-01-02T00:00:00Z")},
        {"tool--9", instant(time)}};
    using Found = std::vector<std::optional<Position>>;
    const Found found = {Position{id, EntryIndex(2)}, Position{id, EntryIndex(1)}, {}, {}, {}};
    EXPECT_EQ(store->find_versions(channel("c"), alpha.id(), asked).value(), found);
    EXPECT_EQ(store->find_versions(channel("d"), alpha.id(), asked).value(), Found(5));
    EXPECT_EQ(store->find_versions(channel("c"), bravo.id(), asked).value(), Found(5));
}

TEST_P(StoreConformance, FindsWhatRefersToAnObject) {
    const auto id = write_lane(
        {{{"tool--1", "", {"tool--2", "tool--3"}}, {"tool--2"}}, {{"tool--4", "", {"tool--3"}}}});
    store->wait_indexed().value();
    EXPECT_EQ(store->referring("tool--3").value(), at(id, {1, 3}));
    EXPECT_EQ(store->referring("tool--2").value(), at(id, {1}));
    EXPECT_TRUE(store->referring("tool--1").value().empty());
}

TEST_P(StoreConformance, PagesInTheOrderInWhichEntriesCame) {
    const auto first = write_lane({{{"tool--1"}, {"note--1"}}});
    const auto opening = alpha.open_lane("d", "bravo");
    ASSERT_TRUE(store->append(opening).has_value());
    const auto second = opening.after().id;
    write(second, {{"tool--2"}});
    write(first, {{"tool--3"}});
    store->wait_indexed().value();
    const std::vector<Position> order = {{first, EntryIndex(0)},  {first, EntryIndex(1)},
                                         {first, EntryIndex(2)},  {second, EntryIndex(0)},
                                         {second, EntryIndex(1)}, {first, EntryIndex(3)}};
    for (std::uint32_t count = 1; count <= 7; ++count) {
        std::vector<Position> walked;
        PageQuery query{.channel = std::nullopt, .type = "", .cursor = 0, .count_max = count};
        for (std::optional<std::uint64_t> next = 0; next;) {
            query.cursor = *next;
            const auto page = store->page(query).value();
            ASSERT_LE(page.positions.size(), count);
            walked.insert(walked.end(), page.positions.begin(), page.positions.end());
            next = page.next;
        }
        EXPECT_EQ(walked, order) << count;
    }
    const auto tools = store->page({.channel = std::nullopt, .type = "tool"}).value();
    EXPECT_EQ(tools.positions, (std::vector<Position>{order[1], order[4], order[5]}));
    EXPECT_EQ(tools.next, std::nullopt);
    const auto of_second = store->page({.channel = channel("d"), .type = ""}).value();
    EXPECT_EQ(of_second.positions, (std::vector<Position>{order[3], order[4]}));
    const auto tools_of_first =
        store->page({.channel = channel("c"), .type = "tool", .cursor = 0, .count_max = 1}).value();
    EXPECT_EQ(tools_of_first.positions, (std::vector<Position>{order[1]}));
    EXPECT_TRUE(tools_of_first.next.has_value());
    EXPECT_TRUE(
        store->page({.channel = std::nullopt, .type = "no-such"}).value().positions.empty());
}

}  // namespace entente::store::test
