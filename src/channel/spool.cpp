#include "channel/spool.h"

#include "base/encoding.h"

namespace entente::channel {
namespace {

constexpr std::size_t memory_bytes_max = std::size_t{4} << 20;

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

Result<Spooled> Spool::append(ByteView bytes) {
    if (buffer_.size() + bytes.size() > memory_bytes_max) TRY_VOID(flush());
    const Spooled piece{.offset = written_ + buffer_.size(),
                        .bytes = static_cast<std::uint32_t>(bytes.size())};
    buffer_ += bytes;
    return piece;
}

Result<Bytes> Spool::read(const Spooled& piece) const {
    if (piece.offset >= written_) {
        return buffer_.substr(static_cast<std::size_t>(piece.offset - written_), piece.bytes);
    }
    auto bytes = TRY(file_->read(piece.offset, piece.bytes));
    if (bytes.size() == piece.bytes) return bytes;
    return fail(ErrorKind::corrupt, "the spool file was cut short", path_, "put the objects again");
}

Result<void> clear_spool_directory(host::Disk& disk, const std::string& directory) {
    const auto names = TRY(disk.list(directory));
    for (const auto& name : names) TRY_VOID(disk.remove(directory + "/" + name));
    return {};
}

}  // namespace entente::channel
