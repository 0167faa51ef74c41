#pragma once
// SHA-256 (FIPS 180-4), thin over OpenSSL. Safe to call from any thread.

#include <array>
#include <cstddef>
#include <initializer_list>

#include "base/bytes.h"

namespace entente::crypto {

using Digest = std::array<std::byte, 32>;

/// SHA-256 of the parts, one after the other.
Digest sha256(std::initializer_list<ByteView> parts);

}  // namespace entente::crypto
