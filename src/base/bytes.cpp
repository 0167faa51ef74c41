#include "base/bytes.h"

#include <cstring>

namespace entente {

Result<ByteView> ByteReader::take(std::size_t count) {
    if (count > left()) return fail(ErrorKind::invalid, "the input ends too early", place());
    const auto taken = bytes_.substr(offset_, count);
    offset_ += count;
    return taken;
}

Result<std::uint64_t> ByteReader::integer(std::size_t width) {
    const auto taken = TRY(take(width));
    std::uint64_t value = 0;
    for (const char byte : taken) value = (value << 8) | static_cast<unsigned char>(byte);
    return value;
}

Result<std::array<std::byte, 32>> ByteReader::digest() {
    const auto taken = TRY(take(32));
    std::array<std::byte, 32> digest{};
    std::memcpy(digest.data(), taken.data(), digest.size());
    return digest;
}

Result<void> ByteReader::finish() const {
    if (left() == 0) return {};
    return fail(ErrorKind::invalid, "there are bytes after the end", place());
}

std::string ByteReader::place() const {
    return std::string(what_) + ", byte " + std::to_string(offset_);
}

}  // namespace entente
