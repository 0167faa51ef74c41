#include "channel/card.h"

#include <map>

#include "base/limits.h"
#include "tests/channel/fixed.h"
#include "tests/channel/outcome.h"

namespace entente::channel {
namespace {

using test::fixed_card;
using test::kind_of;
using test::numbered_digest;
using test::numbered_key;
using test::rfc8032_key;

constexpr std::string_view alpha =
    "048f083b8466fc8274b01713fab01b88c5ae72b0f0828e8fafd7e11bc55f61f8";

// Each member of the fixed card by hand, in the order of RFC 8785.
const std::map<std::string, std::string> members = {
    {"age", "[]"},
    {"bundle", "[]"},
    {"cosign", R"([{"pub":"/FHNjmIYoaONpH7QAjDwWAgW7RO6MwOsXeuRFUiQgCU=","state":"active"}])"},
    {"endpoints", R"(["https://alpha.example:8443"])"},
    {"id", R"("048f083b8466fc8274b01713fab01b88c5ae72b0f0828e8fafd7e11bc55f61f8")"},
    {"issued", R"("2021-08-24T12:30:00.123Z")"},
    {"log", R"([{"pub":"PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=","state":"active"}])"},
    {"name", R"("ALPHA")"},
    {"next_root", R"("91384c411e5af29648f17f922b402655b11ecaec1b33fc45796241963f95f202")"},
    {"prev", R"("")"},
    {"rev", "0"},
    {"root", R"("11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=")"},
    {"tls", R"(["b7e651cbb43ba0ca3498759c8c3596c3a11a199004cd9e5a198d50d4585ec8c5"])"},
};

std::string text_of(const std::map<std::string, std::string>& all) {
    std::string object;
    for (const auto& [name, value] : all) {
        object += (object.empty() ? "{\"" : ",\"") + name + "\":" + value;
    }
    return "entente/v1 party\n" + object + "}\n";
}

/// A card of that text, signed by the fixed card's root key.
Result<SignedCard> decode_text(const std::string& text) {
    return decode_card(test::signed_text(text, fixed_card().id, rfc8032_key(1)));
}

Result<SignedCard> decode_with(const std::string& name, const std::string& value) {
    auto all = members;
    all.insert_or_assign(name, value);
    return decode_text(text_of(all));
}

// Design 02-log section 3.3: SHA-256("entente/v1 party\n" || root key).
TEST(PartyId, IsTheDigestOfItsRootKey) {
    const auto root = rfc8032_key(1).public_key();
    EXPECT_EQ(party_id(root),
              PartyId(crypto::sha256({"entente/v1 party\n" + Bytes(view(root.bytes))})));
    EXPECT_EQ(lane::to_hex(party_id(root)), alpha);  // by sha256sum
}

// Design 02-log section 3.3. Signature and digest are by openssl.
TEST(Card, HasOneText) {
    const auto card = sign_card(fixed_card(), rfc8032_key(1));
    EXPECT_EQ(card.note.text, text_of(members));
    EXPECT_EQ(lane::encode_note(card.note),
              text_of(members) + "\n\u2014 entente/v1/root/" + std::string(alpha) +
                  " IcMn30SzB2Bsh9c1GGPcjxSUWpwE8JCHHn+Rppznbmx7YGGHczkAtazxy1eqAZ+kYg1ss4FsVPOlS"
                  "Ccy89WstQK9LAQ=\n");
    EXPECT_EQ(to_hex(view(card.digest())),
              "4bd13c0cffc71dc76eb975dd16e5d2e0117184862b82fd4c7d33da36072bcd8f");
}

std::vector<ListedKey> arbitrary_keys() {
    std::vector<ListedKey> keys;
    for (auto left = *rc::gen::inRange(0, 4); left > 0; --left) {
        const auto state =
            *rc::gen::element(KeyState::active, KeyState::retired, KeyState::revoked);
        const auto number = *rc::gen::arbitrary<std::uint32_t>();
        keys.push_back({.key = numbered_key(number).public_key(), .state = state});
    }
    return keys;
}

RC_GTEST_PROP(Card, ReadsBackAsWritten, ()) {
    const auto root = numbered_key(*rc::gen::arbitrary<std::uint32_t>());
    auto card = fixed_card();
    card.id = party_id(root.public_key());
    card.root = root.public_key();
    card.name = test::arbitrary_name();
    card.revision = *rc::gen::inRange<std::uint64_t>(0, limits::json_integer_max);
    card.issued = Instant(*rc::gen::inRange<std::int64_t>(0, 4'000'000'000'000) * 1'000);
    if (*rc::gen::arbitrary<bool>()) card.previous = numbered_digest(1);
    card.log = arbitrary_keys();
    card.cosign = arbitrary_keys();
    card.bundle = arbitrary_keys();
    for (auto left = *rc::gen::inRange(0, 3); left > 0; --left) {
        const auto number = *rc::gen::arbitrary<std::uint32_t>();
        card.age.push_back(
            {.recipient = age::Identity(Secret<32>(numbered_digest(number))).recipient(),
             .not_after = card.issued});
    }
    for (auto left = *rc::gen::inRange(0, 4); left > 0; --left) {
        card.tls.push_back(numbered_digest(*rc::gen::arbitrary<std::uint32_t>()));
        card.endpoints.push_back(test::arbitrary_name());
    }
    const auto written = sign_card(card, root);
    const auto read = decode_card(lane::encode_note(written.note));
    RC_ASSERT(read.has_value());
    RC_ASSERT(read->card == card);
    RC_ASSERT(read->note == written.note);
    RC_ASSERT(read->digest() == written.digest());
}

TEST(Card, IsRefusedAfterAnyFlippedBit) {
    const auto card = lane::encode_note(sign_card(fixed_card(), rfc8032_key(1)).note);
    ASSERT_TRUE(decode_card(card));
    test::each_flip(card, [](const std::string& flipped, std::size_t bit) {
        EXPECT_FALSE(decode_card(flipped)) << "bit " << bit;
    });
}

TEST(Card, IsRefusedCutShort) {
    const auto card = lane::encode_note(sign_card(fixed_card(), rfc8032_key(1)).note);
    for (std::size_t length = 0; length < card.size(); ++length) {
        EXPECT_FALSE(decode_card(card.substr(0, length))) << length;
    }
}

TEST(Card, IsRefusedWithoutAnyOneMember) {
    for (const auto& [name, value] : members) {
        auto others = members;
        others.erase(name);
        EXPECT_EQ(kind_of(decode_text(text_of(others))), ErrorKind::invalid) << name;
    }
}

// Design 02-log section 3.3: what a later version adds must not be taken for understood.
TEST(Card, IsRefusedWithAMemberOfALaterVersion) {
    EXPECT_EQ(kind_of(decode_with("zone", "1")), ErrorKind::invalid);
    EXPECT_EQ(kind_of(decode_with("age", R"([{"recipient":"age1"}])")), ErrorKind::invalid);
    EXPECT_EQ(
        kind_of(decode_with("log", R"([{"pub":"PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=",)"
                                   R"("since":"2021","state":"active"}])")),
        ErrorKind::invalid);
}

// RFC 7493 section 2.3: readers differ in which of the two they take.
TEST(Card, IsRefusedWithAMemberTwice) {
    for (const auto& [name, value] : members) {
        auto text = text_of(members);
        text.insert(text.size() - 2, ",\"" + name + "\":" + value);
        EXPECT_EQ(kind_of(decode_text(text)), ErrorKind::invalid) << name;
    }
}

TEST(Card, IsRefusedWithAMemberOfAnotherKind) {
    for (const auto& [name, value] : members) {
        for (const auto* other : {"null", "true", "1.5", "-1", "{}", "[1]", "[{}]", R"("x")"}) {
            if (name == "name" && other == std::string_view(R"("x")")) continue;
            EXPECT_EQ(kind_of(decode_with(name, other)), ErrorKind::invalid) << name << other;
        }
    }
}

// RFC 8785: a text that means the same is another text, of another digest.
TEST(Card, IsRefusedUnlessCanonical) {
    EXPECT_FALSE(decode_with("name", R"( "ALPHA")"));
    EXPECT_FALSE(decode_with("name", R"("\u0041LPHA")"));
    EXPECT_FALSE(decode_with("rev", "0.0"));
    EXPECT_FALSE(decode_with("issued", R"("2021-08-24T12:30:00.1230Z")"));
    EXPECT_FALSE(decode_text("entente/v1 party\n" + text_of(members)));
    EXPECT_FALSE(decode_text(text_of(members) + "\n"));
    EXPECT_FALSE(decode_text("entente/v1 charter" + text_of(members).substr(16)));
}

// Design 02-log section 3.3: implementations must not disagree on what a key signs.
TEST(Card, IsRefusedWithAKeyOfLowOrder) {
    const auto zero = to_base64(Bytes(32, '\0'));
    EXPECT_EQ(kind_of(decode_with("log", R"([{"pub":")" + zero + R"(","state":"active"}])")),
              ErrorKind::invalid);
}

TEST(Card, IsRefusedUnlessSignedByItsRootKeyUnderItsName) {
    const auto text = text_of(members);
    const auto other = rfc8032_key(2);
    EXPECT_EQ(kind_of(decode_card(test::signed_text(text, fixed_card().id, other))),
              ErrorKind::refused);
    const auto other_id = party_id(other.public_key());
    EXPECT_EQ(kind_of(decode_card(test::signed_text(text, other_id, rfc8032_key(1)))),
              ErrorKind::refused);
}

// Invariant I26 of design 02-log section 6.
TEST(Card, StaysGoodWhateverLinesAreAdded) {
    auto note = sign_card(fixed_card(), rfc8032_key(1)).note;
    auto broken = note.signatures.front();
    broken.signature.back() = static_cast<char>(broken.signature.back() ^ 1);
    note.signatures = {broken, lane::sign_note(note.text, "example.org", rfc8032_key(3)),
                       note.signatures.front()};
    EXPECT_TRUE(decode_card(lane::encode_note(note)));
}

TEST(Card, IsRefusedUnderAnIdThatIsNotOfItsRootKey) {
    auto card = fixed_card();
    card.id = party_id(rfc8032_key(2).public_key());
    const auto signed_card = sign_card(card, rfc8032_key(1));
    EXPECT_EQ(kind_of(decode_card(lane::encode_note(signed_card.note))), ErrorKind::invalid);
}

TEST(ActiveKey, IsTheFirstThatIsActive) {
    const auto key = [](std::uint32_t number) { return numbered_key(number).public_key(); };
    const auto found = active_key({{.key = key(1), .state = KeyState::retired},
                                   {.key = key(2), .state = KeyState::active},
                                   {.key = key(3), .state = KeyState::active}},
                                  "ALPHA");
    ASSERT_TRUE(found);
    EXPECT_EQ(found.value(), key(2));
}

TEST(ActiveKey, IsRefusedIfThereIsNone) {
    const auto key = numbered_key(1).public_key();
    EXPECT_EQ(kind_of(active_key({}, "ALPHA")), ErrorKind::refused);
    EXPECT_EQ(kind_of(active_key({{.key = key, .state = KeyState::retired},
                                  {.key = key, .state = KeyState::revoked}},
                                 "ALPHA")),
              ErrorKind::refused);
}

}  // namespace
}  // namespace entente::channel
