#include "crypto/aead.h"

#include <sodium.h>

#include "base/check.h"

namespace entente::crypto {
namespace {

static_assert(crypto_aead_chacha20poly1305_ietf_ABYTES == tag_bytes);
static_assert(crypto_aead_chacha20poly1305_ietf_NPUBBYTES == 12);
static_assert(crypto_aead_chacha20poly1305_ietf_KEYBYTES == 32);

unsigned char* octets(char* bytes) {
    return reinterpret_cast<unsigned char*>(bytes);
}

const unsigned char* octets(const char* bytes) {
    return reinterpret_cast<const unsigned char*>(bytes);
}

const unsigned char* octets(const std::byte* bytes) {
    return reinterpret_cast<const unsigned char*>(bytes);
}

}  // namespace

Bytes seal(const Secret<32>& key, const Nonce& nonce, ByteView plain) {
    Bytes sealed(plain.size() + tag_bytes, '\0');
    unsigned long long size = 0;
    crypto_aead_chacha20poly1305_ietf_encrypt(octets(sealed.data()), &size, octets(plain.data()),
                                              plain.size(), nullptr, 0, nullptr,
                                              octets(nonce.data()), octets(key.reveal().data()));
    check(size == sealed.size(), "a tag is 16 bytes");
    return sealed;
}

std::optional<Bytes> open(const Secret<32>& key, const Nonce& nonce, ByteView sealed) {
    if (sealed.size() < tag_bytes) return std::nullopt;
    Bytes plain(sealed.size() - tag_bytes, '\0');
    unsigned long long size = 0;
    const int done = crypto_aead_chacha20poly1305_ietf_decrypt(
        octets(plain.data()), &size, nullptr, octets(sealed.data()), sealed.size(), nullptr, 0,
        octets(nonce.data()), octets(key.reveal().data()));
    if (done != 0) return std::nullopt;
    return plain;
}

}  // namespace entente::crypto
