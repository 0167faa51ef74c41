#include "crypto/ed25519.h"

#include <algorithm>
#include <cstring>
#include <sodium.h>

#include "base/check.h"
#include "base/encoding.h"

namespace entente::crypto {
namespace {

static_assert(crypto_sign_SEEDBYTES == 32);
static_assert(crypto_sign_SECRETKEYBYTES == 64);
static_assert(crypto_sign_PUBLICKEYBYTES == 32);
static_assert(crypto_sign_BYTES == 64);

unsigned char* octets(std::byte* bytes) {
    return reinterpret_cast<unsigned char*>(bytes);
}

const unsigned char* octets(const std::byte* bytes) {
    return reinterpret_cast<const unsigned char*>(bytes);
}

const unsigned char* octets(ByteView bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

/// libsodium chooses its implementations for this processor once, before anything else is called.
void start_sodium() {
    static const bool is_started = sodium_init() >= 0;
    check(is_started, "libsodium starts");
}

/// libsodium's form of the secret: the seed, then the public key.
Secret<64> expand(const Secret<32>& seed) {
    start_sodium();
    std::array<std::byte, 64> secret{};
    std::array<unsigned char, 32> ignored_public_key{};
    crypto_sign_seed_keypair(ignored_public_key.data(), octets(secret.data()),
                             octets(seed.reveal().data()));
    Secret<64> expanded(secret);
    sodium_memzero(secret.data(), secret.size());
    return expanded;
}

PublicKey public_part(const Secret<64>& expanded) {
    PublicKey key{};
    std::ranges::copy_n(expanded.reveal().begin() + 32, 32, key.bytes.begin());
    return key;
}

}  // namespace

KeyPair::KeyPair(const Secret<32>& seed)
    : seed_(seed.reveal()), expanded_(expand(seed)), public_key_(public_part(expanded_)) {}

KeyPair KeyPair::generate(Random& random) {
    auto bytes = random.bytes<32>();
    const Secret<32> seed(bytes);
    sodium_memzero(bytes.data(), bytes.size());
    return KeyPair(seed);
}

Signature KeyPair::sign(ByteView message) const {
    Signature signature{};
    crypto_sign_detached(octets(signature.data()), nullptr, octets(message), message.size(),
                         octets(expanded_.reveal().data()));
    return signature;
}

bool verify(const PublicKey& key, ByteView message, const Signature& signature) {
    start_sodium();
    return crypto_sign_verify_detached(octets(signature.data()), octets(message), message.size(),
                                       octets(key.bytes.data())) == 0;
}

Result<PublicKey> import_public_key(ByteView bytes) {
    const auto refuse = [&](const char* what) {
        return fail(ErrorKind::invalid, what, to_base64(bytes.substr(0, 32)),
                    "ask the owner for the key again");
    };
    start_sodium();
    PublicKey key{};
    if (bytes.size() != key.bytes.size()) return refuse("an Ed25519 key has 32 bytes");
    // Refuses all three at once: not canonical, low order, outside of the prime-order group. On
    // those, implementations disagree about what verifies.
    if (crypto_core_ed25519_is_valid_point(octets(bytes)) != 1) {
        return refuse("not an Ed25519 key that all implementations agree on");
    }
    std::memcpy(key.bytes.data(), bytes.data(), bytes.size());
    return key;
}

}  // namespace entente::crypto
