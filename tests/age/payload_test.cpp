#include "age/payload.h"

#include "tests/support/precompiled.h"

namespace entente::age {
namespace {

const FileKey key({});
const std::string nonce(payload_nonce_bytes, 'n');

TEST(AgePayload, OpensItsChunksInTheirOrderAlone) {
    ChunkCipher sealing(key, nonce);
    const auto first = sealing.seal("first", false);
    const auto last = sealing.seal("last", true);
    ChunkCipher opening(key, nonce);
    EXPECT_FALSE(opening.open(last, true));
    EXPECT_FALSE(opening.open(first, true));
    EXPECT_EQ(opening.open(first, false), "first");
    EXPECT_FALSE(opening.open(first, false));
    EXPECT_FALSE(opening.open(last, false));
    EXPECT_EQ(opening.open(last, true), "last");
    EXPECT_EQ(opening.count(), 2U);
}

TEST(AgePayload, IsOfItsKeyAndNonce) {
    const auto sealed = ChunkCipher(key, nonce).seal("x", true);
    EXPECT_TRUE(ChunkCipher(key, nonce).open(sealed, true));
    EXPECT_FALSE(ChunkCipher(key, std::string(payload_nonce_bytes, 'm')).open(sealed, true));
    EXPECT_FALSE(ChunkCipher(FileKey({std::byte{1}}), nonce).open(sealed, true));
}

}  // namespace
}  // namespace entente::age
