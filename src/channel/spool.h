#pragma once
// Bytes that wait until all of them are checked: the first in memory, the rest in a file.

#include <memory>
#include <vector>

#include "base/bytes.h"
#include "base/random.h"
#include "host/disk.h"

namespace entente::channel {

/// Where a piece of a spool is.
struct Spooled {
    bool is_in_memory;
    std::uint64_t place;  ///< its number in memory, or its offset in the file
    std::uint32_t bytes;
};

/// Appends, then reads and takes. Belongs to one thread. Its file goes with it;
/// after a crash, clear_spool_directory removes what stayed behind.
class Spool {
public:
    Spool(host::Disk& disk, std::string directory, Random& random)
        : disk_(disk), directory_(std::move(directory)), random_(random) {}

    Spool(const Spool&) = delete;
    Spool& operator=(const Spool&) = delete;
    ~Spool();

    /// errors  exhausted: no room
    Result<Spooled> append(Bytes bytes);

    [[nodiscard]] Result<Bytes> read(const Spooled& piece) const;

    /// As read, for the last time: the spool holds the piece no longer.
    [[nodiscard]] Result<Bytes> take(const Spooled& piece);

private:
    Result<void> flush();

    host::Disk& disk_;
    std::string directory_;
    Random& random_;
    host::Path path_;
    std::vector<Bytes> memory_;
    std::size_t memory_bytes_ = 0;
    std::unique_ptr<host::File> file_;
    std::uint64_t written_ = 0;  ///< bytes in the file; the rest is in buffer_
    Bytes buffer_;               ///< the file's end that is not written yet
};

/// Removes every file that an earlier process left.
Result<void> clear_spool_directory(host::Disk& disk, const std::string& directory);

}  // namespace entente::channel
