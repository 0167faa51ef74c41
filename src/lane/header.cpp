#include "lane/header.h"

#include <algorithm>

#include "base/limits.h"
#include "base/number.h"

namespace entente::lane {
namespace {

using std::string_view_literals::operator""sv;

// Keep leaves, nodes and bodies apart: RFC 6962 section 2.1, design 02-log section 3.4.
constexpr auto leaf_prefix = "\0"sv;
constexpr auto body_prefix = "entente/v1 body\n"sv;
static_assert(body_prefix.size() == 16);  // the body follows at a fixed offset, 48

constexpr int time_fraction_digits = 3;
constexpr auto everybody = "*"sv;

std::string_view to_text(BodyKind kind) {
    switch (kind) {
        case BodyKind::stix:
            return "stix";
        case BodyKind::operation:
            return "op";
    }
    return "stix";
}

/// Reads a header from front to back. A header has one text only, so that what may come next is
/// always known: no JSON parser, and no second reading of what was accepted.
class HeaderReader {
public:
    explicit HeaderReader(ByteView bytes) : bytes_(bytes), rest_(bytes) {}

    Result<Header> read();

private:
    /// Steps over `text` if it comes next.
    bool skip(std::string_view text) {
        if (!rest_.starts_with(text)) return false;
        rest_.remove_prefix(text.size());
        return true;
    }

    Result<void> expect(std::string_view text) {
        if (skip(text)) return {};
        return refuse("the canonical header has " + std::string(text) + " here");
    }

    /// What is before the next quote, and steps over both.
    Result<std::string_view> quoted();
    Result<BodyKind> kind();
    Result<std::uint32_t> length();
    Result<Instant> time();
    Result<std::optional<Origin>> origin();
    Result<std::vector<std::string>> relay();

    [[nodiscard]] std::unexpected<Error> refuse(std::string what) const {
        return fail(ErrorKind::invalid, std::move(what),
                    "header, byte " + std::to_string(bytes_.size() - rest_.size()));
    }

    ByteView bytes_;
    ByteView rest_;
};

Result<std::string_view> HeaderReader::quoted() {
    const auto end = rest_.find('"');
    if (end == ByteView::npos) return refuse("a text does not end");
    const auto text = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    return text;
}

Result<BodyKind> HeaderReader::kind() {
    const auto text = TRY(quoted());
    for (const auto kind : {BodyKind::stix, BodyKind::operation}) {
        if (text == to_text(kind)) return kind;
    }
    return refuse("an unknown kind of body");
}

Result<std::uint32_t> HeaderReader::length() {
    const auto end = std::min(rest_.find(','), rest_.size());
    const auto digits = rest_.substr(0, end);
    rest_.remove_prefix(end);
    return parse_integer<std::uint32_t>(digits, "header: len");
}

Result<Instant> HeaderReader::time() {
    const auto text = TRY(quoted());
    const auto timestamp = TRY(parse_timestamp(text));
    if (timestamp.fraction_digits != time_fraction_digits) {
        return refuse("a time here has exactly three decimals");
    }
    return timestamp.instant;
}

Result<std::optional<Origin>> HeaderReader::origin() {
    if (!skip(R"("orig":{"entry":")")) return std::nullopt;
    const auto entry_text = TRY(quoted());
    const auto entry = TRY(parse_id<EntryId>(entry_text));
    TRY_VOID(expect(R"(,"time":")"));
    const auto origin_time = TRY(time());
    TRY_VOID(expect("},"));
    return Origin{.entry = entry, .time = origin_time};
}

Result<std::vector<std::string>> HeaderReader::relay() {
    std::vector<std::string> parties;
    if (!skip(R"("relay":[)")) return parties;
    do {
        TRY_VOID(expect("\""));
        const auto party = TRY(quoted());
        if (party != everybody) (void)TRY(parse_id<PartyId>(party));
        if (!parties.empty() && (parties.front() == everybody || party <= parties.back())) {
            return refuse("relay is a sorted list of parties, or everybody alone");
        }
        parties.emplace_back(party);
    } while (skip(","));
    TRY_VOID(expect("],"));
    return parties;
}

Result<Header> HeaderReader::read() {
    TRY_VOID(expect(R"({"body":")"));
    const auto commitment_text = TRY(quoted());
    const auto commitment = TRY(digest_from_base64(commitment_text));
    TRY_VOID(expect(R"(,"kind":")"));
    const auto body_kind = TRY(kind());
    TRY_VOID(expect(R"(,"len":)"));
    const auto body_bytes = TRY(length());
    TRY_VOID(expect(","));
    const auto repeated = TRY(origin());
    auto relay_parties = TRY(relay());
    TRY_VOID(expect(R"("time":")"));
    const auto header_time = TRY(time());
    TRY_VOID(expect(R"(,"v":1,"writer":")"));
    const auto writer_text = TRY(quoted());
    const auto writer = TRY(parse_id<PartyId>(writer_text));
    TRY_VOID(expect("}"));
    if (!rest_.empty()) return refuse("there are bytes after the header");
    return Header{.commitment = commitment,
                  .kind = body_kind,
                  .body_bytes = body_bytes,
                  .origin = repeated,
                  .relay = std::move(relay_parties),
                  .time = header_time,
                  .writer = writer};
}

std::string origin_text(const Origin& origin) {
    return R"("orig":{"entry":")" + to_hex(origin.entry) + R"(","time":")" +
           to_milliseconds_text(origin.time) + R"("},)";
}

std::string relay_text(const std::vector<std::string>& parties) {
    std::string text;
    for (const auto& party : parties) {
        text += text.empty() ? R"("relay":[")" : R"(",")";
        text += party;
    }
    return text + R"("],)";
}

}  // namespace

Bytes encode_header(const Header& header) {
    auto text = R"({"body":")" + to_base64(view(header.commitment)) + R"(","kind":")";
    text += to_text(header.kind);
    text += R"(","len":)" + std::to_string(header.body_bytes) + ",";
    if (header.origin) text += origin_text(*header.origin);
    if (!header.relay.empty()) text += relay_text(header.relay);
    text += R"("time":")" + to_milliseconds_text(header.time);
    text += R"(","v":1,"writer":")" + to_hex(header.writer) + R"("})";
    return text;
}

Result<Header> decode_header(ByteView bytes) {
    if (bytes.size() > limits::header_bytes_max) {
        return fail(ErrorKind::invalid, "a header has at most 4,096 bytes", "header");
    }
    return HeaderReader(bytes).read();
}

Digest commit(const Salt& salt, ByteView body) {
    return crypto::sha256({body_prefix, view(salt), body});
}

EntryId entry_id(ByteView header) {
    return EntryId(crypto::sha256({leaf_prefix, header}));
}

}  // namespace entente::lane
