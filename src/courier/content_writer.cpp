#include "courier/content_writer.h"

#include <algorithm>

#include "archive/ustar.h"
#include "courier/padding.h"

namespace entente::courier {
namespace {

constexpr std::size_t zeros_bytes = std::size_t{1} << 20;

}  // namespace

Result<void> ContentWriter::keep(ByteView sealed) {
    hash_.add(sealed);
    return file_->append(sealed);
}

Result<void> ContentWriter::seal(ByteView plain) {
    if (!is_begun_) TRY_VOID(keep(encryption_.beginning()));
    is_begun_ = true;
    plain_bytes_ += plain.size();
    return keep(encryption_.add(plain));
}

Result<void> ContentWriter::add(std::string_view name, ByteView content) {
    TRY_VOID(archive::check_name(name));
    if (members_++ == archive::members_max) {
        return fail(ErrorKind::exhausted, "this is more than one bundle holds",
                    std::to_string(archive::members_max) + " members",
                    "export what has no receipt, or in several steps");
    }
    return seal(archive::ustar_member(name, content));
}

Result<Payload> ContentWriter::finish() {
    TRY_VOID(seal(archive::ustar_end()));
    const Bytes zeros(zeros_bytes, '\0');
    for (auto left = padded_size(plain_bytes_) - plain_bytes_; left > 0;) {
        const auto count = std::min<std::uint64_t>(left, zeros.size());
        TRY_VOID(seal(ByteView(zeros).substr(0, static_cast<std::size_t>(count))));
        left -= count;
    }
    TRY_VOID(keep(encryption_.finish()));
    return Payload{.file = std::move(file_), .digest = hash_.finish()};
}

}  // namespace entente::courier
