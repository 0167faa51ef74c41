#pragma once
// Bech32, the text of age's keys. Pure.

#include <string>

#include "base/bytes.h"
#include "base/result.h"

namespace entente::age {

/// "age1…": the name, the digit 1, the bytes five bits a character, six characters that check it.
/// All small letters.
///
/// name    1 to 83 of the small letters, digits and '-'
/// source  BIP 173, without its limit of 90 characters
std::string to_bech32(std::string_view name, ByteView bytes);

/// The bytes that `text` carries; all its letters are small or all large.
///
/// name    that it has, in small letters
/// errors  invalid: another name, a character or a checksum that is wrong, bits left over. What the
///         text is, is not told: it may be a secret
/// source  BIP 173, without its limit of 90 characters
Result<Bytes> from_bech32(std::string_view name, std::string_view text);

}  // namespace entente::age
