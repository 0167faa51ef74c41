#include "channel/spool.h"

#include "base/encoding.h"

namespace entente::channel {
namespace {

// A put of some ten thousand objects touches no disk before it is sealed; more goes to a file, so
// that no put can fill the memory.
constexpr std::size_t memory_bytes_max = std::size_t{48} << 20;

constexpr std::size_t buffer_bytes = std::size_t{4} << 20;

}  // namespace

Spool::~Spool() {
    file_.reset();
    // A file that stays behind is removed at the next start.
    if (!path_.empty()) static_cast<void>(disk_.remove(path_).has_value());
}

Result<void> Spool::flush() {
    if (!file_) {
        const auto name = random_.bytes<16>();
        path_ = directory_ + "/" + to_hex(view(name));
        file_ = TRY(disk_.create(path_));
    }
    TRY_VOID(file_->write(written_, buffer_));
    written_ += buffer_.size();
    buffer_.clear();
    return {};
}

Result<Spooled> Spool::append(Bytes bytes) {
    const auto size = static_cast<std::uint32_t>(bytes.size());
    if (memory_bytes_ + size <= memory_bytes_max) {
        memory_bytes_ += size;
        memory_.push_back(std::move(bytes));
        return Spooled{.is_in_memory = true, .place = memory_.size() - 1, .bytes = size};
    }
    if (buffer_.size() + size > buffer_bytes) TRY_VOID(flush());
    const auto offset = written_ + buffer_.size();
    buffer_ += bytes;
    return Spooled{.is_in_memory = false, .place = offset, .bytes = size};
}

Result<Bytes> Spool::read(const Spooled& piece) const {
    if (piece.is_in_memory) return memory_[piece.place];
    if (piece.place >= written_) {
        return buffer_.substr(static_cast<std::size_t>(piece.place - written_), piece.bytes);
    }
    auto bytes = TRY(file_->read(piece.place, piece.bytes));
    if (bytes.size() == piece.bytes) return bytes;
    return fail(ErrorKind::corrupt, "the spool file was cut short", path_, "put the objects again");
}

Result<Bytes> Spool::take(const Spooled& piece) {
    if (piece.is_in_memory) return std::exchange(memory_[piece.place], {});
    return read(piece);
}

Result<void> clear_spool_directory(host::Disk& disk, const std::string& directory) {
    const auto names = TRY(disk.list(directory));
    for (const auto& name : names) TRY_VOID(disk.remove(directory + "/" + name));
    return {};
}

}  // namespace entente::channel
