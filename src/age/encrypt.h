#pragma once
// Seals a file for its recipients, piece by piece. Pure but for its randomness.

#include <cstddef>
#include <span>

#include "age/file_key.h"
#include "age/payload.h"
#include "base/bytes.h"
#include "base/random.h"
#include "base/result.h"

namespace entente::age {

/// An age file in the making: start, then any number of pieces, then the end. What the calls give,
/// one behind the other, is the file.
class Encryption {
public:
    /// errors  invalid: no recipient, more than fit into header_bytes_max, or one of low order
    /// source  age v1 (C2SP)
    static Result<Encryption> start(std::span<const Recipient> recipients, Random& random);

    /// The same for a passphrase.
    ///
    /// errors  exhausted: no memory for scrypt
    static Result<Encryption> start(std::string_view passphrase, Random& random);

    /// The header, and the nonce behind it: how the file begins.
    [[nodiscard]] const Bytes& beginning() const { return beginning_; }

    /// The chunks that `plain` fills.
    Bytes add(ByteView plain);

    /// The last chunk. Nothing may be added behind it.
    Bytes finish();

private:
    Encryption(const FileKey& key, std::vector<Stanza> stanzas, Random& random);

    Bytes beginning_;
    ChunkCipher cipher_;
    Bytes pending_;  // what is not a whole chunk, or may be the last
};

/// A text that fits into memory, sealed.
///
/// errors  as Encryption::start
Result<Bytes> encrypt(ByteView plain, std::span<const Recipient> recipients, Random& random);
Result<Bytes> encrypt(ByteView plain, std::string_view passphrase, Random& random);

}  // namespace entente::age
