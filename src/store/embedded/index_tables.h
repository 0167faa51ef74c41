#pragma once
// The tables of the SQLite index, and the numbers that stand in them for lanes and types.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "host/guarded.h"
#include "store/embedded/index.h"
#include "store/embedded/sqlite.h"

namespace entente::store {

/// Makes the tables in an empty database, or finds them there.
///
/// errors  corrupt: tables of another version
Result<void> prepare_tables(Database& database);

/// The number of a row of hashes: an integer key makes it one tree instead of two.
std::int64_t tile_number(std::int64_t lane, unsigned level, std::uint64_t number);

/// A FramePlace's record_bytes as a blob.
Bytes encode_lengths(const std::vector<std::uint32_t>& lengths);

/// errors  corrupt: not of that form
Result<std::vector<std::uint32_t>> decode_lengths(ByteView blob);

/// A lane as the tables know it.
struct NumberedLane {
    std::int64_t number;
    ChannelId channel;
    PartyId writer;
    IndexedLane reached;
};

/// Which numbers stand for what. Read by all connections, added to by the one that writes.
class Numbers {
public:
    /// Loads what the tables have.
    Result<void> load(Database& database);

    [[nodiscard]] std::optional<NumberedLane> lane(const LaneId& lane) const;
    [[nodiscard]] std::optional<NumberedLane> lane(std::int64_t number) const;
    [[nodiscard]] std::vector<IndexedLane> reached() const;
    void put_lane(const NumberedLane& lane);
    [[nodiscard]] std::int64_t next_lane() const;

    [[nodiscard]] std::optional<std::int64_t> type(const std::string& name) const;
    void put_type(const std::string& name, std::int64_t number);
    [[nodiscard]] std::int64_t next_type() const;

private:
    struct Known {
        std::vector<NumberedLane> lanes;  ///< lanes[i].number == i + 1
        std::map<LaneId, std::int64_t> numbers;
        std::map<std::string, std::int64_t> types;
    };

    host::Guarded<Known> known_;
};

}  // namespace entente::store
