#pragma once
// The key of one file, sealed for whoever may open it. Pure but for the cost of scrypt.

#include <optional>
#include <span>
#include <string>

#include "age/header.h"
#include "age/keys.h"
#include "base/random.h"
#include "base/result.h"
#include "base/secret.h"

namespace entente::age {

/// Each file has a new one.
using FileKey = Secret<16>;

/// source  age v1 (C2SP), "The X25519 recipient type"
Result<Stanza> wrap(const FileKey& key, const Recipient& recipient, Random& random);

/// For a passphrase; such a stanza stands alone in a header.
///
/// source  age v1 (C2SP), "The scrypt recipient type"
Result<Stanza> wrap(const FileKey& key, std::string_view passphrase, Random& random);

/// The key, if a stanza is for one of the identities.
///
/// errors  invalid: a stanza is broken, or scrypt beside others; refused: none is for them
Result<FileKey> unwrap(const Header& header, std::span<const Identity> identities);

/// The same for a passphrase.
///
/// errors  invalid: broken, a passphrase beside other recipients, or its work factor is above 22;
///         refused: the passphrase is another, or there is none; exhausted: no memory for it
Result<FileKey> unwrap(const Header& header, std::string_view passphrase);

/// The code that a header with these stanzas has, and nobody without the key can make.
std::array<std::byte, 32> header_code(const FileKey& key, const std::vector<Stanza>& stanzas);

}  // namespace entente::age
