#include "store/embedded/stored_entry.h"

#include <algorithm>

namespace entente::store {
namespace {

// The widths of the record's integers, as in lane/entry.h.
constexpr std::size_t header_length_bytes = 2;
constexpr std::size_t state_bytes = 1;
constexpr std::size_t body_length_bytes = 4;
constexpr std::size_t salt_bytes = 32;

struct Start {
    ByteView header;
    char state;
};

Result<Start> read_start(ByteReader& reader) {
    const auto length = TRY(reader.integer(header_length_bytes));
    const auto header = TRY(reader.take(static_cast<std::size_t>(length)));
    const auto state = TRY(reader.integer(state_bytes));
    return Start{.header = header, .state = static_cast<char>(state)};
}

Result<void> skip_zeros(ByteReader& reader) {
    const auto length = TRY(reader.integer(body_length_bytes));
    const auto zeros = TRY(reader.take(salt_bytes + static_cast<std::size_t>(length)));
    if (zeros.find_first_not_of('\0') == ByteView::npos) return {};
    return fail(ErrorKind::invalid, "something stands where a body was erased", reader.place());
}

}  // namespace

Result<lane::EntryView> read_stored_entry(ByteReader& reader) {
    auto ahead = reader;
    const auto start = TRY(read_start(ahead));
    if (start.state != erased_in_place) return lane::read_entry(reader);
    TRY_VOID(skip_zeros(ahead));
    reader = ahead;
    return lane::EntryView{
        .header = start.header, .state = lane::BodyState::erased, .salt = {}, .body = {}};
}

Result<Bytes> as_sent(Bytes records, std::uint32_t count) {
    ByteReader reader(records, "record");
    Bytes sent;
    bool differs = false;
    for (std::uint32_t i = 0; i < count; ++i) {
        const auto start = reader.offset();
        const auto entry = TRY(read_stored_entry(reader));
        const bool is_erased = entry.state == lane::BodyState::erased;
        if (is_erased && !differs) sent = records.substr(0, start);
        differs = differs || is_erased;
        if (differs) lane::append_entry(sent, entry);
    }
    TRY_VOID(reader.finish());
    return differs ? sent : records;
}

Result<BodyPlace> body_place(ByteView record) {
    ByteReader reader(record, "record");
    (void)TRY(read_start(reader));
    const auto state = reader.offset() - state_bytes;
    const auto content = state + state_bytes + body_length_bytes;
    return BodyPlace{.state = state, .content = std::min(content, record.size())};
}

}  // namespace entente::store
