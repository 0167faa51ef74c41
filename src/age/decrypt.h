#pragma once
// Opens an age file, piece by piece. Pure.

#include <functional>
#include <optional>

#include "age/file_key.h"
#include "age/payload.h"
#include "base/bytes.h"
#include "base/result.h"

namespace entente::age {

/// Finds the file's key in its header: unwrap with identities, or with a passphrase.
using FindKey = std::function<Result<FileKey>(const Header&)>;

/// Takes content that was checked; its error ends the decryption.
using TakePlain = std::function<Result<void>(ByteView plain)>;

/// An age file that is read. What is handed on is right as far as it goes; that it is all of it,
/// only finish() tells. So nobody acts on it before.
///
/// Memory: one chunk, or the header.
class Decryption {
public:
    explicit Decryption(FindKey find_key) : find_key_(std::move(find_key)) {}

    /// Reads on, whatever the pieces are.
    ///
    /// errors  invalid: no age file, or a header that is broken; corrupt: the header's code or a
    ///         chunk is wrong; and what find_key and `take` return. After an error it is over
    /// source  age v1 (C2SP)
    Result<void> add(ByteView sealed, const TakePlain& take);

    /// The end of the file is here.
    ///
    /// errors  as add; corrupt: it was cut off
    Result<void> finish(const TakePlain& take);

private:
    Result<bool> open_header();
    Result<void> open_chunk(std::size_t size, bool is_last, const TakePlain& take);

    FindKey find_key_;
    std::optional<ChunkCipher> cipher_;
    Bytes pending_;
};

/// A file that fits into memory, opened.
///
/// errors  as Decryption
Result<Bytes> decrypt(ByteView file, const FindKey& find_key);

}  // namespace entente::age
