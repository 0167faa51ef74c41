#include "channel/charter.h"

#include <algorithm>

#include "base/limits.h"
#include "tests/channel/fixed.h"
#include "tests/channel/outcome.h"

namespace entente::channel {
namespace {

using test::fixed_charter;
using test::numbered_digest;
using test::rfc8032_key;

constexpr std::string_view alpha =
    "048f083b8466fc8274b01713fab01b88c5ae72b0f0828e8fafd7e11bc55f61f8";
constexpr std::string_view bravo =
    "883cd2e67a1251f319713876b4306828decc6775853b6a7caf2a32d1d35600ac";

/// The text of the fixed charter, by hand.
std::string fixed_text() {
    return "entente/v1 charter\n{"
           R"("channel_nonce":"78377b525757b494427f89014f97d79928f3938d14eb51e20fb5dec9834eb304",)"
           R"("created":"2021-08-24T12:30:00.123Z","parties":[)"
           R"({"card_sha256":"72b94e08aa9496e54f96fd41fb959a47f45642b266b185401888a88491293b5a",)"
           R"("id":")" +
           std::string(alpha) +
           R"("},{)"
           R"("card_sha256":"51018e5ad6745e5e0186366181299a48203247960a04544fdb21b913495f9faf",)"
           R"("id":")" +
           std::string(bravo) +
           R"("}],"policy":{"lanes_max":64,"max_body":16777216,"receipt_deadline_s":3600,)"
           R"("window_bytes":268435456,"window_entries":65536},"prev":"","rev":0,)"
           R"("subject":"Afghanistan 2021"})"
           "\n";
}

Card card_of(std::size_t test) {
    auto card = test::fixed_card();
    card.root = rfc8032_key(test).public_key();
    card.id = party_id(card.root);
    return card;
}

SignedCharter signed_by(const Charter& charter, const std::vector<std::size_t>& tests) {
    SignedCharter made{.charter = charter,
                       .note = {.text = charter_text(charter), .signatures = {}}};
    for (const auto test : tests) {
        made.note.signatures.push_back(sign_charter(charter, card_of(test).id, rfc8032_key(test)));
    }
    return made;
}

Result<SignedCharter> read_back(const Charter& charter) {
    return decode_charter(lane::encode_note(signed_by(charter, {1}).note));
}

Result<SignedCharter> decode_text(const std::string& text) {
    return decode_charter(test::signed_text(text, card_of(1).id, rfc8032_key(1)));
}

/// The fixed text in which `part`, which is there once, is `other`.
std::string text_with(std::string_view part, std::string_view other) {
    auto text = fixed_text();
    const auto at = text.find(part);
    EXPECT_NE(at, std::string::npos) << part;
    EXPECT_EQ(text.find(part, at + 1), std::string::npos) << part;
    return text.replace(at, part.size(), other);
}

