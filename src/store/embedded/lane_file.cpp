#include "store/embedded/lane_file.h"

#include <algorithm>

#include "store/embedded/xxh3.h"

namespace entente::store {
namespace {

// One read of a sequential scan: large enough that the calls cost nothing.
constexpr std::size_t piece_bytes = std::size_t{4} << 20;

// What may look like a frame in the middle of bytes says a size near the one expected.
constexpr std::uint64_t plausible_entries_ahead = std::uint64_t{1} << 32;

std::uint64_t integer_at(ByteView bytes, std::size_t width) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < width; ++i) {
        value = (value << 8) | static_cast<unsigned char>(bytes[i]);
    }
    return value;
}

bool is_good_frame(ByteView bytes, lane::EntryIndex next) {
    const auto length = integer_at(bytes, 4);
    if (length < payload_head_bytes || length > bytes.size() - frame_head_bytes) return false;
    const auto payload = bytes.substr(frame_head_bytes, static_cast<std::size_t>(length));
    const auto from = integer_at(payload.substr(1 + 8), 8);
    const bool is_plausible = from >= next.value() && from - next.value() < plausible_entries_ahead;
    return is_plausible && xxh3(payload) == integer_at(bytes.substr(4), 8);
}

Error as_fatal(Error error) {
    error.kind = ErrorKind::fatal;
    return error;
}

}  // namespace

Result<LaneFile> LaneFile::create(host::Disk& disk, const host::Path& path) {
    auto file = TRY(disk.create(path));
    return LaneFile(std::move(file), path, 0);
}

Result<LaneFile> LaneFile::open(host::Disk& disk, const host::Path& path, std::uint64_t end) {
    auto file = TRY(disk.open(path));
    const auto size = TRY(file->size());
    if (size > end) TRY_VOID(file->truncate(end));
    // After a killed process the last frame may be in the kernel's memory only; it is shown from
    // now on, so it must be on disk.
    TRY_VOID(file->sync());
    return LaneFile(std::move(file), path, end);
}

Result<std::uint64_t> LaneFile::append(ByteView frame) {
    // The first line goes with the first frame: a file without a frame means nothing.
    const auto start = std::max<std::uint64_t>(end_, lane_file_magic.size());
    const auto bytes = end_ == 0 ? Bytes(lane_file_magic) + Bytes(frame) : Bytes();
    const auto written = file_->write(end_, end_ == 0 ? ByteView(bytes) : frame);
    if (!written) {
        // Nothing half written stays: the next append would otherwise stand behind a torn frame.
        const auto truncated = file_->truncate(end_);
        const bool is_clean = truncated && written.error().kind == ErrorKind::exhausted;
        return std::unexpected(is_clean ? written.error() : as_fatal(written.error()));
    }
    if (const auto synced = file_->sync(); !synced) {
        return std::unexpected(as_fatal(synced.error()));
    }
    end_ = start + frame.size();
    return start;
}

Result<Bytes> LaneFile::read(std::uint64_t offset, std::size_t count) const {
    auto bytes = TRY(file_->read(offset, count));
    if (bytes.size() == count) return bytes;
    return fail(ErrorKind::corrupt, "the lane file is shorter than what was written to it",
                path_ + ", byte " + std::to_string(offset), "restore the newer record");
}

Result<bool> FrameCursor::fill(std::size_t count) {
    const auto held_from = static_cast<std::size_t>(offset_ - buffer_offset_);
    if (held_from <= buffer_.size() && buffer_.size() - held_from >= count) return true;
    buffer_ = TRY(file_.read(offset_, std::max(piece_bytes, count)));
    buffer_offset_ = offset_;
    return buffer_.size() >= count;
}

Result<std::optional<StoredFrame>> FrameCursor::next() {
    if (!TRY(fill(frame_head_bytes))) return std::nullopt;
    const auto here = [&] {
        return ByteView(buffer_).substr(static_cast<std::size_t>(offset_ - buffer_offset_));
    };
    const auto length = static_cast<std::size_t>(integer_at(here(), 4));
    if (length < payload_head_bytes || length > payload_bytes_max) return std::nullopt;
    if (!TRY(fill(frame_head_bytes + length))) return std::nullopt;
    const auto payload = here().substr(frame_head_bytes, length);
    StoredFrame frame{.offset = offset_,
                      .payload = payload,
                      .is_checksum_good = xxh3(payload) == integer_at(here().substr(4), 8)};
    offset_ = frame.end();
    return frame;
}

Result<bool> has_magic(const host::File& file, const host::Path& path) {
    const auto start = TRY(file.read(0, lane_file_magic.size()));
    if (start == lane_file_magic) return true;
    const bool is_torn = std::ranges::all_of(start, [](char byte) { return byte == '\0'; }) ||
                         lane_file_magic.starts_with(start);
    if (is_torn) return false;
    return fail(ErrorKind::corrupt, "this is no lane file", path,
                "take it out of the record's directory, or restore the record");
}

Result<bool> has_good_frame_after(const host::File& file, std::uint64_t offset,
                                  lane::EntryIndex next) {
    // One append is one frame, so what a crash tore is not longer than that.
    constexpr auto frame_bytes_max = frame_head_bytes + payload_bytes_max;
    const auto rest = TRY(file.read(offset, frame_bytes_max + 1));
    if (rest.size() > frame_bytes_max) return true;
    const ByteView bytes = rest;
    for (std::size_t at = 1; at + frame_head_bytes + payload_head_bytes <= bytes.size(); ++at) {
        if (is_good_frame(bytes.substr(at), next)) return true;
    }
    return false;
}

}  // namespace entente::store
