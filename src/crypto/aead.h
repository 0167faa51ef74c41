#pragma once
// ChaCha20-Poly1305 (RFC 8439), thin over libsodium. Safe from any thread.

#include <array>
#include <cstddef>
#include <optional>

#include "base/bytes.h"
#include "base/secret.h"

namespace entente::crypto {

using Nonce = std::array<std::byte, 12>;

inline constexpr std::size_t tag_bytes = 16;

/// `plain` encrypted, with its tag behind: plain.size() + tag_bytes.
///
/// nonce   never twice with one key
/// source  RFC 8439 section 2.8, without additional data
Bytes seal(const Secret<32>& key, const Nonce& nonce, ByteView plain);

/// What was sealed; nothing if not with this key and nonce, or if it was changed.
///
/// source  RFC 8439 section 2.8
std::optional<Bytes> open(const Secret<32>& key, const Nonce& nonce, ByteView sealed);

}  // namespace entente::crypto
