#include "crypto/x25519.h"

#include <cstring>

#include "tests/crypto/wycheproof.h"
#include "tests/support/precompiled.h"

namespace entente::crypto::test {
namespace {

std::array<std::byte, 32> array_of(const Bytes& bytes) {
    std::array<std::byte, 32> array{};
    EXPECT_EQ(bytes.size(), array.size());
    std::memcpy(array.data(), bytes.data(), array.size());
    return array;
}

TEST(X25519, GivesTheAnswersOfWycheproofAndRefusesLowOrder) {  // RFC 7748 section 6.1
    ENTENTE_SHARED_OR_SKIP(path, "data/log/wycheproof/x25519_test.json");
    int refused = 0;
    const auto check = [&](simdjson::dom::element /*group*/, simdjson::dom::element vector) {
        const Secret<32> secret(array_of(bytes_in(vector, "private")));
        const auto shared = x25519_shared(secret, array_of(bytes_in(vector, "public")));
        const auto expected = bytes_in(vector, "shared");
        const bool is_zero = expected == Bytes(32, '\0');
        EXPECT_EQ(shared.has_value(), !is_zero);
        if (shared) EXPECT_EQ(view(shared->reveal()), expected);
        refused += is_zero ? 1 : 0;
    };
    EXPECT_EQ(each_vector(path, check), 518);
    EXPECT_GT(refused, 10);
}

RC_GTEST_PROP(X25519, BringsBothSidesToTheSame, ()) {
    const auto bytes = rc::gen::container<std::string>(32, rc::gen::arbitrary<char>());
    const Secret<32> ours(array_of(*bytes));
    const Secret<32> theirs(array_of(*bytes));
    const auto a = x25519_shared(ours, x25519_public(theirs));
    const auto b = x25519_shared(theirs, x25519_public(ours));
    RC_ASSERT(a.has_value());
    RC_ASSERT(b.has_value());
    RC_ASSERT(a->reveal() == b->reveal());
}

}  // namespace
}  // namespace entente::crypto::test
