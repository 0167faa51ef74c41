#pragma once
// The payload of a bundle in the making: members go in, sealed bytes stand in a spool file.

#include <memory>

#include "age/encrypt.h"
#include "courier/spool_file.h"
#include "crypto/sha256.h"

namespace entente::courier {

/// A payload that is finished.
struct Payload {
    std::unique_ptr<SpoolFile> file;
    crypto::Digest digest;
};

/// Belongs to one thread.
class ContentWriter {
public:
    ContentWriter(age::Encryption encryption, std::unique_ptr<SpoolFile> file)
        : encryption_(std::move(encryption)), file_(std::move(file)) {}

    /// errors  exhausted: no room, or more members or bytes than an archive may have
    Result<void> add(std::string_view name, ByteView content);

    /// The archive's end, the padding, the last sealed chunk.
    Result<Payload> finish();

private:
    Result<void> seal(ByteView plain);
    Result<void> keep(ByteView sealed);

    age::Encryption encryption_;
    std::unique_ptr<SpoolFile> file_;
    crypto::Sha256 hash_;
    std::uint64_t plain_bytes_ = 0;
    std::size_t members_ = 0;
    bool is_begun_ = false;
};

}  // namespace entente::courier
