#pragma once
// The content of an age file: chunks of 64 KiB, each sealed with its number. Pure.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "age/file_key.h"
#include "base/bytes.h"
#include "base/secret.h"
#include "crypto/aead.h"

namespace entente::age {

inline constexpr std::size_t chunk_bytes = std::size_t{64} << 10;
inline constexpr std::size_t sealed_chunk_bytes = chunk_bytes + crypto::tag_bytes;
inline constexpr std::size_t payload_nonce_bytes = 16;

/// Seals or opens the chunks of one file in their order. So none can be left out, moved or put in,
/// and the end is told from a cut.
///
/// source  age v1 (C2SP), "Payload"
class ChunkCipher {
public:
    /// nonce  payload_nonce_bytes, new for each file
    ChunkCipher(const FileKey& key, ByteView nonce);

    /// plain  chunk_bytes; the last may have fewer
    Bytes seal(ByteView plain, bool is_last);

    /// The next chunk; nothing if it is not, or was changed.
    std::optional<Bytes> open(ByteView sealed, bool is_last);

    /// How many chunks were sealed or opened.
    [[nodiscard]] std::uint64_t count() const { return count_; }

private:
    [[nodiscard]] crypto::Nonce nonce(bool is_last) const;

    Secret<32> key_;
    std::uint64_t count_ = 0;
};

}  // namespace entente::age
