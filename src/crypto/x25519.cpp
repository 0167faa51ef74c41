#include "crypto/x25519.h"

#include <sodium.h>

#include "base/check.h"

namespace entente::crypto {
namespace {

static_assert(crypto_scalarmult_BYTES == 32);
static_assert(crypto_scalarmult_SCALARBYTES == 32);

unsigned char* octets(std::byte* bytes) {
    return reinterpret_cast<unsigned char*>(bytes);
}

const unsigned char* octets(const std::byte* bytes) {
    return reinterpret_cast<const unsigned char*>(bytes);
}

}  // namespace

X25519Public x25519_public(const Secret<32>& secret) {
    X25519Public value{};
    check(crypto_scalarmult_base(octets(value.data()), octets(secret.reveal().data())) == 0,
          "every secret has a public value");
    return value;
}

Result<Secret<32>> x25519_shared(const Secret<32>& ours, const X25519Public& theirs) {
    std::array<std::byte, 32> value{};
    const int done = crypto_scalarmult(octets(value.data()), octets(ours.reveal().data()),
                                       octets(theirs.data()));
    if (done != 0) {
        return fail(ErrorKind::invalid, "an X25519 value of low order", {},
                    "whoever made it is broken or hostile");
    }
    Secret<32> shared(value);
    sodium_memzero(value.data(), value.size());
    return shared;
}

}  // namespace entente::crypto
