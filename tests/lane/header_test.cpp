#include "lane/header.h"

#include "base/encoding.h"
#include "base/limits.h"
#include "json/canonical.h"
#include "tests/lane/writer.h"
#include "tests/support/precompiled.h"

namespace entente::lane {
namespace {

Digest any_digest() {
    Digest digest{};
    for (auto& byte : digest) byte = static_cast<std::byte>(*rc::gen::arbitrary<unsigned char>());
    return digest;
}

Instant any_time() {
    // 1900 to 2100.
    return Instant(*rc::gen::inRange<std::int64_t>(-2'208'988'800'000, 4'102'444'800'000) * 1'000);
}

std::vector<std::string> any_relay() {
    const auto count = *rc::gen::inRange(0, 4);
    if (count == 1) return {"*"};
    std::vector<std::string> parties;
    parties.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) parties.push_back(entente::to_hex(view(any_digest())));
    std::ranges::sort(parties);
    const auto doubled = std::ranges::unique(parties);
    parties.erase(doubled.begin(), doubled.end());
    return parties;
}

Header any_header() {
    Header header = {.commitment = any_digest(),
                     .kind = *rc::gen::element(BodyKind::stix, BodyKind::operation),
                     .body_bytes = *rc::gen::arbitrary<std::uint32_t>(),
                     .origin = {},
                     .relay = any_relay(),
                     .time = any_time(),
                     .writer = PartyId(any_digest())};
    if (*rc::gen::arbitrary<bool>()) {
        header.origin = Origin{.entry = EntryId(any_digest()), .time = any_time()};
    }
    return header;
}

// The example of design 02-log section 3.4, its writer written out.
const std::string example =
    R"({"body":"a2uPOGlhdW8pcOk8rEd/yg4e69tY+82FZLTtlVWCfTo=","kind":"stix","len":280,)"
    R"("time":"2025-11-23T00:00:00.100Z","v":1,"writer":")" +
    std::string(64, 'd') + R"("})";

/// The example with `from` replaced.
std::string with(const std::string& from, const std::string& to) {
    auto text = example;
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

TEST(Header, ReadsTheExampleOfTheDesign) {
    EXPECT_EQ(example.size(), 195U);
    const auto header = decode_header(example).value();
    EXPECT_EQ(header.kind, BodyKind::stix);
    EXPECT_EQ(header.body_bytes, 280U);
    EXPECT_FALSE(header.origin.has_value());
    EXPECT_TRUE(header.relay.empty());
    EXPECT_EQ(to_milliseconds_text(header.time), "2025-11-23T00:00:00.100Z");
    EXPECT_EQ(to_hex(header.writer), std::string(64, 'd'));
    EXPECT_EQ(encode_header(header), example);
}

RC_GTEST_PROP(Header, ReadsBackAsWritten, ()) {
    const auto header = any_header();
    RC_ASSERT(decode_header(encode_header(header)).value() == header);
}

RC_GTEST_PROP(Header, IsCanonicalJson, ()) {
    RC_ASSERT(json::check_canonical(encode_header(any_header())).has_value());
}

RC_GTEST_PROP(Header, AcceptsNoBytesThatItWouldNotWrite, ()) {
    auto bytes = encode_header(any_header());
    const auto bit = *rc::gen::inRange<std::size_t>(0, bytes.size() * 8);
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
    const auto header = decode_header(bytes);
    if (header) RC_ASSERT(encode_header(header.value()) == bytes);
}

RC_GTEST_PROP(Header, IsRefusedWhenCutShort, ()) {
    const auto bytes = encode_header(any_header());
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        RC_ASSERT(!decode_header(ByteView(bytes).substr(0, size)).has_value());
    }
    RC_ASSERT(!decode_header(bytes + " ").has_value());
}

TEST(Header, IsRefusedUnlessCanonical) {
    EXPECT_FALSE(decode_header(with(",\"kind\"", ", \"kind\"")).has_value());
    EXPECT_FALSE(decode_header(with("stix", "st\\u0069x")).has_value());
    EXPECT_FALSE(decode_header(with("280", "2.8e2")).has_value());
    EXPECT_FALSE(decode_header(with("280", "0280")).has_value());
    EXPECT_FALSE(decode_header(with("280", "-1")).has_value());
    EXPECT_FALSE(decode_header(with("280", "4294967296")).has_value());
    EXPECT_FALSE(decode_header(with("lVWCfTo=", "lVWCfTp=")).has_value()) << "not canonical";
}

TEST(Header, IsRefusedWithKeysThatItDoesNotKnow) {
    EXPECT_FALSE(decode_header(with("\"v\":1", "\"u\":1,\"v\":1")).has_value());
    EXPECT_FALSE(decode_header(with("\"v\":1", "\"v\":2")).has_value());
    EXPECT_FALSE(decode_header(with("\"len\":280,", "")).has_value());
    EXPECT_FALSE(decode_header(with("\"stix\"", "\"other\"")).has_value());
}

// Exactly three decimals: one instant has one text.
TEST(Header, IsRefusedForOtherPrecisionsOfTime) {
    EXPECT_FALSE(decode_header(with("00.100Z", "00.1Z")).has_value());
    EXPECT_FALSE(decode_header(with("00.100Z", "00.100000Z")).has_value());
    EXPECT_FALSE(decode_header(with("00.100Z", "00Z")).has_value());
    EXPECT_FALSE(decode_header(with("11-23", "11-31")).has_value());
}

TEST(Header, IsRefusedForARelayListThatIsNotSorted) {
    const auto relay = [](const std::string& list) {
        return decode_header(with("\"time\"", "\"relay\":" + list + ",\"time\"")).has_value();
    };
    const auto a = '"' + std::string(64, 'a') + '"';
    const auto b = '"' + std::string(64, 'b') + '"';
    EXPECT_TRUE(relay("[" + a + "," + b + "]"));
    EXPECT_TRUE(relay("[\"*\"]"));
    EXPECT_FALSE(relay("[" + b + "," + a + "]"));
    EXPECT_FALSE(relay("[" + a + "," + a + "]"));
    EXPECT_FALSE(relay("[\"*\"," + a + "]"));
    EXPECT_FALSE(relay("[]"));
    EXPECT_FALSE(relay("[\"everybody\"]"));
}

TEST(Header, IsRefusedAboveItsLimit) {
    auto header = decode_header(example).value();
    for (int i = 0; i < 64; ++i) {
        header.relay.push_back(to_hex(test::party(std::to_string(i))));
    }
    std::ranges::sort(header.relay);
    ASSERT_GT(encode_header(header).size(), limits::header_bytes_max);
    EXPECT_EQ(decode_header(encode_header(header)).error().kind, ErrorKind::invalid);
}

RC_GTEST_PROP(Header, IsTotal, (std::string bytes)) {
    RC_ASSERT(!decode_header(bytes).has_value());
}

// Design 02-log section 3.4, and RFC 6962 section 2.1: written out.
TEST(Commitment, IsTheHashOfTagSaltAndBody) {
    const Salt salt = crypto::sha256({"salt"});
    EXPECT_EQ(commit(salt, "{}"),
              crypto::sha256({"entente/v1 body\n" + std::string(view(salt)) + "{}"}));
    EXPECT_EQ(entry_id(example).value(), crypto::sha256({std::string(1, '\0') + example}));
}

}  // namespace
}  // namespace entente::lane
