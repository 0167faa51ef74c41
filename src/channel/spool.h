#pragma once
// Bytes that wait until all of them are checked: in memory while they are few, else in a file.

#include <memory>

#include "base/bytes.h"
#include "base/random.h"
#include "host/disk.h"

namespace entente::channel {

/// Where a piece of a spool is.
struct Spooled {
    std::uint64_t offset;
    std::uint32_t bytes;
};

/// Appends, then reads in the order of appending. Belongs to one thread. Its file goes with it;
/// after a crash, clear_spool_directory removes what stayed behind.
class Spool {
public:
    Spool(host::Disk& disk, std::string directory, Random& random)
        : disk_(disk), directory_(std::move(directory)), random_(random) {}

    Spool(const Spool&) = delete;
    Spool& operator=(const Spool&) = delete;
    ~Spool();

    /// errors  exhausted: no room
    Result<Spooled> append(ByteView bytes);

    [[nodiscard]] Result<Bytes> read(const Spooled& piece) const;

private:
    Result<void> flush();

    host::Disk& disk_;
    std::string directory_;
    Random& random_;
    host::Path path_;
    std::unique_ptr<host::File> file_;
    std::uint64_t written_ = 0;  ///< bytes in the file; the rest is in buffer_
    Bytes buffer_;
};

/// Removes every file that an earlier process left.
Result<void> clear_spool_directory(host::Disk& disk, const std::string& directory);

}  // namespace entente::channel
