#include "crypto/key_derivation.h"

#include "tests/crypto/wycheproof.h"
#include "tests/support/precompiled.h"

namespace entente::crypto::test {
namespace {

TEST(Hkdf, GivesTheAnswersOfWycheproof) {  // RFC 5869
    ENTENTE_SHARED_OR_SKIP(path, "data/log/wycheproof/hkdf_sha256_test.json");
    const auto check = [](simdjson::dom::element /*group*/, simdjson::dom::element vector) {
        if (!is_valid(vector)) return;  // only lengths that we do not have
        const auto expected = bytes_in(vector, "okm");
        const auto key = hkdf_sha256(bytes_in(vector, "ikm"), bytes_in(vector, "salt"),
                                     bytes_in(vector, "info"));
        const auto size = std::min<std::size_t>(expected.size(), 32);
        EXPECT_EQ(view(key.reveal()).substr(0, size), expected.substr(0, size));
    };
    EXPECT_EQ(each_vector(path, check), 86);
}

TEST(Hkdf, TakesNoSaltForAnEmptyOne) {  // RFC 5869 section 2.2
    EXPECT_EQ(hkdf_sha256("secret", {}, {}).reveal(),
              hkdf_sha256("secret", Bytes(), Bytes()).reveal());
    EXPECT_EQ(hkdf_sha256("secret", {}, "a").reveal(),
              hkdf_sha256("secret", Bytes(32, '\0'), "a").reveal());
}

TEST(Hmac, GivesTheAnswersOfWycheproof) {  // RFC 2104
    ENTENTE_SHARED_OR_SKIP(path, "data/log/wycheproof/hmac_sha256_test.json");
    const auto check = [](simdjson::dom::element /*group*/, simdjson::dom::element vector) {
        const auto expected = bytes_in(vector, "tag");
        const auto code = hmac_sha256(bytes_in(vector, "key"), bytes_in(vector, "msg"));
        EXPECT_EQ(view(code).substr(0, expected.size()) == expected, is_valid(vector));
    };
    EXPECT_EQ(each_vector(path, check), 174);
}

TEST(SameCode, SeesEveryBit) {
    const auto code = hmac_sha256("key", "message");
    EXPECT_TRUE(is_same_code(code, code));
    for (std::size_t bit = 0; bit < 256; ++bit) {
        auto other = code;
        other.at(bit / 8) ^= static_cast<std::byte>(1U << (bit % 8));
        EXPECT_FALSE(is_same_code(code, other)) << bit;
    }
}

TEST(Scrypt, GivesTheAnswerOfTheStandard) {  // RFC 7914 section 12, the third, whose p is 1
    const auto key = scrypt("pleaseletmein", "SodiumChloride", 14);
    ASSERT_TRUE(key);
    EXPECT_EQ(to_hex(view(key->reveal())),
              "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2");
}

}  // namespace
}  // namespace entente::crypto::test
