#include "crypto/sha256.h"

#include <thread>

#include "base/encoding.h"
#include "tests/support/precompiled.h"

namespace entente::crypto {
namespace {

std::string hex_of(std::initializer_list<ByteView> parts) {
    return to_hex(view(sha256(parts)));
}

// FIPS 180-4; the examples are those of NIST's "SHA256" example document.
TEST(Sha256, GivesTheDigestsOfTheStandard) {
    EXPECT_EQ(hex_of({}), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(hex_of({"abc"}), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(hex_of({"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"}),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    EXPECT_EQ(hex_of({std::string(1'000'000, 'a')}),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

RC_GTEST_PROP(Sha256, HashesThePartsAsOneInput, (std::string first, std::string second)) {
    RC_ASSERT(sha256({first, second}) == sha256({first + second}));
}

RC_GTEST_PROP(Sha256, HashesPiecesAsOneInput, (const std::vector<std::string>& pieces)) {
    Sha256 hash;
    std::string whole;
    for (const auto& piece : pieces) {
        hash.add(piece);
        whole += piece;
    }
    RC_ASSERT(hash.finish() == sha256({whole}));
}

TEST(Sha256, GivesTheSameOnEveryThread) {
    std::vector<Digest> digests(4);
    std::vector<std::thread> threads;
    threads.reserve(digests.size());
    for (auto& digest : digests) {
        threads.emplace_back([&digest] {
            for (int i = 0; i < 1000; ++i) digest = sha256({view(digest)});
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_THAT(digests, testing::Each(digests.front()));
}

}  // namespace
}  // namespace entente::crypto
