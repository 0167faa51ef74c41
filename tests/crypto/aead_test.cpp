#include "crypto/aead.h"

#include <cstring>

#include "tests/crypto/wycheproof.h"
#include "tests/support/precompiled.h"

namespace entente::crypto::test {
namespace {

template <std::size_t Size>
std::array<std::byte, Size> array_of(const Bytes& bytes) {
    std::array<std::byte, Size> array{};
    EXPECT_EQ(bytes.size(), Size);
    std::memcpy(array.data(), bytes.data(), Size);
    return array;
}

TEST(Aead, GivesTheAnswersOfWycheproof) {  // RFC 8439 section 2.8
    ENTENTE_SHARED_OR_SKIP(path, "data/log/wycheproof/chacha20_poly1305_test.json");
    int checked = 0;
    const auto check = [&](simdjson::dom::element group, simdjson::dom::element vector) {
        const bool is_ours = std::int64_t(group["ivSize"]) == 96 && bytes_in(vector, "aad").empty();
        if (!is_ours) return;
        const Secret<32> key(array_of<32>(bytes_in(vector, "key")));
        const auto nonce = array_of<12>(bytes_in(vector, "iv"));
        const auto sealed = bytes_in(vector, "ct") + bytes_in(vector, "tag");
        const auto opened = open(key, nonce, sealed);
        EXPECT_EQ(opened.has_value(), is_valid(vector));
        if (opened) {
            EXPECT_EQ(*opened, bytes_in(vector, "msg"));
            EXPECT_EQ(seal(key, nonce, *opened), sealed);
        }
        ++checked;
    };
    each_vector(path, check);
    EXPECT_GE(checked, 45);
}

RC_GTEST_PROP(Aead, IsNotOpenedAfterAnyFlippedBitOrCut, (std::string plain)) {
    const Secret<32> key(std::array<std::byte, 32>{});
    const auto sealed = seal(key, {}, plain);
    RC_ASSERT(open(key, {}, sealed).value() == plain);
    auto flipped = sealed;
    const auto bit = *rc::gen::inRange<std::size_t>(0, sealed.size() * 8);
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ static_cast<char>(1U << (bit % 8)));
    RC_ASSERT(!open(key, {}, flipped).has_value());
    RC_ASSERT(!open(key, {}, sealed.substr(0, *rc::gen::inRange<std::size_t>(0, sealed.size()))));
}

}  // namespace
}  // namespace entente::crypto::test
