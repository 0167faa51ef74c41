#pragma once
// Keys made of other secrets: HKDF, HMAC and scrypt, thin over OpenSSL. Safe from any thread.

#include <array>
#include <cstddef>

#include "base/bytes.h"
#include "base/result.h"
#include "base/secret.h"

namespace entente::crypto {

/// 32 bytes that follow from `secret`, one for each salt and info.
///
/// source  RFC 5869, with SHA-256
Secret<32> hkdf_sha256(ByteView secret, ByteView salt, ByteView info);

/// source  RFC 2104, with SHA-256
std::array<std::byte, 32> hmac_sha256(ByteView key, ByteView message);

/// Whether two codes are equal, in a time that does not tell where they differ.
bool is_same_code(const std::array<std::byte, 32>& a, const std::array<std::byte, 32>& b);

/// A key out of a passphrase: 2^cost_exponent steps, r = 8, p = 1.
///
/// cost_exponent  1 to 22
/// errors  exhausted: no memory for it
/// cost    memory: 1 KiB << cost_exponent; 18 takes about a second
/// source  RFC 7914
Result<Secret<32>> scrypt(ByteView passphrase, ByteView salt, unsigned cost_exponent);

}  // namespace entente::crypto
