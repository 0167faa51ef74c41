// What the store does when it may hold less than was signed: design 02-log sections 4.4 and 4.6,
// invariants I1, I5 and I20.
#include "tests/store/embedded.h"

namespace entente::store {
namespace {

using StoreInDoubt = EmbeddedStore;

TreeSize size_of(const Store& store, const LaneId& lane) {
    return store.state(lane).value().frontier.size();
}

class RestoredStore : public EmbeddedStore {
protected:
    /// A lane of 51 entries, a backup with 21 of them put back, and a reader who has all.
    RestoredStore() {
        write({test::tools(0, 20)});
        copy("alpha", "backup");
        write({test::tools(20, 30)});
        const auto store = open().value();
        reader = keepers.open("bravo", bravo.id());
        const auto bytes = test::segment(*store, *lane, EntryIndex(0), 1'000);
        EXPECT_TRUE(reader->append(test::verified(*reader, *lane, bytes), std::nullopt));
    }

    void restore() { copy("backup", "alpha"); }

    [[nodiscard]] Result<Appended> give_back(Store& store, std::uint32_t count) const {
        const EntryIndex first(size_of(store, *lane).value());
        const auto bytes = test::segment(*reader, *lane, first, count);
        return store.append(test::verified(store, *lane, bytes), std::nullopt);
    }

    [[nodiscard]] Result<Appended> seal_one(Store& store, int number) {
        return store.append(alpha.seal(store.state(*lane).value(), test::tools(number, 1)));
    }

    std::unique_ptr<Store> reader;
};

TEST_F(RestoredStore, SignsNothingUntilAllIsBack) {
    restore();
    const auto store = open().value();
    const auto doubt = store->doubt();
    ASSERT_EQ(doubt.missing.size(), 1U);
    EXPECT_EQ(doubt.missing.front().size, TreeSize(51));
    EXPECT_TRUE(doubt.reason.empty());
    EXPECT_EQ(seal_one(*store, 99).error().kind, ErrorKind::refused);
    EXPECT_EQ(store->settle().error().kind, ErrorKind::refused);
    ASSERT_TRUE(give_back(*store, 10));
    EXPECT_EQ(size_of(*store, *lane), TreeSize(31));
    EXPECT_TRUE(store->doubt().exists());
    ASSERT_TRUE(give_back(*store, 1'000));
    EXPECT_FALSE(store->doubt().exists());
    EXPECT_TRUE(store->settle());
    EXPECT_TRUE(seal_one(*store, 99));
}

TEST_F(RestoredStore, StaysInDoubtWhenItIsOpenedAgain) {
    restore();
    ASSERT_TRUE(give_back(*open().value(), 10));
    const auto store = open().value();
    EXPECT_TRUE(store->doubt().exists());
    ASSERT_TRUE(give_back(*store, 1'000));
    EXPECT_FALSE(store->doubt().exists());
}

// Invariant I1: what the fence remembers is the root too, so another history of the same length is
// not taken for what was signed.
TEST_F(RestoredStore, TakesNoOtherHistoryInItsPlace) {
    restore();
    const auto store = open().value();
    keepers.open("other", alpha.id());
    copy("backup", "other");
    std::filesystem::remove_all(keepers.path("other-fence"));
    const auto other = keepers.open("other", alpha.id());
    ASSERT_TRUE(other->settle());
    ASSERT_TRUE(seal_one(*other, 77));
    ASSERT_TRUE(other->append(alpha.seal(other->state(*lane).value(), test::tools(0, 30))));
    const auto bytes = test::segment(*other, *lane, EntryIndex(21), 1'000);
    const auto refused = store->append(test::verified(*store, *lane, bytes), std::nullopt);
    EXPECT_EQ(refused.error().kind, ErrorKind::conflict);
    EXPECT_EQ(size_of(*store, *lane), TreeSize(21));
}

TEST_F(StoreInDoubt, IsOneThatLostALane) {
    write({test::tools(0, 2)});
    std::filesystem::remove(lane_path());
    const auto store = open().value();
    ASSERT_EQ(store->doubt().missing.size(), 1U);
    EXPECT_EQ(store->doubt().missing.front().lane, *lane);
    EXPECT_EQ(store->append(alpha.open_lane("c", "bravo")).error().kind, ErrorKind::refused);
}

// A fresh fence would forget what was signed: it is made only when somebody says that all is here.
TEST_F(StoreInDoubt, IsOneWithoutItsFence) {
    write({test::tools(0, 2)});
    std::filesystem::remove_all(keepers.path("alpha-fence"));
    for (int round = 0; round < 2; ++round) {
        const auto store = open().value();
        EXPECT_TRUE(store->doubt().missing.empty());
        EXPECT_THAT(store->doubt().reason, ::testing::HasSubstr("alpha-fence/fence"));
        const auto batch = alpha.seal(store->state(*lane).value(), test::tools(9, 1));
        EXPECT_EQ(store->append(batch).error().kind, ErrorKind::refused);
        EXPECT_FALSE(std::filesystem::exists(keepers.path("alpha-fence/fence")));
    }
    ASSERT_TRUE(open().value()->settle());
    const auto store = open().value();
    EXPECT_FALSE(store->doubt().exists());
    EXPECT_TRUE(store->append(alpha.seal(store->state(*lane).value(), test::tools(9, 1))));
}

TEST_F(StoreInDoubt, IsOneWhoseFenceIsOfAnotherNode) {
    write({test::tools(0, 2)});
    keepers.open("empty", alpha.id());
    copy("empty-fence", "alpha-fence");
    EXPECT_EQ(open().value()->doubt().reason, "the fence knows nothing of a lane of ours");
    ASSERT_TRUE(open().value()->settle());
    EXPECT_FALSE(open().value()->doubt().exists());
}

TEST_F(StoreInDoubt, IsNoneWhoseFenceIsABatchBehind) {
    write({test::tools(0, 2)});
    copy("alpha-fence", "old-fence");
    write({test::tools(2, 2)});
    copy("old-fence", "alpha-fence");
    EXPECT_FALSE(open().value()->doubt().exists());
    write({test::tools(4, 2)});
}

TEST_F(StoreInDoubt, GivesNoReceipts) {
    write({test::tools(0, 2)});
    const auto source = open().value();
    const auto bytes = test::segment(*source, *lane, EntryIndex(0), 1'000);
    {
        const auto reader = keepers.open("bravo", bravo.id());
        const auto segment = test::verified(*reader, *lane, bytes);
        const auto head = segment.after().checkpoint.head;
        ASSERT_TRUE(reader->append(segment, std::nullopt));
        ASSERT_TRUE(reader->give_receipt(head, bravo.receipt(head, 7)));
        EXPECT_EQ(reader->receipted(*lane, bravo.id()), head.size);
    }
    {
        const auto reader = keepers.open("bravo", bravo.id());
        const auto head = reader->state(*lane).value().checkpoint.head;
        EXPECT_EQ(reader->receipted(*lane, bravo.id()), head.size) << "it is durable";
    }
    std::filesystem::remove_all(keepers.path("bravo-fence"));
    const auto reader = keepers.open("bravo", bravo.id());
    const auto head = reader->state(*lane).value().checkpoint.head;
    EXPECT_EQ(reader->give_receipt(head, bravo.receipt(head, 8)).error().kind, ErrorKind::refused);
}

TEST_F(StoreInDoubt, GivesAReceiptForTheNewestHeadAlone) {
    write({test::tools(0, 2)});
    const auto store = open().value();
    auto head = store->state(*lane).value().checkpoint.head;
    head.size = TreeSize(1);
    EXPECT_EQ(store->give_receipt(head, bravo.receipt(head, 8)).error().kind, ErrorKind::conflict);
}

}  // namespace
}  // namespace entente::store
