#include "lane/entry.h"

#include "base/limits.h"
#include "tests/lane/writer.h"
#include "tests/support/precompiled.h"

namespace entente::lane {
namespace {

const Salt salt = crypto::sha256({"salt"});

Header header_for(const Bytes& body) {
    return {.commitment = commit(salt, body),
            .kind = BodyKind::stix,
            .body_bytes = static_cast<std::uint32_t>(body.size()),
            .origin = {},
            .relay = {},
            .time = Instant(0),
            .writer = test::party("writer")};
}

Bytes record(const EntryView& entry) {
    Bytes bytes;
    append_entry(bytes, entry);
    return bytes;
}

Result<EntryView> read(ByteView bytes) {
    ByteReader reader(bytes, "entry");
    const auto entry = TRY(read_entry(reader));
    TRY_VOID(reader.finish());
    return entry;
}

Bytes inline_record(const Bytes& body) {
    const auto header = encode_header(header_for(body));
    return record({.header = header, .state = BodyState::inline_body, .salt = salt, .body = body});
}

RC_GTEST_PROP(Entry, ReadsBackAsWritten, (std::string header, std::string body)) {
    const auto bytes =
        record({.header = header, .state = BodyState::inline_body, .salt = salt, .body = body});
    const auto entry = read(bytes).value();
    RC_ASSERT(entry.header == header);
    RC_ASSERT(entry.body == body);
    RC_ASSERT(entry.salt == salt);
    RC_ASSERT(record(entry) == bytes);
}

RC_GTEST_PROP(Entry, AcceptsNoBytesThatItWouldNotWrite, (std::string bytes)) {
    if (const auto entry = read(bytes)) RC_ASSERT(record(entry.value()) == bytes);
}

TEST(Entry, IsRefusedWhenCutShort) {
    const auto bytes = inline_record("{}");
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        EXPECT_EQ(read(ByteView(bytes).substr(0, size)).error().kind, ErrorKind::invalid) << size;
    }
}

// Design 02-log section 3.10: u16 header_len, header, u8 state, u32 body_len, salt, body.
TEST(Entry, HasTheBytesOfTheDesign) {
    EXPECT_EQ(record({.header = "H", .state = BodyState::inline_body, .salt = salt, .body = "{}"}),
              std::string("\0\1H\0\0\0\0\2", 8) + std::string(view(salt)) + "{}");
    EXPECT_EQ(record({.header = "H", .state = BodyState::erased, .salt = {}, .body = {}}),
              std::string("\0\1H\2", 4));
}

TEST(Entry, IsRefusedWithAStateThatIsNone) {
    EXPECT_EQ(read(std::string("\0\1H\3", 4)).error().what, "an unknown state of a body");
}

TEST(Entry, IsRefusedIfItsBodyIsElsewhere) {
    const auto bytes = std::string("\0\1H\1\0\0\0\2", 8) + std::string(view(salt));
    const auto error = read(bytes).error();
    EXPECT_EQ(error.kind, ErrorKind::invalid);
    EXPECT_EQ(error.remedy, "bodies above 64 KiB travel inline in this version");
}

TEST(Entry, IsRefusedAboveItsLimitsBeforeItIsRead) {
    Bytes long_header;
    append_integer<2>(long_header, limits::header_bytes_max + 1);
    EXPECT_EQ(read(long_header).error().what, "a header or body above its limit");
    auto long_body = std::string("\0\1H\0", 4);
    append_integer<4>(long_body, limits::body_bytes_max + 1);
    EXPECT_EQ(read(long_body).error().what, "a header or body above its limit");
}

TEST(CheckedEntry, GivesTheHeader) {
    const auto bytes = inline_record("{}");
    EXPECT_EQ(check_entry(read(bytes).value()).value(), header_for("{}"));
}

TEST(CheckedEntry, IsRefusedAfterAnyFlippedBitOfSaltOrBody) {
    const auto bytes = inline_record(R"({"a":1})");
    const auto entry = read(bytes).value();
    const auto first = bytes.size() - entry.body.size() - salt.size();
    for (std::size_t bit = first * 8; bit < bytes.size() * 8; ++bit) {
        auto changed = bytes;
        changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
        EXPECT_EQ(check_entry(read(changed).value()).error().kind, ErrorKind::corrupt) << bit;
    }
}

TEST(CheckedEntry, IsRefusedIfTheBodyIsNotAsLongAsTheHeaderSays) {
    auto header = header_for("{}");
    header.body_bytes = 3;
    const auto encoded = encode_header(header);
    const auto bytes =
        record({.header = encoded, .state = BodyState::inline_body, .salt = salt, .body = "{}"});
    EXPECT_EQ(check_entry(read(bytes).value()).error().kind, ErrorKind::corrupt);
}

// Design 02-log section 3.2.
TEST(CheckedEntry, IsRefusedIfTheBodyIsNotCanonical) {
    for (const auto* body :
         {"", "{ }", "{\"b\":1,\"a\":1}", "[1.0]", "{\"a\":1,\"a\":1}", "\xff"}) {
        const auto bytes = inline_record(body);
        EXPECT_EQ(check_entry(read(bytes).value()).error().kind, ErrorKind::invalid) << body;
    }
}

TEST(CheckedEntry, HasItsHeaderAloneAfterErasure) {
    const auto header = encode_header(header_for("{}"));
    const auto bytes =
        record({.header = header, .state = BodyState::erased, .salt = {}, .body = {}});
    EXPECT_EQ(check_entry(read(bytes).value()).value(), header_for("{}"));
}

TEST(CheckedEntry, IsRefusedIfTheHeaderIsNone) {
    const auto bytes = record({.header = "{}", .state = BodyState::erased, .salt = {}, .body = {}});
    EXPECT_EQ(check_entry(read(bytes).value()).error().kind, ErrorKind::invalid);
}

}  // namespace
}  // namespace entente::lane
