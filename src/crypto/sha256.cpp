#include "crypto/sha256.h"

#include <memory>
#include <openssl/evp.h>

#include "base/check.h"

namespace entente::crypto {
namespace {

struct FreeContext {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

/// Fetched once: EVP_sha256() looks the implementation up at every call, which costs more than the
/// hash of a small input. Never freed: other threads may still hash while the process ends.
const EVP_MD* algorithm() {
    static const EVP_MD* const fetched = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    check(fetched != nullptr, "OpenSSL's default provider has SHA-256");
    return fetched;
}

/// One a thread: to make one costs as much as to hash 200 bytes.
EVP_MD_CTX* context() {
    thread_local const std::unique_ptr<EVP_MD_CTX, FreeContext> made(EVP_MD_CTX_new());
    check(made != nullptr, "memory for a hash context is there");
    return made.get();
}

}  // namespace

Digest sha256(std::initializer_list<ByteView> parts) {
    auto* hash = context();
    Digest digest{};
    bool is_done = EVP_DigestInit_ex(hash, algorithm(), nullptr) == 1;
    for (const auto part : parts) {
        is_done = is_done && EVP_DigestUpdate(hash, part.data(), part.size()) == 1;
    }
    auto* out = reinterpret_cast<unsigned char*>(digest.data());
    is_done = is_done && EVP_DigestFinal_ex(hash, out, nullptr) == 1;
    check(is_done, "SHA-256 has no input that it cannot hash");
    return digest;
}

struct Sha256::State {
    std::unique_ptr<EVP_MD_CTX, FreeContext> hash{EVP_MD_CTX_new()};
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
    check(state_->hash != nullptr, "memory for a hash context is there");
    check(EVP_DigestInit_ex(state_->hash.get(), algorithm(), nullptr) == 1, "SHA-256 begins");
}

Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::add(ByteView bytes) {
    check(EVP_DigestUpdate(state_->hash.get(), bytes.data(), bytes.size()) == 1,
          "SHA-256 has no input that it cannot hash");
}

Digest Sha256::finish() {
    Digest digest{};
    auto* out = reinterpret_cast<unsigned char*>(digest.data());
    check(EVP_DigestFinal_ex(state_->hash.get(), out, nullptr) == 1, "SHA-256 ends");
    return digest;
}

}  // namespace entente::crypto
