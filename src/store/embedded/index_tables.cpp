#include "store/embedded/index_tables.h"

#include <cstring>

namespace entente::store {
namespace {

constexpr std::int64_t tables_version = 2;

// sequence   an entry's number in the order of the index: see index.h
// version    version_number: microseconds
// key        object_key: 8 bytes of XXH3
// Keys stand in the primary key and nothing stands beside them: each index is one tree, and covers.
constexpr auto schema = R"sql(
CREATE TABLE lane(number INTEGER PRIMARY KEY, id BLOB NOT NULL, channel BLOB NOT NULL,
                  writer BLOB NOT NULL, size INTEGER NOT NULL, frame_end INTEGER NOT NULL,
                  last_frame INTEGER NOT NULL);
CREATE TABLE frame(sequence INTEGER PRIMARY KEY, lane INTEGER NOT NULL, first INTEGER NOT NULL,
                   count INTEGER NOT NULL, offset INTEGER NOT NULL, lengths BLOB NOT NULL);
CREATE UNIQUE INDEX frame_by_lane ON frame(lane, first);
CREATE TABLE type(number INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE by_type(type INTEGER, sequence INTEGER, PRIMARY KEY(type, sequence)) WITHOUT ROWID;
CREATE TABLE object(key INTEGER, version INTEGER, sequence INTEGER,
                    PRIMARY KEY(key, version, sequence)) WITHOUT ROWID;
CREATE TABLE reference(key INTEGER, sequence INTEGER, PRIMARY KEY(key, sequence)) WITHOUT ROWID;
CREATE TABLE seen(lane BLOB, party BLOB, named_in BLOB, size INTEGER NOT NULL,
                  PRIMARY KEY(lane, party, named_in)) WITHOUT ROWID;
CREATE TABLE receipt(lane INTEGER, party BLOB, size INTEGER NOT NULL, time INTEGER NOT NULL,
                     line TEXT NOT NULL, PRIMARY KEY(lane, party)) WITHOUT ROWID;
CREATE TABLE tile(number INTEGER PRIMARY KEY, hashes BLOB NOT NULL);
)sql";

// tile_number: 24 bits of lane, 3 of level, 36 of row; 2^36 rows of 256 are 2^44 entries.
constexpr unsigned tile_row_bits = 36;
constexpr unsigned tile_level_bits = 3;

template <class Id>
Result<Id> id_from(ByteView blob) {
    ByteReader reader(blob, "index, id");
    return Id(TRY(reader.digest()));
}

}  // namespace

Result<void> prepare_tables(Database& database) {
    const auto version = TRY(database.integer("PRAGMA user_version"));
    if (version == tables_version) return {};
    const auto tables = TRY(database.integer("SELECT count(*) FROM sqlite_schema"));
    if (version != 0 || tables != 0) {
        return fail(ErrorKind::corrupt, "an index of another version", "index",
                    "drop it; it is made again from the record");
    }
    auto transaction = TRY(Transaction::begin(database, Database::Mode::write));
    TRY_VOID(database.run(schema));
    const auto stamp = "PRAGMA user_version = " + std::to_string(tables_version);
    TRY_VOID(database.run(stamp.c_str()));
    return transaction.commit();
}

std::int64_t tile_number(std::int64_t lane, unsigned level, std::uint64_t number) {
    const auto row = (static_cast<std::uint64_t>(lane) << tile_level_bits) | level;
    return static_cast<std::int64_t>((row << tile_row_bits) | number);
}

Bytes encode_lengths(const std::vector<std::uint32_t>& lengths) {
    Bytes blob;
    blob.reserve(lengths.size() * 4);
    for (const auto length : lengths) append_integer<4>(blob, length);
    return blob;
}

Result<std::vector<std::uint32_t>> decode_lengths(ByteView blob) {
    std::vector<std::uint32_t> lengths;
    lengths.reserve(blob.size() / 4);
    ByteReader reader(blob, "index, lengths");
    while (reader.left() > 0) {
        const auto length = TRY(reader.integer(4));
        lengths.push_back(static_cast<std::uint32_t>(length));
    }
    return lengths;
}

Result<void> Numbers::load(Database& database) {
    Known known;
    auto lanes =
        TRY(database.prepare("SELECT number, id, channel, writer, size, frame_end, last_frame FROM "
                             "lane ORDER BY number"));
    auto lane_rows = lanes.query();
    while (TRY(lane_rows.next())) {
        const auto id = TRY(id_from<LaneId>(lane_rows.bytes(1)));
        const auto channel = TRY(id_from<ChannelId>(lane_rows.bytes(2)));
        const auto writer = TRY(id_from<PartyId>(lane_rows.bytes(3)));
        const auto size = static_cast<std::uint64_t>(lane_rows.integer(4));
        const auto end = static_cast<std::uint64_t>(lane_rows.integer(5));
        const auto last = static_cast<std::uint64_t>(lane_rows.integer(6));
        known.numbers.emplace(id, lane_rows.integer(0));
        known.lanes.push_back(
            {.number = lane_rows.integer(0),
             .channel = channel,
             .writer = writer,
             .reached = {
                 .lane = id, .size = TreeSize(size), .frame_end = end, .last_frame = last}});
    }
    auto types = TRY(database.prepare("SELECT number, name FROM type"));
    auto type_rows = types.query();
    while (TRY(type_rows.next())) {
        known.types.emplace(Bytes(type_rows.bytes(1)), type_rows.integer(0));
    }
    known_.with([&](Known& ours) { ours = std::move(known); });
    return {};
}

std::optional<NumberedLane> Numbers::lane(const LaneId& lane) const {
    return known_.with([&](const Known& known) -> std::optional<NumberedLane> {
        const auto at = known.numbers.find(lane);
        if (at == known.numbers.end()) return std::nullopt;
        return known.lanes.at(static_cast<std::size_t>(at->second - 1));
    });
}

std::optional<NumberedLane> Numbers::lane(std::int64_t number) const {
    return known_.with([&](const Known& known) -> std::optional<NumberedLane> {
        const auto at = static_cast<std::size_t>(number - 1);
        if (number < 1 || at >= known.lanes.size()) return std::nullopt;
        return known.lanes[at];
    });
}

std::vector<IndexedLane> Numbers::reached() const {
    return known_.with([](const Known& known) {
        std::vector<IndexedLane> reached;
        for (const auto& lane : known.lanes) reached.push_back(lane.reached);
        return reached;
    });
}

void Numbers::put_lane(const NumberedLane& lane) {
    known_.with([&](Known& known) {
        const auto at = static_cast<std::size_t>(lane.number - 1);
        if (at == known.lanes.size()) {
            known.lanes.push_back(lane);
            known.numbers.emplace(lane.reached.lane, lane.number);
        } else {
            known.lanes.at(at) = lane;
        }
    });
}

std::int64_t Numbers::next_lane() const {
    return known_.with(
        [](const Known& known) { return static_cast<std::int64_t>(known.lanes.size()) + 1; });
}

std::optional<std::int64_t> Numbers::type(const std::string& name) const {
    return known_.with([&](const Known& known) -> std::optional<std::int64_t> {
        const auto at = known.types.find(name);
        if (at == known.types.end()) return std::nullopt;
        return at->second;
    });
}

void Numbers::put_type(const std::string& name, std::int64_t number) {
    known_.with([&](Known& known) { known.types.emplace(name, number); });
}

std::int64_t Numbers::next_type() const {
    return known_.with(
        [](const Known& known) { return static_cast<std::int64_t>(known.types.size()) + 1; });
}

}  // namespace entente::store