std::vector<CharterParty> parties(std::uint32_t count) {
    std::vector<CharterParty> made;
    for (std::uint32_t i = 0; i < count; ++i) {
        made.push_back({.id = PartyId(numbered_digest(i)), .card = numbered_digest(1'000 + i)});
    }
    std::ranges::sort(made, {}, &CharterParty::id);
    return made;
}

ErrorKind kind_with(std::vector<CharterParty> all) {
    auto charter = fixed_charter();
    charter.parties = std::move(all);
    return test::kind_of(read_back(charter));
}

// Design 02-log section 3.3. The signatures are by openssl.
TEST(Charter, WhoseSubjectAScreenWouldObeyIsRefused) {
    EXPECT_FALSE(
        decode_text(text_with(R"("subject":"Afghanistan 2021")", R"("subject":"a\u001b[2J")")));
}

TEST(Charter, HasOneText) {
    EXPECT_EQ(charter_text(fixed_charter()), fixed_text());
    EXPECT_EQ(lane::encode_note(signed_by(fixed_charter(), {1, 2}).note),
              fixed_text() + "\n\u2014 entente/v1/root/" + std::string(alpha) +
                  " IcMn3wK3bUl7K6LtBckCCEn9ME0WiUvo2jQLmVKbwBvGhl4XUOBrGbgy4fYt4tR2CGkFk9rEYICyS"
                  "gx7xmwcoryDkAc=\n\u2014 entente/v1/root/" +
                  std::string(bravo) +
                  " eb2m1+HQAr816USCfUN4JuYE4tRKzght0pDdDIhwMYqpz3159sb6amVV4PKKDljL1Z4J/ht8SwQSz"
                  "nlkh/sU3jtdYAE=\n");
}

// Design 02-log section 3.3: hex SHA-256(text of charter rev 0), by sha256sum.
TEST(Channel, IsTheDigestOfItsChartersText) {
    const auto charter = signed_by(fixed_charter(), {1});
    EXPECT_EQ(charter.channel(), ChannelId(crypto::sha256({fixed_text()})));
    EXPECT_EQ(lane::to_hex(charter.channel()),
              "8e39d838d5d8dc6f0142b98001f1925dc80abc152d9e43bfc22e3710d394ba31");
}

TEST(Channel, IsTheSameWhoeverSigned) {
    EXPECT_EQ(signed_by(fixed_charter(), {1}).channel(),
              signed_by(fixed_charter(), {2, 1}).channel());
}

RC_GTEST_PROP(Charter, ReadsBackAsWritten, ()) {
    const auto count = [] { return *rc::gen::inRange<std::uint64_t>(0, limits::json_integer_max); };
    const Charter charter{
        .nonce = numbered_digest(*rc::gen::arbitrary<std::uint32_t>()),
        .created = Instant(*rc::gen::inRange<std::int64_t>(0, 4'000'000'000'000) * 1'000),
        .subject = *rc::gen::element<std::string>("x", "喀布尔", "\U0001F54A", "\"quoted\"",
                                                  "two lines", "\\", std::string(200, 's')),
        .parties = parties(*rc::gen::inRange<std::uint32_t>(2, 33)),
        .policy = {.body_bytes_max = count(),
                   .lanes_max = count(),
                   .receipt_deadline_s = count(),
                   .window_entries = count(),
                   .window_bytes = count()},
        .revision = 0};
    const auto written = signed_by(charter, {1, 2});
    const auto read = decode_charter(lane::encode_note(written.note));
    RC_ASSERT(read.has_value());
    RC_ASSERT(read->charter == charter);
    RC_ASSERT(read->note == written.note);
    RC_ASSERT(read->channel() == written.channel());
}

TEST(Charter, IsRefusedUnlessItHasTwoToThirtyTwoParties) {
    EXPECT_EQ(kind_with(parties(0)), ErrorKind::invalid);
    EXPECT_EQ(kind_with(parties(1)), ErrorKind::invalid);
    EXPECT_EQ(kind_with(parties(33)), ErrorKind::invalid);
}

TEST(Charter, IsRefusedUnlessItsPartiesAreSortedAndDifferent) {
    auto reversed = parties(3);
    std::ranges::reverse(reversed);
    EXPECT_EQ(kind_with(reversed), ErrorKind::invalid);
    auto twice = parties(2);
    twice.insert(twice.begin(), twice.front());
    EXPECT_EQ(kind_with(twice), ErrorKind::invalid);
    twice.front().card = numbered_digest(7);  // nor with another card
    EXPECT_EQ(kind_with(twice), ErrorKind::invalid);
}

TEST(Charter, IsRefusedUnlessItIsTheFirstRevision) {
    EXPECT_FALSE(decode_text(text_with(R"("rev":0)", R"("rev":1)")));
    EXPECT_FALSE(decode_text(text_with(R"("rev":0)", R"("rev":-1)")));
    EXPECT_FALSE(decode_text(text_with(R"("prev":"")", R"("prev":")" + std::string(alpha) + '"')));
}

TEST(Charter, IsRefusedUnlessItsSubjectHasOneToTwoHundredBytes) {
    auto charter = fixed_charter();
    for (const std::size_t size : {1U, 200U}) {
        charter.subject = std::string(size, 's');
        EXPECT_TRUE(read_back(charter)) << size;
    }
    for (const std::size_t size : {0U, 201U}) {
        charter.subject = std::string(size, 's');
        EXPECT_FALSE(read_back(charter)) << size;
    }
}

TEST(Charter, IsRefusedWithAMemberMoreOrLessOrOfAnotherKind) {
    ASSERT_TRUE(decode_text(fixed_text()));
    EXPECT_FALSE(decode_text(text_with(R"(,"subject":"Afghanistan 2021")", "")));
    EXPECT_FALSE(decode_text(text_with(R"("prev":"",)", "")));
    EXPECT_FALSE(decode_text(text_with(R"("prev":"",)", R"("orders":[],"prev":"",)")));
    EXPECT_FALSE(decode_text(text_with(R"("prev":"",)", R"("prev":"","prev":"",)")));
    EXPECT_FALSE(decode_text(text_with(R"("lanes_max":64,)", "")));
    EXPECT_FALSE(decode_text(text_with(R"("lanes_max":64,)", R"("keep":1,"lanes_max":64,)")));
    EXPECT_FALSE(decode_text(text_with(R"("lanes_max":64)", R"("lanes_max":"64")")));
    EXPECT_FALSE(decode_text(text_with(R"("lanes_max":64)", R"("lanes_max":-64)")));
    EXPECT_FALSE(decode_text(text_with(R"("lanes_max":64)", R"("lanes_max": 64)")));
    EXPECT_FALSE(decode_text(text_with("12:30:00.123Z", "25:30:00.123Z")));
    EXPECT_FALSE(decode_text(text_with("12:30:00.123Z", "12:30:00Z")));
    EXPECT_FALSE(decode_text(text_with("78377b52", "78377B52")));
    EXPECT_FALSE(decode_text(text_with("entente/v1 charter", "entente/v1 party")));
}

// What is signed is the text: a flip makes another channel that nobody signed, or loses a line.
TEST(Charter, LosesASignatureByAnyFlippedBit) {
    const auto charter = signed_by(fixed_charter(), {1, 2});
    const auto bytes = lane::encode_note(charter.note);
    test::each_flip(bytes, [&](const std::string& flipped, std::size_t bit) {
        const auto read = decode_charter(flipped);
        if (!read) return;
        const auto signatures =
            int{is_signed_by(*read, card_of(1))} + int{is_signed_by(*read, card_of(2))};
        const bool is_same_channel = read->channel() == charter.channel();
        EXPECT_EQ(is_same_channel, read->note.text == charter.note.text);
        EXPECT_EQ(signatures, is_same_channel ? 1 : 0) << "bit " << bit;
    });
}

TEST(Charter, IsSignedByThoseAloneWhoseLineItCarries) {
    const auto charter = signed_by(fixed_charter(), {2});
    EXPECT_TRUE(is_signed_by(charter, card_of(2)));
    EXPECT_FALSE(is_signed_by(charter, card_of(1)));
}

TEST(Charter, IsNotSignedByWhomItDoesNotName) {
    const auto charter = signed_by(fixed_charter(), {3});
    EXPECT_FALSE(charter.has_party(card_of(3).id));
    EXPECT_FALSE(is_signed_by(charter, card_of(3)));
}

TEST(Charter, IsNotSignedByAnotherKeyUnderAPartysName) {
    auto charter = signed_by(fixed_charter(), {});
    charter.note.signatures = {sign_charter(fixed_charter(), card_of(1).id, rfc8032_key(2))};
    EXPECT_FALSE(is_signed_by(charter, card_of(1)));
    EXPECT_FALSE(is_signed_by(charter, card_of(2)));
}

TEST(Charter, IsNotSignedByALineOfAnotherCharter) {
    auto other = fixed_charter();
    other.policy.lanes_max = 1;
    auto charter = signed_by(fixed_charter(), {});
    charter.note.signatures = signed_by(other, {1}).note.signatures;
    EXPECT_FALSE(is_signed_by(charter, card_of(1)));
}

}  // namespace
}  // namespace entente::channel
