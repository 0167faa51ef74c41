#include "store/embedded/index_sqlite.h"

#include <array>
#include <atomic>
#include <filesystem>
#include <limits>
#include <mutex>
#include <string_view>

#include "store/embedded/index_reader.h"
#include "store/embedded/index_writer.h"
#include "store/embedded/xxh3.h"

namespace entente::store {
namespace {

// As many as threads of a server ask at once on a small machine; each has a cache of its own.
constexpr std::size_t readers = 4;

class SqliteIndex final : public Index {
    /// Lets the next reader answer; in turn, so that threads seldom wait for each other.
    template <class Question>
    auto ask(Question question) const {
        const auto turn = turn_.fetch_add(1, std::memory_order_relaxed);
        return readers_[turn % readers].with(
            [&](std::optional<IndexReader>& reader) { return question(*reader); });
    }

public:
    static Result<std::unique_ptr<SqliteIndex>> open(const std::string& path) {
        auto index = std::make_unique<SqliteIndex>();
        index->writer_ = TRY(IndexWriter::open(path, index->numbers_));
        for (auto& reader : index->readers_) {
            auto opened = TRY(IndexReader::open(path, index->numbers_));
            reader.with([&](std::optional<IndexReader>& ours) { ours.emplace(std::move(opened)); });
        }
        return index;
    }

    [[nodiscard]] Result<void> insert(std::span<const IndexBatch> batches) override {
        const std::scoped_lock lock(writing_);
        return writer_->insert(batches);
    }

    [[nodiscard]] Result<void> forget(const Position& position, const EntryFacts& facts) override {
        const std::scoped_lock lock(writing_);
        return writer_->forget(position, facts);
    }

    [[nodiscard]] Result<void> tidy() override {
        const std::scoped_lock lock(writing_);
        return writer_->tidy();
    }

    [[nodiscard]] std::vector<IndexedLane> lanes() const override { return numbers_.reached(); }

    [[nodiscard]] Result<std::optional<FramePlace>> frame(const LaneId& lane,
                                                          EntryIndex index) const override {
        return ask([&](IndexReader& reader) { return reader.frame(lane, index); });
    }

    [[nodiscard]] Result<std::optional<Bytes>> tile(const LaneId& lane, unsigned level,
                                                    std::uint64_t number) const override {
        return ask([&](IndexReader& reader) { return reader.tile(lane, level, number); });
    }

    [[nodiscard]] Result<std::vector<KnownReceipt>> receipts(const LaneId& lane) const override {
        return ask([&](IndexReader& reader) { return reader.receipts(lane); });
    }

    [[nodiscard]] Result<std::vector<Position>> objects(std::uint64_t key) const override {
        return ask([&](IndexReader& reader) { return reader.objects(key); });
    }

    [[nodiscard]] Result<std::vector<std::pair<std::size_t, Position>>> versions(
        std::span<const VersionKey> sorted) const override {
        return ask([&](IndexReader& reader) { return reader.versions(sorted); });
    }

    [[nodiscard]] Result<std::vector<Position>> referring(std::uint64_t key) const override {
        return ask([&](IndexReader& reader) { return reader.referring(key); });
    }

    [[nodiscard]] Result<Page> page(const PageQuery& query) const override {
        return ask([&](IndexReader& reader) { return reader.page(query); });
    }

    [[nodiscard]] Result<TreeSize> seen(const LaneId& lane, const PartyId& party) const override {
        return ask([&](IndexReader& reader) { return reader.seen(lane, party); });
    }

    [[nodiscard]] Result<TreeSize> named_in(const LaneId& lane, const PartyId& party,
                                            const LaneId& speaker) const override {
        return ask([&](IndexReader& reader) { return reader.named_in(lane, party, speaker); });
    }

    [[nodiscard]] Result<std::uint64_t> next_sequence() const override {
        return ask([](IndexReader& reader) { return reader.next_sequence(); });
    }

private:
    Numbers numbers_;
    std::mutex writing_;
    std::unique_ptr<IndexWriter> writer_;
    mutable std::array<host::Guarded<std::optional<IndexReader>>, readers> readers_;
    mutable std::atomic<std::size_t> turn_ = 0;
};

}  // namespace

std::uint64_t object_key(std::string_view object_id) {
    return xxh3(object_id);
}

std::int64_t version_number(const std::optional<Instant>& version) {
    return version ? version->value() : std::numeric_limits<std::int64_t>::min();
}

Result<std::unique_ptr<Index>> open_sqlite_index(const std::string& path) {
    return SqliteIndex::open(path);
}

Result<void> drop_sqlite_index(const std::string& path) {
    for (const auto* suffix : {"", "-wal", "-shm"}) {
        std::error_code error;
        std::filesystem::remove(path + suffix, error);
        if (error) return fail(ErrorKind::refused, error.message(), path + suffix);
    }
    return {};
}

}  // namespace entente::store
