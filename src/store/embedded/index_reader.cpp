#include "store/embedded/index_reader.h"

#include <algorithm>

namespace entente::store {
namespace {

// What one reader keeps of the file in memory; the kernel keeps the rest.
constexpr auto pragmas = "PRAGMA cache_size=-4096; PRAGMA query_only=ON;";

std::uint64_t as_unsigned(std::int64_t value) {
    return static_cast<std::uint64_t>(value);
}

std::int64_t as_integer(std::uint64_t value) {
    return static_cast<std::int64_t>(value);
}

std::unexpected<Error> inconsistent(const char* what) {
    return fail(ErrorKind::corrupt, what, "index", "rebuild the index: entente rebuild");
}

/// Adds a position, or ends the page at it if it is full. Whether there is room for more.
bool add_to_page(Page& page, const Position& position, std::uint64_t sequence,
                 std::uint32_t count_max) {
    if (page.positions.size() == count_max) {
        page.next = sequence;
        return false;
    }
    page.positions.push_back(position);
    return true;
}

}  // namespace

Result<IndexReader> IndexReader::open(const std::string& path, const Numbers& numbers) {
    auto database = TRY(Database::open(path, Database::Mode::read));
    TRY_VOID(database.run(pragmas));
    IndexReader reader(std::move(database), numbers);
    TRY_VOID(reader.prepare());
    return reader;
}

Result<void> IndexReader::prepare() {
    const auto prepare_one = [&](Statement& statement, std::string_view sql) -> Result<void> {
        statement = TRY(database_.prepare(sql));
        return {};
    };
    TRY_VOID(prepare_one(frame_,
                         "SELECT first, sequence, offset, count, lengths FROM frame"
                         " WHERE lane=? AND first<=? ORDER BY first DESC LIMIT 1"));
    TRY_VOID(prepare_one(run_,
                         "SELECT sequence, count, first, lane FROM frame"
                         " WHERE sequence<=? ORDER BY sequence DESC LIMIT 1"));
    TRY_VOID(prepare_one(runs_,
                         "SELECT sequence, count, first, lane FROM frame WHERE sequence>="
                         "(SELECT coalesce(max(sequence), 0) FROM frame WHERE sequence<=?)"
                         " ORDER BY sequence"));
    TRY_VOID(
        prepare_one(last_run_, "SELECT sequence, count FROM frame ORDER BY sequence DESC LIMIT 1"));
    TRY_VOID(prepare_one(tile_, "SELECT hashes FROM tile WHERE number=?"));
    TRY_VOID(prepare_one(receipts_, "SELECT party, size, time, line FROM receipt WHERE lane=?"));
    TRY_VOID(prepare_one(objects_, "SELECT sequence FROM object WHERE key=? ORDER BY sequence"));
    TRY_VOID(prepare_one(
        version_, "SELECT sequence FROM object WHERE key=? AND version=? ORDER BY sequence"));
    TRY_VOID(
        prepare_one(referring_, "SELECT sequence FROM reference WHERE key=? ORDER BY sequence"));
    TRY_VOID(prepare_one(by_type_,
                         "SELECT sequence FROM by_type WHERE type=? AND sequence>=?"
                         " ORDER BY sequence"));
    TRY_VOID(
        prepare_one(named_in_, "SELECT size FROM seen WHERE lane=? AND party=? AND named_in=?"));
    return prepare_one(seen_, "SELECT coalesce(max(size), 0) FROM seen WHERE lane=? AND party=?");
}

Result<std::optional<FramePlace>> IndexReader::frame(const LaneId& lane, EntryIndex index) {
    const auto numbered = numbers_->lane(lane);
    if (!numbered) return std::nullopt;
    auto rows = frame_.query(numbered->number, as_integer(index.value()));
    if (!TRY(rows.next())) return std::nullopt;
    const auto first = as_unsigned(rows.integer(0));
    if (index.value() - first >= as_unsigned(rows.integer(3))) return std::nullopt;
    auto lengths = TRY(decode_lengths(rows.bytes(4)));
    if (lengths.size() != as_unsigned(rows.integer(3))) {
        return inconsistent("a frame has not as many lengths as entries");
    }
    return FramePlace{.first = EntryIndex(first),
                      .sequence = as_unsigned(rows.integer(1)),
                      .offset = as_unsigned(rows.integer(2)),
                      .record_bytes = std::move(lengths)};
}

Result<std::optional<Bytes>> IndexReader::tile(const LaneId& lane, unsigned level,
                                               std::uint64_t number) {
    const auto numbered = numbers_->lane(lane);
    if (!numbered) return std::nullopt;
    auto rows = tile_.query(tile_number(numbered->number, level, number));
    if (!TRY(rows.next())) return std::nullopt;
    return Bytes(rows.bytes(0));
}

Result<std::vector<KnownReceipt>> IndexReader::receipts(const LaneId& lane) {
    std::vector<KnownReceipt> receipts;
    const auto numbered = numbers_->lane(lane);
    if (!numbered) return receipts;
    auto rows = receipts_.query(numbered->number);
    while (TRY(rows.next())) {
        ByteReader party(rows.bytes(0), "index, party");
        const auto id = TRY(party.digest());
        auto line = TRY(lane::decode_signature_line(rows.bytes(3)));
        receipts.push_back({.size = TreeSize(as_unsigned(rows.integer(1))),
                            .receipt = {.party = PartyId(id),
                                        .time_s = as_unsigned(rows.integer(2)),
                                        .line = std::move(line)}});
    }
    return receipts;
}

Result<IndexReader::Run> IndexReader::run_from(const Rows& rows) const {
    auto lane = numbers_->lane(rows.integer(3));
    if (!lane) return inconsistent("a frame is of no lane");
    return Run{.sequence = as_unsigned(rows.integer(0)),
               .count = as_unsigned(rows.integer(1)),
               .first = as_unsigned(rows.integer(2)),
               .lane = *std::move(lane)};
}

Result<void> IndexReader::seek(std::optional<Run>& run, std::uint64_t sequence) {
    if (run && run->holds(sequence)) return {};
    auto rows = run_.query(as_integer(sequence));
    if (TRY(rows.next())) run = TRY(run_from(rows));
    if (run && run->holds(sequence)) return {};
    return inconsistent("an entry is in no frame");
}

Result<std::vector<Position>> IndexReader::positions(Rows rows) {
    std::vector<Position> positions;
    std::optional<Run> run;
    while (TRY(rows.next())) {
        const auto sequence = as_unsigned(rows.integer(0));
        TRY_VOID(seek(run, sequence));
        positions.push_back(run->position(sequence));
    }
    return positions;
}

Result<std::vector<Position>> IndexReader::objects(std::uint64_t key) {
    return positions(objects_.query(as_integer(key)));
}

Result<std::vector<Position>> IndexReader::referring(std::uint64_t key) {
    return positions(referring_.query(as_integer(key)));
}

Result<std::vector<std::pair<std::size_t, Position>>> IndexReader::versions(
    std::span<const VersionKey> sorted) {
    // One for all: each query by itself would take and leave the file's locks.
    auto transaction = TRY(Transaction::begin(database_, Database::Mode::read));
    std::vector<std::pair<std::size_t, Position>> found;
    std::optional<Run> run;
    for (const auto& wanted : sorted) {
        auto rows = version_.query(as_integer(wanted.object), wanted.version);
        while (TRY(rows.next())) {
            const auto sequence = as_unsigned(rows.integer(0));
            TRY_VOID(seek(run, sequence));
            found.emplace_back(wanted.question, run->position(sequence));
        }
    }
    TRY_VOID(transaction.commit());
    return found;
}

Result<Page> IndexReader::page(const PageQuery& query) {
    // Beyond what SQLite can count is beyond every entry.
    if (query.cursor > as_unsigned(std::numeric_limits<std::int64_t>::max())) return Page{};
    return query.type.empty() ? page_of_all(query) : page_of_type(query);
}

Result<Page> IndexReader::page_of_type(const PageQuery& query) {
    Page page;
    const auto type = numbers_->type(query.type);
    if (!type) return page;
    std::optional<Run> run;
    auto rows = by_type_.query(*type, as_integer(query.cursor));
    while (TRY(rows.next())) {
        const auto sequence = as_unsigned(rows.integer(0));
        TRY_VOID(seek(run, sequence));
        if (query.channel && run->lane.channel != *query.channel) continue;
        if (!add_to_page(page, run->position(sequence), sequence, query.count_max)) return page;
    }
    return page;
}

Result<Page> IndexReader::page_of_all(const PageQuery& query) {
    Page page;
    auto rows = runs_.query(as_integer(query.cursor));
    while (TRY(rows.next())) {
        const auto run = TRY(run_from(rows));
        if (query.channel && run.lane.channel != *query.channel) continue;
        const auto start = std::max(query.cursor, run.sequence);
        for (auto sequence = start; run.holds(sequence); ++sequence) {
            if (!add_to_page(page, run.position(sequence), sequence, query.count_max)) return page;
        }
    }
    return page;
}

Result<TreeSize> IndexReader::seen(const LaneId& lane, const PartyId& party) {
    auto rows = seen_.query(view(lane.value()), view(party.value()));
    if (!TRY(rows.next())) return TreeSize(0);
    return TreeSize(as_unsigned(rows.integer(0)));
}

Result<TreeSize> IndexReader::named_in(const LaneId& lane, const PartyId& party,
                                       const LaneId& speaker) {
    auto rows = named_in_.query(view(lane.value()), view(party.value()), view(speaker.value()));
    if (!TRY(rows.next())) return TreeSize(0);
    return TreeSize(as_unsigned(rows.integer(0)));
}

Result<std::uint64_t> IndexReader::next_sequence() {
    auto rows = last_run_.query();
    if (!TRY(rows.next())) return 0;
    return as_unsigned(rows.integer(0)) + as_unsigned(rows.integer(1));
}

}  // namespace entente::store
