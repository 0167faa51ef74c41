#pragma once
// Byte strings, and the fixed-width big-endian integers of our formats. Pure.
//
// Bytes are std::string: every format here is text or framed text, and a string_view can look at
// any of it without a cast.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace entente {

using Bytes = std::string;
using ByteView = std::string_view;

/// The bytes of `array`, borrowed.
template <std::size_t Size>
ByteView view(const std::array<std::byte, Size>& array) {
    return {reinterpret_cast<const char*>(array.data()), Size};
}

/// Appends `value` in `Width` bytes, most significant first. Higher bytes must be zero.
template <std::size_t Width>
void append_integer(Bytes& out, std::uint64_t value) {
    for (std::size_t i = Width; i-- > 0;) out.push_back(static_cast<char>(value >> (8 * i)));
}

/// Reads a byte string from front to back; every read is checked against what is left.
class ByteReader {
public:
    /// what  the name of the input, for errors: "segment"
    ByteReader(ByteView bytes, std::string_view what) : bytes_(bytes), what_(what) {}

    [[nodiscard]] std::size_t offset() const { return offset_; }

    [[nodiscard]] std::size_t left() const { return bytes_.size() - offset_; }

    /// The next `count` bytes, borrowed from the input.
    ///
    /// errors  invalid: fewer are left
    Result<ByteView> take(std::size_t count);

    /// The next `width` (1 to 8) bytes as a big-endian integer.
    ///
    /// errors  invalid: fewer are left
    Result<std::uint64_t> integer(std::size_t width);

    /// The next 32 bytes.
    ///
    /// errors  invalid: fewer are left
    Result<std::array<std::byte, 32>> digest();

    /// Refuses what is left over at the end.
    ///
    /// errors  invalid: bytes are left
    Result<void> finish() const;

    /// An Error at the place where the reader stands: "segment, byte 17".
    [[nodiscard]] std::string place() const;

private:
    ByteView bytes_;
    std::string_view what_;
    std::size_t offset_ = 0;
};

}  // namespace entente
