#include "store/embedded/indexer.h"

#include "lane/entry.h"
#include "store/embedded/index_sqlite.h"
#include "tests/store/lanes.h"
#include "tests/support/precompiled.h"
#include "tests/support/scratch.h"

namespace entente::store {
namespace {

/// A real index on a disk that has no room for the first insertions.
class FullAtFirst final : public Index {
public:
    FullAtFirst(Index& real, int failures) : real_(real), failures_(failures) {}

    Result<void> insert(std::span<const IndexBatch> batches) override {
        if (failures_-- > 0) return fail(ErrorKind::exhausted, "no room", "index.db");
        return real_.insert(batches);
    }

    Result<void> forget(const Position& position, const EntryFacts& facts) override {
        return real_.forget(position, facts);
    }

    Result<void> tidy() override { return real_.tidy(); }

    [[nodiscard]] std::vector<IndexedLane> lanes() const override { return real_.lanes(); }

    [[nodiscard]] Result<std::optional<FramePlace>> frame(const LaneId& lane,
                                                          EntryIndex index) const override {
        return real_.frame(lane, index);
    }

    [[nodiscard]] Result<std::optional<Bytes>> tile(const LaneId& lane, unsigned level,
                                                    std::uint64_t number) const override {
        return real_.tile(lane, level, number);
    }

    [[nodiscard]] Result<std::vector<KnownReceipt>> receipts(const LaneId& lane) const override {
        return real_.receipts(lane);
    }

    [[nodiscard]] Result<std::vector<Position>> objects(std::uint64_t key) const override {
        return real_.objects(key);
    }

    [[nodiscard]] Result<std::vector<std::pair<std::size_t, Position>>> versions(
        std::span<const VersionKey> sorted) const override {
        return real_.versions(sorted);
    }

    [[nodiscard]] Result<std::vector<Position>> referring(std::uint64_t key) const override {
        return real_.referring(key);
    }

    [[nodiscard]] Result<Page> page(const PageQuery& query) const override {
        return real_.page(query);
    }

    [[nodiscard]] Result<TreeSize> named_in(const LaneId& lane, const PartyId& party,
                                            const LaneId& speaker) const override {
        return real_.named_in(lane, party, speaker);
    }

    [[nodiscard]] Result<TreeSize> seen(const LaneId& lane, const PartyId& party) const override {
        return real_.seen(lane, party);
    }

    [[nodiscard]] Result<std::uint64_t> next_sequence() const override {
        return real_.next_sequence();
    }

private:
    Index& real_;
    std::atomic<int> failures_;
};

/// A frame of one entry whose body is `{}`.
IndexJob job(std::uint64_t place) {
    const lane::Salt salt{};
    const Bytes body = "{}";
    const auto header = lane::encode_header({.commitment = lane::commit(salt, body),
                                             .kind = lane::BodyKind::stix,
                                             .body_bytes = 2,
                                             .origin = {},
                                             .relay = {},
                                             .time = Instant(0),
                                             .writer = test::party("alpha")});
    IndexJob made{.batch = {.lane = LaneId(crypto::sha256({"lane"})),
                            .channel = test::channel("c"),
                            .writer = test::party("alpha"),
                            .place = {.first = EntryIndex(place),
                                      .sequence = place,
                                      .offset = 1'000 * place,
                                      .record_bytes = {}},
                            .leaves = {lane::entry_id(header).value()},
                            .facts = {},
                            .receipts = {},
                            .frame_offset = 1'000 * place,
                            .frame_end = 1'000 * (place + 1)},
                  .records = {}};
    lane::append_entry(
        made.records,
        {.header = header, .state = lane::BodyState::inline_body, .salt = salt, .body = body});
    made.batch.place.record_bytes = {static_cast<std::uint32_t>(made.records.size())};
    return made;
}

TEST(Indexer, InsertsEverythingOnceAFullDiskHasRoomAgain) {
    const entente::test::Scratch scratch;
    const auto real = open_sqlite_index(scratch / "index.db").value();
    FullAtFirst full(*real, 2);
    const host::Guarded<Describe> describe([](lane::BodyKind, ByteView) {
        return EntryFacts{.object_id = "identity--1",
                          .type = "identity",
                          .version = std::nullopt,
                          .references = {},
                          .seen = {}};
    });
    {
        Indexer indexer(full, describe, [](const LaneId&, TreeSize) {});
        indexer.submit(job(0));
        indexer.submit(job(1));
        const auto waits = indexer.wait_until_done();
        ASSERT_FALSE(waits.has_value());
        EXPECT_EQ(waits.error().kind, ErrorKind::exhausted);
        while (!indexer.wait_until_done()) std::this_thread::yield();
    }
    EXPECT_EQ(real->next_sequence().value(), 2U);
    const auto found = real->objects(object_key("identity--1")).value();
    EXPECT_EQ(found.size(), 2U);
}

}  // namespace
}  // namespace entente::store
