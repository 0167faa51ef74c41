// The index on a real disk that becomes full and has room again: as if nothing had been.
#include "store/embedded/index_sqlite.h"
#include "tests/store/lanes.h"
#include "tests/support/precompiled.h"
#include "tests/support/small_disk.h"

namespace entente::store {
namespace {

constexpr std::uint64_t entries_per_batch = 300;  // more than a row of hashes
const LaneId lane_id(crypto::sha256({"lane"}));

/// The n-th frame of the lane, each with a type of its own.
IndexBatch batch(std::uint64_t number) {
    const auto first = number * entries_per_batch;
    IndexBatch made{.lane = lane_id,
                    .channel = test::channel("c"),
                    .writer = test::party("alpha"),
                    .place = {.first = EntryIndex(first),
                              .sequence = first,
                              .offset = 1'000 * number,
                              .record_bytes = {}},
                    .leaves = {},
                    .facts = {},
                    .receipts = {},
                    .frame_offset = 1'000 * number,
                    .frame_end = 1'000 * (number + 1)};
    for (auto entry = first; entry < first + entries_per_batch; ++entry) {
        const auto text = std::to_string(entry);
        made.place.record_bytes.push_back(100);
        made.leaves.push_back(crypto::sha256({text}));
        made.facts.push_back({.object_id = "tool--" + text,
                              .type = "kind-" + std::to_string(number),
                              .version = std::nullopt,
                              .references = {"identity--" + text},
                              .seen = {}});
    }
    return made;
}

/// Everything that the index can say of the lane, to be compared.
struct Answers {
    explicit Answers(const Index& index) {
        const auto size = index.lanes().empty() ? 0 : index.lanes()[0].size.value();
        for (std::uint64_t row = 0; row <= size / 256; ++row) {
            tiles.push_back(index.tile(lane_id, 0, row).value());
        }
        tiles.push_back(index.tile(lane_id, 1, 0).value());
        for (std::uint64_t entry = 0; entry < size; ++entry) {
            const auto text = std::to_string(entry);
            found.push_back(index.objects(object_key("tool--" + text)).value().size());
            found.push_back(index.referring(object_key("identity--" + text)).value().size());
        }
        for (std::uint64_t number = 0; number < size / entries_per_batch; ++number) {
            const auto type = "kind-" + std::to_string(number);
            const PageQuery query{.channel = {}, .type = type, .cursor = 0, .count_max = 1'000};
            found.push_back(index.page(query).value().positions.size());
        }
    }

    bool operator==(const Answers&) const = default;

    std::vector<std::optional<Bytes>> tiles;
    std::vector<std::size_t> found;
};

TEST(IndexOnAFullDisk, AnswersAfterwardsAsIfThereHadAlwaysBeenRoom) {
    const entente::test::SmallDisk disk(8);
    if (!disk.is_mounted()) GTEST_SKIP() << "cannot mount a small file system here";
    const entente::test::Scratch scratch;
    const auto roomy = open_sqlite_index(scratch / "index.db").value();
    const auto path = disk.path() + "/index.db";
    auto full = open_sqlite_index(path).value();
    int times_full = 0;
    for (std::uint64_t number = 0; number < 12; ++number) {
        const std::vector<IndexBatch> batches = {batch(number)};
        ASSERT_TRUE(roomy->insert(batches).has_value());
        disk.fill(16'384);
        auto inserted = full->insert(batches);
        if (!inserted) {
            ASSERT_EQ(inserted.error().kind, ErrorKind::exhausted) << inserted.error().what;
            ++times_full;
            disk.make_room();
            inserted = full->insert(batches);
        }
        disk.make_room();
        ASSERT_TRUE(inserted.has_value()) << to_line(inserted.error());
        EXPECT_TRUE(Answers(*full) == Answers(*roomy)) << "batch " << number;
    }
    EXPECT_GT(times_full, 0);
    full.reset();
    full = open_sqlite_index(path).value();
    EXPECT_TRUE(Answers(*full) == Answers(*roomy)) << "after opening again";
}

}  // namespace
}  // namespace entente::store
