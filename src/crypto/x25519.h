#pragma once
// Diffie-Hellman on Curve25519 (RFC 7748), thin over libsodium. Safe from any thread.

#include <array>
#include <cstddef>

#include "base/result.h"
#include "base/secret.h"

namespace entente::crypto {

using X25519Public = std::array<std::byte, 32>;

/// The public value of a secret.
///
/// source  RFC 7748 section 6.1
X25519Public x25519_public(const Secret<32>& secret);

/// What both sides come to.
///
/// errors  invalid: the other's value is of low order, so that the result would be zero
/// source  RFC 7748 section 6.1
Result<Secret<32>> x25519_shared(const Secret<32>& ours, const X25519Public& theirs);

}  // namespace entente::crypto
