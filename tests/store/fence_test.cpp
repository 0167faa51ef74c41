#include "store/embedded/fence.h"

#include "tests/lane/writer.h"
#include "tests/support/forgetful_disk.h"
#include "tests/support/precompiled.h"

namespace entente::store {
namespace {

using entente::test::Fault;
using entente::test::ForgetfulDisk;

constexpr auto path = "fence";

lane::Head head(const std::string& lane, std::uint64_t size) {
    return {.lane = lane::LaneId(crypto::sha256({lane})),
            .size = lane::TreeSize(size),
            .root = crypto::sha256({lane, std::to_string(size)})};
}

Result<void> advance(Fence& fence, const lane::Head& to) {
    TRY_VOID(fence.reserve(to.lane));
    return fence.advance(to, 0);
}

TEST(Fence, RemembersTheNewestHeadOfEachLane) {
    ForgetfulDisk disk;
    {
        auto fence = Fence::open(disk, path).value();
        for (std::uint64_t size = 1; size < 9; ++size) {
            ASSERT_TRUE(advance(fence, head("a", size)).has_value());
        }
        ASSERT_TRUE(advance(fence, head("b", 5)).has_value());
        EXPECT_EQ(fence.head(head("a", 0).lane), head("a", 8));
    }
    disk.reboot();
    const auto fence = Fence::open(disk, path).value();
    EXPECT_EQ(fence.heads().size(), 2U);
    EXPECT_EQ(fence.head(head("a", 0).lane), head("a", 8));
    EXPECT_EQ(fence.head(head("b", 0).lane), head("b", 5));
    EXPECT_EQ(fence.head(head("c", 0).lane), std::nullopt);
}

// Found by the simulation (ENTENTE_SEED=8): the node published a head that its fence had only in
// the kernel's memory.
TEST(Fence, ThatWasNotSyncedBeforeAKillIsSyncedWhenItIsOpened) {
    ForgetfulDisk disk;
    {
        auto fence = Fence::open(disk, path).value();
        ASSERT_TRUE(advance(fence, head("a", 1)).has_value());
        disk.plan({.kind = Fault::Kind::full, .step = 0});
        ASSERT_FALSE(fence.advance(head("a", 2), 0).has_value());  // half of it is all that counts
    }
    disk.plan({});
    ASSERT_EQ(Fence::open(disk, path).value().head(head("a", 0).lane), head("a", 2));
    const auto after_power_cut = disk.worst_case();
    EXPECT_EQ(Fence::open(*after_power_cut, path).value().head(head("a", 0).lane), head("a", 2));
}

TEST(Fence, RemembersTheTimeOfTheNewestReceiptAndNoEarlierOne) {
    ForgetfulDisk disk;
    const auto lane = head("a", 0).lane;
    {
        auto fence = Fence::open(disk, path).value();
        EXPECT_EQ(fence.receipt_time_s(lane), 0U);
        ASSERT_TRUE(fence.reserve(lane).has_value());
        ASSERT_TRUE(fence.advance(head("a", 1), 900).has_value());
        ASSERT_TRUE(fence.advance(head("a", 2), 800).has_value());
    }
    EXPECT_EQ(Fence::open(disk, path).value().receipt_time_s(lane), 900U);
}

TEST(Fence, RemembersItsHost) {
    ForgetfulDisk disk;
    const HostIdentity here{.machine = crypto::sha256({"m"}), .directory = crypto::sha256({"d"})};
    {
        auto fence = Fence::open(disk, path).value();
        EXPECT_EQ(fence.host(), std::nullopt);
        ASSERT_TRUE(fence.set_host(here).has_value());
    }
    disk.reboot();
    EXPECT_EQ(Fence::open(disk, path).value().host(), here);
}

TEST(Fence, HasRoomForManyLanes) {
    ForgetfulDisk disk;
    {
        auto fence = Fence::open(disk, path).value();
        for (int i = 0; i < 100; ++i) {
            ASSERT_TRUE(advance(fence, head(std::to_string(i), 7)).has_value());
        }
    }
    disk.reboot();
    const auto fence = Fence::open(disk, path).value();
    EXPECT_EQ(fence.heads().size(), 100U);
    EXPECT_EQ(fence.head(head("57", 0).lane), head("57", 7));
}

TEST(Fence, SaysThatThereIsNoRoomBeforeAnythingIsWritten) {
    ForgetfulDisk disk;
    auto fence = Fence::open(disk, path).value();
    std::uint64_t lanes = 0;
    Result<void> reserved;
    for (; reserved && lanes < 100; ++lanes) {
        disk.plan({.kind = Fault::Kind::full, .step = 0});
        reserved = fence.reserve(head(std::to_string(lanes), 0).lane);
    }
    EXPECT_EQ(reserved.error().kind, ErrorKind::exhausted);
    EXPECT_TRUE(advance(fence, head("later", 1)).has_value()) << "there is room again";
}

TEST(Fence, IsOverAfterAFailedSync) {
    ForgetfulDisk disk;
    auto fence = Fence::open(disk, path).value();
    ASSERT_TRUE(fence.reserve(head("a", 1).lane).has_value());
    disk.plan({.kind = Fault::Kind::sync, .step = 1});
    EXPECT_EQ(fence.advance(head("a", 1), 0).error().kind, ErrorKind::fatal);
}

TEST(Fence, IsRefusedWhenBothRecordsOfALaneAreDamaged) {
    ForgetfulDisk disk;
    {
        auto fence = Fence::open(disk, path).value();
        ASSERT_TRUE(advance(fence, head("a", 1)).has_value());
        ASSERT_TRUE(advance(fence, head("a", 2)).has_value());
    }
    const auto file = disk.open(path).value();
    const auto bytes = file->read(0, 1 << 20).value();
    const auto newer = bytes.find(view(head("a", 2).root));
    const auto older = bytes.find(view(head("a", 1).root));
    ASSERT_TRUE(file->write(newer, "~").has_value());
    EXPECT_EQ(Fence::open(disk, path).value().head(head("a", 0).lane), head("a", 1));
    ASSERT_TRUE(file->write(older, "~").has_value());
    EXPECT_EQ(Fence::open(disk, path).error().kind, ErrorKind::corrupt);
}

RC_GTEST_PROP(Fence, NeverFallsBehindWhatItPromised, ()) {
    ForgetfulDisk disk(*rc::gen::arbitrary<std::uint64_t>());
    std::map<std::string, std::uint64_t> promised;
    std::map<std::string, std::uint64_t> tried;
    for (int life = 0; life < 4; ++life) {
        disk.plan({.kind = Fault::Kind::power, .step = *rc::gen::inRange<std::uint64_t>(0, 40)});
        auto fence = Fence::open(disk, path);
        for (int i = 0; fence && i < 30; ++i) {
            const auto lane = *rc::gen::element<std::string>("a", "b", "c");
            if (!advance(*fence, head(lane, ++tried[lane]))) break;
            promised[lane] = tried[lane];
        }
        disk.reboot();
        const auto again = Fence::open(disk, path);
        if (!again) RC_FAIL(to_line(again.error()));
        for (const auto& [lane, size] : promised) {
            const auto found = again->head(head(lane, 0).lane);
            RC_ASSERT(found.has_value());
            RC_ASSERT(found->size.value() >= size);
            RC_ASSERT(found->size.value() <= tried[lane]);
            RC_ASSERT(found->root == head(lane, found->size.value()).root);
        }
    }
}

}  // namespace
}  // namespace entente::store
