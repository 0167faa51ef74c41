#include "lane/entry.h"

#include <cstring>

#include "base/check.h"
#include "base/limits.h"
#include "json/canonical.h"

namespace entente::lane {
namespace {

// The widths of the record's integers.
constexpr std::size_t header_length_bytes = 2;
constexpr std::size_t state_bytes = 1;
constexpr std::size_t body_length_bytes = 4;

std::unexpected<Error> refuse(const char* what, const ByteReader& reader, const char* remedy = "") {
    return fail(ErrorKind::invalid, what, reader.place(), remedy);
}

Result<BodyState> read_state(ByteReader& reader) {
    const auto state = TRY(reader.integer(state_bytes));
    if (state == static_cast<unsigned char>(BodyState::inline_body)) return BodyState::inline_body;
    if (state == static_cast<unsigned char>(BodyState::erased)) return BodyState::erased;
    if (state != static_cast<unsigned char>(BodyState::external_body)) {
        return refuse("an unknown state of a body", reader);
    }
    return refuse("the body is not with its entry", reader,
                  "bodies above 64 KiB travel inline in this version");
}

Result<std::size_t> read_length(ByteReader& reader, std::size_t width, std::size_t length_max) {
    const auto length = TRY(reader.integer(width));
    if (length > length_max) return refuse("a header or body above its limit", reader);
    return static_cast<std::size_t>(length);
}

std::unexpected<Error> does_not_open(const char* what) {
    return fail(ErrorKind::corrupt, what, "body", "get the entry from another member of the lane");
}

}  // namespace

void append_entry(Bytes& out, const EntryView& entry) {
    check(entry.state != BodyState::external_body, "no reader of entries gives one");
    append_integer<header_length_bytes>(out, entry.header.size());
    out += entry.header;
    append_integer<state_bytes>(out, static_cast<unsigned char>(entry.state));
    if (entry.state == BodyState::erased) return;
    append_integer<body_length_bytes>(out, entry.body.size());
    out += view(entry.salt);
    out += entry.body;
}

Result<EntryView> read_entry(ByteReader& reader) {
    const auto header_length =
        TRY(read_length(reader, header_length_bytes, limits::header_bytes_max));
    const auto header = TRY(reader.take(header_length));
    const auto state = TRY(read_state(reader));
    if (state == BodyState::erased) {
        return EntryView{.header = header, .state = state, .salt = {}, .body = {}};
    }
    const auto body_length = TRY(read_length(reader, body_length_bytes, limits::body_bytes_max));
    const auto salt = TRY(reader.digest());
    const auto body = TRY(reader.take(body_length));
    return EntryView{.header = header, .state = state, .salt = salt, .body = body};
}

Result<Header> open_entry(const EntryView& entry) {
    auto header = TRY(decode_header(entry.header));
    if (entry.state != BodyState::inline_body) return header;  // there is nothing to open
    if (entry.body.size() != header.body_bytes) return does_not_open("not as long as promised");
    if (commit(entry.salt, entry.body) != header.commitment) {
        return does_not_open("not the body that the header commits to");
    }
    return header;
}

Result<Header> check_entry(const EntryView& entry) {
    auto header = TRY(open_entry(entry));
    if (entry.state == BodyState::inline_body) TRY_VOID(json::check_canonical(entry.body));
    return header;
}

}  // namespace entente::lane
