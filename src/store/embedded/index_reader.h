#pragma once
// One connection that reads the SQLite index. One thread at a time.

#include "store/embedded/index_tables.h"

namespace entente::store {

class IndexReader {
public:
    /// Borrows `numbers`.
    ///
    /// errors  as Database::open
    static Result<IndexReader> open(const std::string& path, const Numbers& numbers);

    // As in Index.
    Result<std::optional<FramePlace>> frame(const LaneId& lane, EntryIndex index);
    Result<std::optional<Bytes>> tile(const LaneId& lane, unsigned level, std::uint64_t number);
    Result<std::vector<KnownReceipt>> receipts(const LaneId& lane);
    Result<std::vector<Position>> objects(std::uint64_t key);
    Result<std::vector<std::pair<std::size_t, Position>>> versions(
        std::span<const VersionKey> sorted);
    Result<std::vector<Position>> referring(std::uint64_t key);
    Result<Page> page(const PageQuery& query);
    Result<TreeSize> seen(const LaneId& lane, const PartyId& party);
    Result<TreeSize> named_in(const LaneId& lane, const PartyId& party, const LaneId& speaker);
    Result<std::uint64_t> next_sequence();

private:
    /// A frame as sequence numbers see it.
    struct Run {
        std::uint64_t sequence;
        std::uint64_t count;
        std::uint64_t first;
        NumberedLane lane;

        [[nodiscard]] bool holds(std::uint64_t wanted) const {
            return wanted >= sequence && wanted - sequence < count;
        }

        [[nodiscard]] Position position(std::uint64_t wanted) const {
            return {.lane = lane.reached.lane, .index = EntryIndex(first + wanted - sequence)};
        }
    };

    IndexReader(Database database, const Numbers& numbers)
        : database_(std::move(database)), numbers_(&numbers) {}

    Result<void> prepare();
    Result<Run> run_from(const Rows& rows) const;

    /// Makes `run` be the one that holds `sequence`: mostly it is already.
    Result<void> seek(std::optional<Run>& run, std::uint64_t sequence);
    Result<std::vector<Position>> positions(Rows rows);
    Result<Page> page_of_type(const PageQuery& query);
    Result<Page> page_of_all(const PageQuery& query);

    Database database_;
    const Numbers* numbers_;
    Statement frame_;
    Statement run_;
    Statement runs_;
    Statement tile_;
    Statement receipts_;
    Statement objects_;
    Statement version_;
    Statement referring_;
    Statement by_type_;
    Statement seen_;
    Statement named_in_;
    Statement last_run_;
};

}  // namespace entente::store
