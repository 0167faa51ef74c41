#include "crypto/key_derivation.h"

#include <memory>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include "base/check.h"

namespace entente::crypto {
namespace {

using Kdf = std::unique_ptr<EVP_KDF, decltype(&EVP_KDF_free)>;
using KdfContext = std::unique_ptr<EVP_KDF_CTX, decltype(&EVP_KDF_CTX_free)>;

unsigned char* octets(std::byte* bytes) {
    return reinterpret_cast<unsigned char*>(bytes);
}

const unsigned char* octets(ByteView bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

/// OpenSSL takes what it only reads through a pointer that is not const; null would be no salt that
/// is empty, but none, which it refuses.
OSSL_PARAM octets_parameter(const char* name, ByteView bytes) {
    const char* data = bytes.empty() ? "" : bytes.data();
    return OSSL_PARAM_construct_octet_string(name, const_cast<char*>(data), bytes.size());
}

Secret<32> taken(std::array<std::byte, 32>& bytes) {
    Secret<32> secret(bytes);
    OPENSSL_cleanse(bytes.data(), bytes.size());
    return secret;
}

}  // namespace

Secret<32> hkdf_sha256(ByteView secret, ByteView salt, ByteView info) {
    const Kdf kdf(EVP_KDF_fetch(nullptr, "HKDF", nullptr), &EVP_KDF_free);
    const KdfContext context(EVP_KDF_CTX_new(kdf.get()), &EVP_KDF_CTX_free);
    char digest[] = "SHA256";
    const OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest, 0),
        octets_parameter(OSSL_KDF_PARAM_KEY, secret), octets_parameter(OSSL_KDF_PARAM_SALT, salt),
        octets_parameter(OSSL_KDF_PARAM_INFO, info), OSSL_PARAM_construct_end()};
    std::array<std::byte, 32> key{};
    check(EVP_KDF_derive(context.get(), octets(key.data()), key.size(), parameters) == 1,
          "HKDF gives 32 bytes of any secret");
    return taken(key);
}

std::array<std::byte, 32> hmac_sha256(ByteView key, ByteView message) {
    std::array<std::byte, 32> code{};
    unsigned size = 0;
    const auto* done = HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), octets(message),
                            message.size(), octets(code.data()), &size);
    check(done != nullptr && size == code.size(), "HMAC gives 32 bytes of any message");
    return code;
}

bool is_same_code(const std::array<std::byte, 32>& a, const std::array<std::byte, 32>& b) {
    return CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

Result<Secret<32>> scrypt(ByteView passphrase, ByteView salt, unsigned cost_exponent) {
    constexpr std::uint64_t block = 8;
    constexpr std::uint64_t memory_max = std::uint64_t{5} << 30U;  // above what exponent 22 takes
    std::array<std::byte, 32> key{};
    const auto done = EVP_PBE_scrypt(passphrase.data(), passphrase.size(), octets(salt),
                                     salt.size(), std::uint64_t{1} << cost_exponent, block, 1,
                                     memory_max, octets(key.data()), key.size());
    if (done == 1) return taken(key);
    return fail(ErrorKind::exhausted, "no memory to make a key of the passphrase",
                "scrypt, work factor " + std::to_string(cost_exponent),
                "use a machine with more memory, or a lower work factor");
}

}  // namespace entente::crypto
