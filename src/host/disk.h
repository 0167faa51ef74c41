#pragma once
// Files as a crash sees them. Everything durable goes through this, so that tests can bring a disk
// that forgets what was not synced, tears writes or fills up.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace entente::host {

using Path = std::string;

/// An open file. One thread writes; any may read what was written before.
class File {
public:
    File() = default;
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    virtual ~File() = default;

    [[nodiscard]] virtual Result<std::uint64_t> size() const = 0;

    /// Up to `count` bytes from `offset`; fewer only at the end of the file.
    ///
    /// errors  fatal: the device cannot read it (EIO)
    [[nodiscard]] virtual Result<Bytes> read(std::uint64_t offset, std::size_t count) const = 0;

    /// Writes all of `bytes` at `offset`, or nothing that counts: after an error the caller
    /// truncates.
    ///
    /// errors  exhausted: no room (ENOSPC, EDQUOT, EFBIG); fatal: EIO
    [[nodiscard]] virtual Result<void> write(std::uint64_t offset, ByteView bytes) = 0;

    /// Brings data and size to the device (fdatasync).
    ///
    /// errors  fatal, always: what is on the device is unknown from here on, and a repeat would lie
    [[nodiscard]] virtual Result<void> sync() = 0;

    [[nodiscard]] virtual Result<void> truncate(std::uint64_t size) = 0;
};

/// An exclusive hold on a directory; another process that asks for it is refused. Ends with it.
class Lock {
public:
    Lock() = default;
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;
    virtual ~Lock() = default;
};

/// A tree of files. Errors: not_found, conflict (exists already), refused (permission), exhausted.
class Disk {
public:
    Disk() = default;
    Disk(const Disk&) = delete;
    Disk& operator=(const Disk&) = delete;
    virtual ~Disk() = default;

    /// Opens a file that exists.
    [[nodiscard]] virtual Result<std::unique_ptr<File>> open(const Path& path) = 0;

    /// Makes an empty file that only the owner may read, and makes its name durable.
    ///
    /// errors  conflict: there is one already
    [[nodiscard]] virtual Result<std::unique_ptr<File>> create(const Path& path) = 0;

    /// Makes a directory that only the owner may enter, with its parents, and makes its name
    /// durable. One that exists is left as it is.
    [[nodiscard]] virtual Result<void> make_directory(const Path& path) = 0;

    /// The names in a directory, sorted.
    [[nodiscard]] virtual Result<std::vector<std::string>> list(const Path& path) = 0;

    [[nodiscard]] virtual bool exists(const Path& path) = 0;

    /// Removes a file; one that is not there is no error.
    [[nodiscard]] virtual Result<void> remove(const Path& path) = 0;

    /// Puts `bytes` in the place of the file at `path` so that a crash leaves the old or the new,
    /// whole; owner-only.
    [[nodiscard]] virtual Result<void> replace(const Path& path, ByteView bytes) = 0;

    /// errors  conflict: another process holds it
    [[nodiscard]] virtual Result<std::unique_ptr<Lock>> lock(const Path& path) = 0;
};

/// The whole file, at most `bytes_max`.
///
/// errors  exhausted: it is larger; else as Disk::open and File::read
Result<Bytes> read_whole(Disk& disk, const Path& path, std::size_t bytes_max);

/// The machine's file system.
std::unique_ptr<Disk> make_system_disk();

}  // namespace entente::host
