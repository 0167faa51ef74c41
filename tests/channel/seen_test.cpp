#include "channel/seen.h"

#include "channel/describe.h"
#include "tests/channel/party.h"

namespace entente::test {
namespace {

std::uint64_t size_of(const Party& party, const lane::ChannelId& channel) {
    return party.lane_of(channel, party).frontier.size().value();
}

void exchange_all(const std::vector<Party*>& parties) {
    for (auto* one : parties) {
        for (auto* other : parties) {
            if (one != other) exchange(*one, *other);
        }
    }
}

/// Everyone writes what is due and exchanges, some rounds; how many entries each lane gained.
std::vector<std::uint64_t> settle(const std::vector<Party*>& parties,
                                  const lane::ChannelId& channel, int rounds) {
    std::vector<std::uint64_t> before;
    for (const auto* party : parties) before.push_back(size_of(*party, channel));
    for (int round = 0; round < rounds; ++round) {
        exchange_all(parties);
        for (auto* party : parties) EXPECT_TRUE(channel::write_due_seen(*party->context));
    }
    std::vector<std::uint64_t> gained;
    for (std::size_t i = 0; i < parties.size(); ++i) {
        gained.push_back(size_of(*parties[i], channel) - before[i]);
    }
    return gained;
}

// Design 02-log section 2.7 and invariant I12: after the last content, at most one more entry each.
TEST(Seen, FallsSilentBetweenTwo) {
    Party alpha{"ALPHA"};
    Party bravo{"BRAVO"};
    const auto channel = found({&alpha, &bravo});
    settle({&alpha, &bravo}, channel, 3);
    alpha.put(channel, {object_text(1)});
    EXPECT_EQ(settle({&alpha, &bravo}, channel, 4), (std::vector<std::uint64_t>{0, 1}));
}

TEST(Seen, FallsSilentAmongThree) {
    Party alpha{"ALPHA"};
    Party bravo{"BRAVO"};
    Party charlie{"CHARLIE"};
    const std::vector<Party*> all = {&alpha, &bravo, &charlie};
    const auto channel = found(all);
    settle(all, channel, 3);
    alpha.put(channel, {object_text(1)});
    bravo.put(channel, {object_text(2)});
    for (const auto gained : settle(all, channel, 4)) EXPECT_LE(gained, 1U);
    EXPECT_EQ(settle(all, channel, 2), (std::vector<std::uint64_t>{0, 0, 0}));
}

TEST(Seen, RidesFirstInTheNextBatch) {
    Party alpha{"ALPHA"};
    Party bravo{"BRAVO"};
    const auto channel = found({&alpha, &bravo});
    const auto said = alpha.put(channel, {object_text(1)}).lane_size;
    exchange(alpha, bravo);
    const auto first = size_of(bravo, channel);
    bravo.put(channel, {object_text(2)});
    EXPECT_EQ(size_of(bravo, channel), first + 2);
    const auto lane = bravo.lane_of(channel, bravo).id;
    const auto range = must(bravo.store->read(lane, lane::EntryIndex(first), 1, 1'000'000));
    ByteReader reader(range.records, "record");
    const auto entry = must(lane::read_entry(reader));
    json::Parser parser;
    const auto facts = channel::describe(parser, lane::BodyKind::operation, entry.body);
    EXPECT_EQ(facts.type, "op:seen");
    ASSERT_EQ(facts.seen.size(), 1U);
    EXPECT_EQ(facts.seen.front().lane, alpha.lane_of(channel, alpha).id);
    EXPECT_EQ(facts.seen.front().size, said);
}

// Design 02-log invariant I11.
TEST(Seen, NeverNamesASmallerSizeThanBefore) {
    Party alpha{"ALPHA"};
    Party bravo{"BRAVO"};
    const auto channel = found({&alpha, &bravo});
    lane::TreeSize last(0);
    for (int i = 0; i < 5; ++i) {
        alpha.put(channel, {object_text(i)});
        exchange(alpha, bravo);
        ASSERT_TRUE(bravo.store->wait_indexed());
        const auto due = must(channel::due_seen(*bravo.context, bravo.lane_of(channel, bravo)));
        ASSERT_TRUE(due);
        ASSERT_EQ(due->heads.size(), 1U);
        EXPECT_GT(due->heads.front().size, last);
        last = due->heads.front().size;
        ASSERT_TRUE(channel::write_due_seen(*bravo.context));
    }
}

}  // namespace
}  // namespace entente::test
