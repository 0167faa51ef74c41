#include "store/embedded/index_writer.h"

#include <algorithm>

namespace entente::store {
namespace {

// WAL and NORMAL: a power cut takes the last transactions at most, and they are made again.
// Checkpoints are ours to time: within a commit they would stall a batch for 0.2 s and more.
// 32 MiB of cache hold the inner pages of some ten million keys.
constexpr auto pragmas =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=0;"
    "PRAGMA cache_size=-32768; PRAGMA journal_size_limit=33554432;";

// Pages of 4 KiB. When nothing waits, little is worth writing back; when the queue never empties,
// the log must not grow for ever.
constexpr int log_pages_when_idle = 1'000;
constexpr int log_pages_max = 32'768;

std::int64_t as_integer(std::uint64_t value) {
    return static_cast<std::int64_t>(value);
}

}  // namespace

/// Sorted before they are inserted, so that neighbours share a page.
struct IndexWriter::Keys {
    struct Object {
        std::int64_t key;
        std::int64_t version;
        std::int64_t sequence;

        friend auto operator<=>(const Object&, const Object&) = default;
    };

    using Pair = std::pair<std::int64_t, std::int64_t>;  ///< key or type, sequence

    std::vector<Object> objects;
    std::vector<Pair> references;
    std::vector<Pair> types;
};

Result<std::unique_ptr<IndexWriter>> IndexWriter::open(const std::string& path, Numbers& numbers) {
    auto database = TRY(Database::open(path, Database::Mode::write));
    TRY_VOID(database.run(pragmas));
    TRY_VOID(prepare_tables(database));
    TRY_VOID(numbers.load(database));
    auto writer = std::make_unique<IndexWriter>(std::move(database), numbers);
    TRY_VOID(writer->prepare());
    writer->database_.watch_log(&writer->log_pages_);
    return writer;
}

IndexWriter::~IndexWriter() = default;

Result<void> IndexWriter::prepare() {
    const auto prepare_one = [&](Statement& statement, std::string_view sql) -> Result<void> {
        statement = TRY(database_.prepare(sql));
        return {};
    };
    TRY_VOID(prepare_one(lane_, "INSERT OR REPLACE INTO lane VALUES(?,?,?,?,?,?,?)"));
    TRY_VOID(prepare_one(frame_, "INSERT INTO frame VALUES(?,?,?,?,?,?)"));
    TRY_VOID(prepare_one(type_, "INSERT INTO type VALUES(?,?)"));
    TRY_VOID(prepare_one(by_type_, "INSERT INTO by_type VALUES(?,?)"));
    TRY_VOID(prepare_one(object_, "INSERT INTO object VALUES(?,?,?)"));
    TRY_VOID(prepare_one(reference_, "INSERT INTO reference VALUES(?,?)"));
    TRY_VOID(prepare_one(seen_,
                         "INSERT INTO seen VALUES(?,?,?,?) ON CONFLICT DO UPDATE"
                         " SET size=max(size, excluded.size)"));
    TRY_VOID(prepare_one(receipt_,
                         "INSERT INTO receipt VALUES(?,?,?,?,?) ON CONFLICT DO UPDATE"
                         " SET size=excluded.size, time=excluded.time, line=excluded.line"
                         " WHERE (excluded.size, excluded.time) > (size, time)"));
    TRY_VOID(prepare_one(tile_, "INSERT OR REPLACE INTO tile VALUES(?,?)"));
    return prepare_one(read_tile_, "SELECT hashes FROM tile WHERE number=?");
}

Result<void> IndexWriter::insert(std::span<const IndexBatch> batches) {
    auto inserted = insert_all(batches);
    if (!inserted) {
        TRY_VOID(forget_uncommitted());
        return inserted;
    }
    for (const auto& [number, lane] : lanes_) numbers_->put_lane(lane);
    if (log_pages_ <= log_pages_max) return {};
    auto tidied = tidy();
    // What was inserted stays so; the log is written back once there is room.
    if (!tidied && tidied.error().kind == ErrorKind::exhausted) return {};
    return tidied;
}

Result<void> IndexWriter::forget(const Position& position, const EntryFacts& facts) {
    auto forgotten = forget_all(position, facts);
    if (!forgotten) TRY_VOID(forget_uncommitted());
    return forgotten;
}

Result<void> IndexWriter::forget_all(const Position& position, const EntryFacts& facts) {
    auto transaction = TRY(Transaction::begin(database_, Database::Mode::write));
    const auto sequence = TRY(sequence_of(position));
    const auto change = [&](std::string_view sql, std::int64_t key) -> Result<void> {
        auto statement = TRY(database_.prepare(sql));
        return statement.run(key, sequence);
    };
    const auto before = TRY(type_number(facts.type));
    const auto after = TRY(type_number(std::string(erased_type)));
    TRY_VOID(change("DELETE FROM by_type WHERE type=? AND sequence=?", before));
    TRY_VOID(change("INSERT OR IGNORE INTO by_type VALUES(?,?)", after));
    TRY_VOID(change("DELETE FROM object WHERE key=? AND sequence=?",
                    as_integer(object_key(facts.object_id))));
    for (const auto& reference : facts.references) {
        TRY_VOID(change("DELETE FROM reference WHERE key=? AND sequence=?",
                        as_integer(object_key(reference))));
    }
    return transaction.commit();
}

Result<std::int64_t> IndexWriter::sequence_of(const Position& position) {
    const auto lane = numbers_->lane(position.lane);
    auto statement =
        TRY(database_.prepare("SELECT sequence - first FROM frame WHERE lane=? AND first<=?"
                              " ORDER BY first DESC LIMIT 1"));
    const auto index = as_integer(position.index.value());
    auto rows = statement.query(lane ? lane->number : 0, index);
    if (TRY(rows.next())) return rows.integer(0) + index;
    return fail(ErrorKind::corrupt, "an entry is in no frame", "index",
                "rebuild the index: entente rebuild");
}

/// What was rolled back must not stay in memory: the next insertion would count it twice.
Result<void> IndexWriter::forget_uncommitted() {
    edges_.clear();
    return numbers_->load(database_);
}

Result<void> IndexWriter::insert_all(std::span<const IndexBatch> batches) {
    auto transaction = TRY(Transaction::begin(database_, Database::Mode::write));
    lanes_.clear();
    Keys keys;
    for (const auto& batch : batches) {
        auto lane = TRY(numbered(batch));
        TRY_VOID(insert_frame(batch, lane));
        TRY_VOID(insert_receipts(batch, lane));
        TRY_VOID(insert_leaves(batch, lane));
        TRY_VOID(collect(batch, keys));
        lanes_.insert_or_assign(lane.number, lane);
    }
    TRY_VOID(insert_keys(keys));
    TRY_VOID(insert_edges());
    return transaction.commit();
}

Result<void> IndexWriter::tidy() {
    if (log_pages_ < log_pages_when_idle) return {};
    // PASSIVE waits for nobody: what a reader still needs stays for the next time.
    return database_.run("PRAGMA wal_checkpoint(PASSIVE)");
}

Result<NumberedLane> IndexWriter::numbered(const IndexBatch& batch) {
    if (auto known = numbers_->lane(batch.lane)) {
        const auto touched = lanes_.find(known->number);  // by a batch before in this transaction
        return touched == lanes_.end() ? *known : touched->second;
    }
    NumberedLane lane{
        .number = numbers_->next_lane(),
        .channel = batch.channel,
        .writer = batch.writer,
        .reached = {.lane = batch.lane, .size = TreeSize(0), .frame_end = 0, .last_frame = 0}};
    // Before the commit: a reader must not meet a number that it cannot name.
    numbers_->put_lane(lane);
    return lane;
}

Result<std::int64_t> IndexWriter::type_number(const std::string& name) {
    if (const auto known = numbers_->type(name)) return *known;
    const auto number = numbers_->next_type();
    TRY_VOID(type_.run(number, Text{name}));
    numbers_->put_type(name, number);
    return number;
}

Result<void> IndexWriter::insert_frame(const IndexBatch& batch, NumberedLane& lane) {
    const auto& place = batch.place;
    auto& reached = lane.reached;
    reached.frame_end = batch.frame_end;
    if (!place.record_bytes.empty()) {
        reached.size = TreeSize(place.end());
        reached.last_frame = batch.frame_offset;
        const auto lengths = encode_lengths(place.record_bytes);
        TRY_VOID(frame_.run(as_integer(place.sequence), lane.number,
                            as_integer(place.first.value()), as_integer(place.record_bytes.size()),
                            as_integer(place.offset), ByteView(lengths)));
    }
    return lane_.run(lane.number, view(reached.lane.value()), view(lane.channel.value()),
                     view(lane.writer.value()), as_integer(reached.size.value()),
                     as_integer(reached.frame_end), as_integer(reached.last_frame));
}

Result<void> IndexWriter::insert_receipts(const IndexBatch& batch, const NumberedLane& lane) {
    for (const auto& known : batch.receipts) {
        const auto line = lane::encode_signature_line(known.receipt.line);
        TRY_VOID(receipt_.run(lane.number, view(known.receipt.party.value()),
                              as_integer(known.size.value()), as_integer(known.receipt.time_s),
                              Text{line}));
    }
    return {};
}

Result<void> IndexWriter::collect(const IndexBatch& batch, Keys& keys) {
    auto sequence = as_integer(batch.place.sequence);
    for (const auto& facts : batch.facts) {
        const auto type = TRY(type_number(facts.type));
        keys.types.emplace_back(type, sequence);
        if (!facts.object_id.empty()) {
            keys.objects.push_back({.key = as_integer(object_key(facts.object_id)),
                                    .version = version_number(facts.version),
                                    .sequence = sequence});
        }
        for (const auto& reference : facts.references) {
            keys.references.emplace_back(as_integer(object_key(reference)), sequence);
        }
        TRY_VOID(insert_seen(batch, facts));
        ++sequence;
    }
    return {};
}

Result<void> IndexWriter::insert_seen(const IndexBatch& batch, const EntryFacts& facts) {
    for (const auto& head : facts.seen) {
        TRY_VOID(seen_.run(view(head.lane.value()), view(batch.writer.value()),
                           view(batch.lane.value()), as_integer(head.size.value())));
    }
    return {};
}

Result<void> IndexWriter::insert_keys(Keys& keys) {
    std::ranges::sort(keys.objects);
    for (const auto& [key, version, sequence] : keys.objects) {
        TRY_VOID(object_.run(key, version, sequence));
    }
    std::ranges::sort(keys.references);
    const auto repeated = std::ranges::unique(keys.references);  // two ids of one key
    keys.references.erase(repeated.begin(), repeated.end());
    for (const auto& [key, sequence] : keys.references) TRY_VOID(reference_.run(key, sequence));
    std::ranges::sort(keys.types);
    for (const auto& [type, sequence] : keys.types) TRY_VOID(by_type_.run(type, sequence));
    return {};
}

Result<void> IndexWriter::insert_leaves(const IndexBatch& batch, const NumberedLane& lane) {
    auto* const lane_edge = TRY(edge(lane));
    std::vector<Tile> full;
    for (const auto& leaf : batch.leaves) lane_edge->append(leaf, full);
    for (const auto& tile : full) TRY_VOID(write_tile(lane.number, tile));
    return {};
}

Result<void> IndexWriter::insert_edges() {
    // Once a transaction, not once a batch: a row at the edge is written over and over.
    for (const auto& [number, lane] : lanes_) {
        const auto& lane_edge = edges_.at(number);
        for (const auto& tile : lane_edge.partial()) TRY_VOID(write_tile(number, tile));
    }
    return {};
}

Result<TileEdge*> IndexWriter::edge(const NumberedLane& lane) {
    if (const auto at = edges_.find(lane.number); at != edges_.end()) return &at->second;
    const auto committed = numbers_->lane(lane.number);
    const auto size = committed ? committed->reached.size : TreeSize(0);
    const auto read = [&](unsigned level, std::uint64_t row) {
        return read_tile(tile_number(lane.number, level, row));
    };
    auto restored = TRY(TileEdge::restore(size, read));
    return &edges_.emplace(lane.number, std::move(restored)).first->second;
}

Result<std::optional<Bytes>> IndexWriter::read_tile(std::int64_t number) {
    auto rows = read_tile_.query(number);
    if (!TRY(rows.next())) return std::nullopt;
    return Bytes(rows.bytes(0));
}

Result<void> IndexWriter::write_tile(std::int64_t lane, const Tile& tile) {
    return tile_.run(tile_number(lane, tile.level, tile.number), ByteView(tile.hashes));
}

}  // namespace entente::store
