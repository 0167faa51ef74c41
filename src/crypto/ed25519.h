#pragma once
// Ed25519 (RFC 8032), thin over libsodium. Safe to call from any thread.

#include <array>
#include <cstddef>

#include "base/bytes.h"
#include "base/random.h"
#include "base/result.h"
#include "base/secret.h"

namespace entente::crypto {

/// A public key whose point was checked: make it with import_public_key.
struct PublicKey {
    std::array<std::byte, 32> bytes;

    friend auto operator<=>(const PublicKey&, const PublicKey&) = default;
};

using Signature = std::array<std::byte, 64>;

/// A pair of keys. Moved, never copied; the secret is wiped when it goes.
class KeyPair {
public:
    /// The pair that a 32-byte seed stands for (RFC 8032 section 5.1.5).
    explicit KeyPair(const Secret<32>& seed);

    /// A new pair.
    static KeyPair generate(Random& random);

    [[nodiscard]] const PublicKey& public_key() const { return public_key_; }

    /// The seed, for the file that keeps it.
    [[nodiscard]] const Secret<32>& seed() const { return seed_; }

    [[nodiscard]] Signature sign(ByteView message) const;

private:
    Secret<32> seed_;
    Secret<64> expanded_;
    PublicKey public_key_;
};

/// Whether `signature` is by `key` over `message` (RFC 8032 section 5.1.7, with S below the order).
[[nodiscard]] bool verify(const PublicKey& key, ByteView message, const Signature& signature);

/// The key in 32 bytes, checked so that all implementations agree on what it signs.
///
/// errors  invalid: not canonical, of low order, or not in the prime-order group
Result<PublicKey> import_public_key(ByteView bytes);

}  // namespace entente::crypto
