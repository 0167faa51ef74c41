#pragma once
// The one connection that writes the SQLite index. One thread at a time.

#include "store/embedded/index_tables.h"
#include "store/embedded/tiles.h"

namespace entente::store {

class IndexWriter {
public:
    /// Makes the tables if there are none, and loads `numbers`, which it borrows and adds to.
    ///
    /// errors  as open_sqlite_index
    static Result<std::unique_ptr<IndexWriter>> open(const std::string& path, Numbers& numbers);

    /// For open, which prepares it.
    IndexWriter(Database database, Numbers& numbers)
        : database_(std::move(database)), numbers_(&numbers) {}

    IndexWriter(const IndexWriter&) = delete;
    IndexWriter& operator=(const IndexWriter&) = delete;
    ~IndexWriter();

    // As in Index.
    Result<void> insert(std::span<const IndexBatch> batches);
    Result<void> forget(const Position& position, const EntryFacts& facts);
    Result<void> tidy();

private:
    struct Keys;  ///< rows of the tables with random keys

    Result<void> prepare();
    Result<void> insert_all(std::span<const IndexBatch> batches);
    Result<void> forget_all(const Position& position, const EntryFacts& facts);
    Result<std::int64_t> sequence_of(const Position& position);
    Result<void> forget_uncommitted();

    /// The lane's number, made if it is new.
    Result<NumberedLane> numbered(const IndexBatch& batch);
    Result<std::int64_t> type_number(const std::string& name);
    Result<void> collect(const IndexBatch& batch, Keys& keys);
    Result<void> insert_keys(Keys& keys);
    Result<void> insert_frame(const IndexBatch& batch, NumberedLane& lane);
    Result<void> insert_receipts(const IndexBatch& batch, const NumberedLane& lane);
    Result<void> insert_seen(const IndexBatch& batch, const EntryFacts& facts);
    Result<void> insert_leaves(const IndexBatch& batch, const NumberedLane& lane);
    Result<void> insert_edges();
    Result<TileEdge*> edge(const NumberedLane& lane);
    Result<std::optional<Bytes>> read_tile(std::int64_t number);
    Result<void> write_tile(std::int64_t lane, const Tile& tile);

    int log_pages_ = 0;  ///< of the write-ahead log, as of the last commit
    Database database_;
    Numbers* numbers_;
    std::map<std::int64_t, TileEdge> edges_;      ///< by lane, of those written to so far
    std::map<std::int64_t, NumberedLane> lanes_;  ///< touched by this transaction
    Statement lane_;
    Statement frame_;
    Statement type_;
    Statement by_type_;
    Statement object_;
    Statement reference_;
    Statement seen_;
    Statement receipt_;
    Statement tile_;
    Statement read_tile_;
};

}  // namespace entente::store
