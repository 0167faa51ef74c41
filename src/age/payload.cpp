#include "age/payload.h"

#include "crypto/key_derivation.h"

namespace entente::age {

ChunkCipher::ChunkCipher(const FileKey& key, ByteView nonce)
    : key_(crypto::hkdf_sha256(view(key.reveal()), nonce, "payload")) {}

Bytes ChunkCipher::seal(ByteView plain, bool is_last) {
    auto sealed = crypto::seal(key_, nonce(is_last), plain);
    ++count_;
    return sealed;
}

std::optional<Bytes> ChunkCipher::open(ByteView sealed, bool is_last) {
    auto plain = crypto::open(key_, nonce(is_last), sealed);
    if (plain) ++count_;
    return plain;
}

/// Eleven bytes of the chunk's number, of which 2^64 chunks need eight, and whether it is the last.
crypto::Nonce ChunkCipher::nonce(bool is_last) const {
    crypto::Nonce nonce{};
    for (std::size_t i = 0; i < 8; ++i) {
        nonce.at(10 - i) = static_cast<std::byte>(count_ >> (8 * i) & 0xFFU);
    }
    nonce.back() = std::byte{is_last};
    return nonce;
}

}  // namespace entente::age
