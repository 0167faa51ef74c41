#pragma once
// The second half of what every keeper must do: proofs, others' lanes, receipts, entanglement.

#include "tests/store/store_conformance.h"

namespace entente::store::test {

TEST_P(StoreConformance, ProvesEveryPrefixOfALane) {  // RFC 6962 sections 2.1.1 and 2.1.2
    const auto id = write_lane({tools(0, 300), tools(300, 1), tools(301, 250)});
    const auto size = store->state(id).value().frontier.size().value();
    for (const bool is_indexed : {false, true}) {
        if (is_indexed) store->wait_indexed().value();
        const auto leaves = lane::test::Leaves(leaves_of(*store, id));
        for (const std::uint64_t n : {1U, 2U, 255U, 256U, 257U, 301U, 302U, 511U, 512U, 552U}) {
            const auto root = store->root_at(id, TreeSize(n)).value();
            EXPECT_EQ(store->frontier_at(id, TreeSize(n)).value().root(), root);
            ASSERT_EQ(root, lane::test::tree_hash(leaves.first(n))) << n;
            const auto proof = store->prove_consistency(id, TreeSize(n), TreeSize(size)).value();
            ASSERT_EQ(proof, lane::test::subproof(n, leaves.first(size), true)) << n;
            const auto path = store->prove_inclusion(id, EntryIndex(n / 2), TreeSize(n)).value();
            ASSERT_EQ(path, lane::test::path(n / 2, leaves.first(n))) << n;
        }
    }
    EXPECT_EQ(store->root_at(id, TreeSize(size)).value(), store->state(id).value().frontier.root());
    EXPECT_EQ(store->root_at(id, TreeSize(size + 1)).error().kind, ErrorKind::not_found);
    EXPECT_EQ(store->prove_consistency(id, TreeSize(0), TreeSize(1)).error().kind,
              ErrorKind::invalid);
}

TEST_P(StoreConformance, GivesTheRowsOfItsTree) {  // C2SP tlog-tiles, Merkle Tree
    const auto id = write_lane({tools(0, 300), tools(300, 1), tools(301, 250)});
    for (const bool is_indexed : {false, true}) {
        if (is_indexed) store->wait_indexed().value();
        const auto leaves = lane::test::Leaves(leaves_of(*store, id));
        for (const unsigned level : {0U, 1U, 8U}) {
            const auto count = 552U >> level;
            const auto row = store->subtrees(id, level, 1, count - 1).value();
            for (unsigned i = 1; i < count; ++i) {
                ASSERT_EQ(row[i - 1], leaves.subtree(level, i).value()) << level << " " << i;
            }
        }
        EXPECT_EQ(store->subtrees(id, 8, 0, 3).error().kind, ErrorKind::not_found);
        EXPECT_EQ(store->subtrees(id, 0, 500, 256).error().kind, ErrorKind::not_found);
    }
}

TEST_P(StoreConformance, TakesAnothersLanePieceByPieceAndServesTheSameBytes) {
    const auto id = write_lane({tools(0, 20), tools(20, 5)});
    auto peer = keepers->open("bravo", bravo.id());
    replicate(*store, *peer, id, bravo, 7);
    for (int round = 0; round < 2; ++round) {
        const auto ours = store->read(id, EntryIndex(0), 100, 1 << 20).value();
        const auto theirs = peer->read(id, EntryIndex(0), 100, 1 << 20).value();
        EXPECT_EQ(ours.records, theirs.records);
        EXPECT_EQ(peer->state(id).value().frontier, store->state(id).value().frontier);
        peer.reset();
        peer = keepers->open("bravo", bravo.id());
    }
}

TEST_P(StoreConformance, KeepsTheCheckpointThatIsAheadOfALaneInTransit) {
    const auto id = write_lane({tools(0, 10)});
    auto peer = keepers->open("bravo", bravo.id());
    const auto part = verified(*peer, id, segment(*store, id, EntryIndex(0), 4));
    ASSERT_FALSE(part.is_complete());
    EXPECT_EQ(peer->append(part, bravo.receipt(part.after().checkpoint.head, 1)).error().kind,
              ErrorKind::invalid);
    ASSERT_TRUE(peer->append(part, std::nullopt).has_value());
    for (int round = 0; round < 2; ++round) {
        const auto state = peer->state(id).value();
        EXPECT_EQ(state.frontier.size(), TreeSize(4));
        EXPECT_EQ(state.checkpoint.head.size, TreeSize(11));
        EXPECT_EQ(peer->receipted(id, bravo.id()), TreeSize(0));
        peer.reset();
        peer = keepers->open("bravo", bravo.id());
    }
    replicate(*store, *peer, id, bravo);
    EXPECT_EQ(peer->receipted(id, bravo.id()), TreeSize(11));
}

TEST_P(StoreConformance, ShowsOurReceiptOnTheCheckpointForEver) {
    const auto id = write_lane({tools(0, 3)});
    auto peer = keepers->open("bravo", bravo.id());
    replicate(*store, *peer, id, bravo);
    const auto ours = bravo.receipt(store->state(id).value().checkpoint.head, 1'000);
    for (int round = 0; round < 2; ++round) {
        const auto lines = peer->state(id).value().checkpoint.note.signatures;
        ASSERT_EQ(lines.size(), 2U);
        EXPECT_EQ(lines[1], ours.line);
        EXPECT_EQ(peer->receipted(id, bravo.id()), TreeSize(4));
        peer.reset();
        peer = keepers->open("bravo", bravo.id());
    }
}

TEST_P(StoreConformance, ShowsReceiptsOnTheHeadThatTheyAreFor) {
    const auto id = write_lane({tools(0, 3)});
    const auto old_head = store->state(id).value().checkpoint.head;
    write(id, tools(3, 1));
    const auto new_head = store->state(id).value().checkpoint.head;
    ASSERT_TRUE(store->add_receipts(old_head, {bravo.receipt(old_head, 10)}).has_value());
    EXPECT_EQ(store->state(id).value().checkpoint.note.signatures.size(), 1U);
    EXPECT_EQ(store->receipted(id, bravo.id()), TreeSize(4));
    const auto newer = bravo.receipt(new_head, 11);
    ASSERT_TRUE(store->add_receipts(new_head, {newer, newer}).has_value());
    EXPECT_EQ(store->state(id).value().checkpoint.note.signatures.back(), newer.line);
    EXPECT_EQ(store->state(id).value().checkpoint.note.signatures.size(), 2U);
    EXPECT_EQ(store->receipted(id, bravo.id()), TreeSize(5));
    ASSERT_TRUE(store->add_receipts(old_head, {bravo.receipt(old_head, 99)}).has_value());
    EXPECT_EQ(store->receipted(id, bravo.id()), TreeSize(5)) << "it never falls";
}

TEST_P(StoreConformance, KeepsReceiptsWithTheNextAppend) {
    const auto id = write_lane({tools(0, 3)});
    const auto head = store->state(id).value().checkpoint.head;
    ASSERT_TRUE(store->add_receipts(head, {bravo.receipt(head, 10)}).has_value());
    write(id, tools(3, 1));
    reopen();
    EXPECT_EQ(store->receipted(id, bravo.id()), TreeSize(4));
    EXPECT_EQ(store->state(id).value().checkpoint.note.signatures.size(), 1U)
        << "it is not for the newest head";
}

TEST_P(StoreConformance, KeepsManyReceiptsWithoutAnyAppend) {
    const auto id = write_lane({tools(0, 200)});
    for (std::uint64_t i = 0; i < 150; ++i) {
        const auto head = store->state(id).value().checkpoint.head;
        ASSERT_TRUE(store->add_receipts(head, {bravo.receipt(head, 10 + i)}).has_value());
    }
    reopen();
    const auto state = store->state(id).value();
    EXPECT_EQ(store->receipted(id, bravo.id()), TreeSize(201));
    EXPECT_EQ(state.checkpoint.note.signatures.back(),
              bravo.receipt(state.checkpoint.head, 159).line);
}

TEST_P(StoreConformance, KnowsHowFarASeenEntanglesALane) {
    const auto ours = write_lane({tools(0, 3)});
    const auto head = store->state(ours).value().checkpoint.head;
    auto peer = keepers->open("bravo", bravo.id());
    const auto opening = bravo.open_lane("c", "alpha");
    ASSERT_TRUE(peer->append(opening).has_value());
    const auto old_head = lane::Head{ours, TreeSize(2), store->root_at(ours, TreeSize(2)).value()};
    const auto first = bravo.seal(opening.after(), {seen({head})});
    ASSERT_TRUE(peer->append(first).has_value());
    ASSERT_TRUE(peer->append(bravo.seal(first.after(), {seen({old_head})})).has_value());
    replicate(*peer, *store, opening.after().id, alpha);
    store->wait_indexed().value();
    EXPECT_EQ(store->entangled(ours, bravo.id()).value(), TreeSize(4));
    EXPECT_EQ(store->entangled(ours, alpha.id()).value(), TreeSize(0));
    EXPECT_EQ(store->named_in(ours, opening.after().id).value(), TreeSize(4));
    EXPECT_EQ(store->named_in(ours, ours).value(), TreeSize(0));
    const auto page = store->page({.channel = std::nullopt, .type = "op:seen"}).value();
    EXPECT_EQ(page.positions, at(opening.after().id, {1, 2}));
}

}  // namespace entente::store::test
