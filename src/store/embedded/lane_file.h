#pragma once
// A lane's record: the one file that holds its batches as they came, append-only.
//
//   "entente-lane/v1\n", then frames (frame.h), nothing else
//
// Reading is by pread, never by a map: an I/O error must be an Error, not a signal.

#include <memory>
#include <optional>

#include "host/disk.h"
#include "store/embedded/frame.h"

namespace entente::store {

inline constexpr std::string_view lane_file_magic = "entente-lane/v1\n";

/// An open lane file. One thread appends; any may read what was appended before.
class LaneFile {
public:
    /// Makes an empty file.
    ///
    /// errors  as host::Disk::create
    static Result<LaneFile> create(host::Disk& disk, const host::Path& path);

    /// Opens a file whose good frames end at `end`, cuts off what follows, and syncs the rest.
    ///
    /// errors  as host::Disk::open, host::File::truncate and sync
    static Result<LaneFile> open(host::Disk& disk, const host::Path& path, std::uint64_t end);

    /// Writes one frame at the end and syncs it. Where it begins in the file.
    ///
    /// errors  exhausted: no room, and the file is as it was; fatal: what is on the device is
    ///         unknown: append no more
    Result<std::uint64_t> append(ByteView frame);

    /// Exactly `count` bytes from `offset`.
    ///
    /// errors  corrupt: the file ends before; fatal: the device failed
    [[nodiscard]] Result<Bytes> read(std::uint64_t offset, std::size_t count) const;

    [[nodiscard]] std::uint64_t end() const { return end_; }

    [[nodiscard]] const host::File& file() const { return *file_; }

    /// For erasure.h alone: all else only appends.
    [[nodiscard]] host::File& file() { return *file_; }

private:
    LaneFile(std::unique_ptr<host::File> file, host::Path path, std::uint64_t end)
        : file_(std::move(file)), path_(std::move(path)), end_(end) {}

    std::unique_ptr<host::File> file_;
    host::Path path_;
    std::uint64_t end_;
};

/// A frame as a cursor finds it. The payload is borrowed until the cursor moves.
struct StoredFrame {
    std::uint64_t offset;
    ByteView payload;
    bool is_checksum_good;

    [[nodiscard]] std::uint64_t end() const { return offset + frame_head_bytes + payload.size(); }
};

/// Reads frames from front to back, in pieces of some MiB. Borrows the file.
class FrameCursor {
public:
    /// offset  where a frame starts: lane_file_magic.size() is the first
    FrameCursor(const host::File& file, std::uint64_t offset) : file_(file), offset_(offset) {}

    /// The next frame; nothing where no whole frame stands: the end, or a torn tail.
    ///
    /// errors  as host::File::read
    Result<std::optional<StoredFrame>> next();

    /// Where the next frame starts.
    [[nodiscard]] std::uint64_t offset() const { return offset_; }

private:
    /// Makes `count` bytes from offset_ on stand in the buffer, if the file has them.
    Result<bool> fill(std::size_t count);

    const host::File& file_;
    std::uint64_t offset_;
    Bytes buffer_;
    std::uint64_t buffer_offset_ = 0;
};

/// Refuses a file that is no lane file. Whether it has its whole first line: a file that a crash
/// left shorter has no entries.
///
/// errors  corrupt: it begins with something else
Result<bool> has_magic(const host::File& file, const host::Path& path);

/// Whether a whole good frame stands anywhere after `offset`, where there is none. If so, what is
/// at `offset` was damaged after it was written; if not, a crash tore it.
///
/// next    the entry that the lane expects there: what looks like a frame of earlier ones is none
/// errors  as host::File::read
Result<bool> has_good_frame_after(const host::File& file, std::uint64_t offset,
                                  lane::EntryIndex next);

}  // namespace entente::store
