#include "courier/spool_file.h"

#include "base/encoding.h"

namespace entente::courier {
namespace {

constexpr std::size_t piece_bytes = std::size_t{1} << 20;

}  // namespace

Result<std::unique_ptr<SpoolFile>> SpoolFile::create(host::Disk& disk, const host::Path& directory,
                                                     Random& random) {
    const auto name = random.bytes<16>();
    std::unique_ptr<SpoolFile> spool(new SpoolFile(disk, directory + "/" + to_hex(view(name))));
    spool->file_ = TRY(disk.create(spool->path_));
    return spool;
}

SpoolFile::~SpoolFile() {
    file_.reset();
    // What stays behind is removed at the next start.
    static_cast<void>(disk_.remove(path_).has_value());
}

Result<void> SpoolFile::flush() {
    TRY_VOID(file_->write(written_, buffer_));
    written_ += buffer_.size();
    buffer_.clear();
    return {};
}

Result<void> SpoolFile::append(ByteView bytes) {
    buffer_ += bytes;
    if (buffer_.size() < piece_bytes) return {};
    return flush();
}

Result<void> SpoolFile::read(const TakePiece& take) {
    TRY_VOID(flush());
    for (std::uint64_t offset = 0; offset < written_;) {
        const auto piece = TRY(file_->read(offset, piece_bytes));
        if (piece.empty()) {
            return fail(ErrorKind::corrupt, "the spool file was cut short", path_, "try again");
        }
        TRY_VOID(take(piece));
        offset += piece.size();
    }
    return {};
}

}  // namespace entente::courier
