#pragma once
// Hex and base64, in the one canonical form of each. Pure.

#include <array>
#include <cstddef>
#include <string>

#include "base/bytes.h"
#include "base/result.h"

namespace entente {

/// Two lower-case hex digits a byte.
std::string to_hex(ByteView bytes);

/// errors  invalid: an odd number of digits, or anything but 0-9 and a-f
Result<Bytes> from_hex(std::string_view text);

/// errors  invalid: not 64 lower-case hex digits
Result<std::array<std::byte, 32>> digest_from_hex(std::string_view text);

/// source  RFC 4648 section 4, with padding
std::string to_base64(ByteView bytes);

/// errors  invalid: not canonical, that is, encoding the result again gives other text
/// source  RFC 4648 section 4, with padding
Result<Bytes> from_base64(std::string_view text);

/// source  RFC 4648 section 4, without padding (section 3.2)
std::string to_bare_base64(ByteView bytes);

/// errors  invalid: not canonical, or with padding
/// source  RFC 4648 section 4, without padding (section 3.2)
Result<Bytes> from_bare_base64(std::string_view text);

/// errors  invalid: not canonical base64 of exactly 32 bytes
Result<std::array<std::byte, 32>> digest_from_base64(std::string_view text);

}  // namespace entente
