#include "crypto/ed25519.h"

#include <algorithm>
#include <set>
#include <simdjson.h>

#include "base/encoding.h"
#include "host/random.h"
#include "tests/support/precompiled.h"
#include "tests/support/shared_data.h"

namespace entente::crypto {
namespace {

template <std::size_t Size>
std::array<std::byte, Size> array_of(ByteView bytes) {
    std::array<std::byte, Size> array{};
    EXPECT_EQ(bytes.size(), Size);
    std::ranges::transform(bytes.substr(0, Size), array.begin(),
                           [](char byte) { return static_cast<std::byte>(byte); });
    return array;
}

Bytes bytes_of(simdjson::dom::element hex) {
    return from_hex(std::string_view(hex)).value();
}

KeyPair pair_of(std::string_view seed_hex) {
    return KeyPair(Secret<32>(digest_from_hex(seed_hex).value()));
}

constexpr auto rfc_seed = "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7";

// RFC 8032 section 7.1, test 3.
TEST(KeyPair, SignsAsTheStandardDoes) {
    const auto pair = pair_of(rfc_seed);
    EXPECT_EQ(to_hex(view(pair.public_key().bytes)),
              "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025");
    EXPECT_EQ(to_hex(view(pair.sign("\xaf\x82"))),
              "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
              "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a");
}

TEST(KeyPair, IsThePairOfItsSeed) {
    host::SystemRandom random;
    const auto pair = KeyPair::generate(random);
    EXPECT_EQ(KeyPair(pair.seed()).public_key(), pair.public_key());
    EXPECT_NE(KeyPair::generate(random).public_key(), pair.public_key());
}

RC_GTEST_PROP(Signature, IsRefusedAfterAnyFlippedBit, (std::string message)) {
    const auto pair = pair_of(rfc_seed);
    auto signature = pair.sign(message);
    RC_ASSERT(verify(pair.public_key(), message, signature));
    const auto bit = *rc::gen::inRange<std::size_t>(0, 512);
    signature[bit / 8] ^= static_cast<std::byte>(1U << (bit % 8));
    RC_ASSERT(!verify(pair.public_key(), message, signature));
}

RC_GTEST_PROP(Signature, IsRefusedForAnotherMessage, (std::string message)) {
    const auto pair = pair_of(rfc_seed);
    RC_ASSERT(!verify(pair.public_key(), message + "x", pair.sign(message)));
}

// RFC 8032 section 5.1.7: S is below the group order, or a signature has a second form.
TEST(Signature, IsRefusedWithTheOrderAddedToS) {
    const auto pair = pair_of(rfc_seed);
    const auto order = from_hex(
                           "edd3f55c1a631258d69cf7a2def9de14"
                           "00000000000000000000000000000010")
                           .value();
    auto signature = pair.sign("message");
    unsigned carry = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        carry += std::to_integer<unsigned>(signature[32 + i]);
        carry += static_cast<unsigned char>(order[i]);
        signature[32 + i] = static_cast<std::byte>(carry & 0xFF);
        carry >>= 8;
    }
    EXPECT_FALSE(verify(pair.public_key(), "message", signature));
}

TEST(PublicKey, IsRefusedUnless32BytesLong) {
    const Bytes key(view(pair_of(rfc_seed).public_key().bytes));
    EXPECT_TRUE(import_public_key(key).has_value());
    EXPECT_EQ(import_public_key(key.substr(1)).error().kind, ErrorKind::invalid);
    EXPECT_EQ(import_public_key(key + "x").error().kind, ErrorKind::invalid);
    EXPECT_EQ(import_public_key("").error().kind, ErrorKind::invalid);
}

TEST(Wycheproof, GivesTheResultOfEverySignature) {
    ENTENTE_SHARED_OR_SKIP(path, "data/log/wycheproof/ed25519_test.json");
    simdjson::dom::parser parser;
    int tests = 0;
    for (const simdjson::dom::element group : parser.load(path)["testGroups"]) {
        const auto key = import_public_key(bytes_of(group["publicKey"]["pk"]));
        for (const simdjson::dom::element test : group["tests"]) {
            ++tests;
            const auto signature = bytes_of(test["sig"]);
            const bool is_valid = key.has_value() && signature.size() == 64 &&
                                  verify(*key, bytes_of(test["msg"]), array_of<64>(signature));
            EXPECT_EQ(is_valid, std::string_view(test["result"]) == "valid") << test;
        }
    }
    EXPECT_EQ(tests, 151);
}

/// The flags under which `verify` refuses, whatever the key: all that implementations disagree on.
const std::set<std::string_view> refused_by_verify = {
    "low_order_A", "low_order_R", "non_canonical_A", "non_canonical_R", "low_order_residue"};

TEST(EdgePoints, AreRefusedWhereImplementationsDisagree) {
    ENTENTE_SHARED_OR_SKIP(path, "data/log/cctv-ed25519/ed25519vectors.json");
    simdjson::dom::parser parser;
    int accepted = 0;
    for (const simdjson::dom::element vector : parser.load(path)) {
        bool is_refused = false;
        bool is_mixed_key = false;
        if (!vector["flags"].is_null()) {
            for (const simdjson::dom::element flag : vector["flags"]) {
                is_refused |= refused_by_verify.contains(std::string_view(flag));
                is_mixed_key |= std::string_view(flag) == "low_order_component_A";
            }
        }
        const auto key = bytes_of(vector["key"]);
        const auto message = std::string(std::string_view(vector["msg"]));
        const bool is_valid = verify(PublicKey{.bytes = array_of<32>(key)}, message,
                                     array_of<64>(bytes_of(vector["sig"])));
        EXPECT_EQ(is_valid, !is_refused) << vector;
        if (is_mixed_key) EXPECT_FALSE(import_public_key(key).has_value()) << vector;
        accepted += is_valid && import_public_key(key).has_value() ? 1 : 0;
    }
    EXPECT_EQ(accepted, 1);  // the one without a flag
}

}  // namespace
}  // namespace entente::crypto
