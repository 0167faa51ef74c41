#pragma once
// A file that is written once, read back in pieces, and gone with its object.

#include <functional>
#include <memory>

#include "base/random.h"
#include "host/disk.h"

namespace entente::courier {

using TakePiece = std::function<Result<void>(ByteView piece)>;

/// Belongs to one thread. After a crash, channel::clear_spool_directory removes what stayed behind.
class SpoolFile {
public:
    /// errors  exhausted: no room; not_found: no such directory
    static Result<std::unique_ptr<SpoolFile>> create(host::Disk& disk, const host::Path& directory,
                                                     Random& random);

    SpoolFile(const SpoolFile&) = delete;
    SpoolFile& operator=(const SpoolFile&) = delete;
    ~SpoolFile();

    /// errors  exhausted: no room
    Result<void> append(ByteView bytes);

    [[nodiscard]] std::uint64_t size() const { return written_ + buffer_.size(); }

    /// All of it, from the start, in pieces.
    Result<void> read(const TakePiece& take);

private:
    SpoolFile(host::Disk& disk, host::Path path) : disk_(disk), path_(std::move(path)) {}

    Result<void> flush();

    host::Disk& disk_;
    host::Path path_;
    std::unique_ptr<host::File> file_;
    std::uint64_t written_ = 0;
    Bytes buffer_;
};

}  // namespace entente::courier
