#pragma once
// Plain tar archives in the ustar form (POSIX.1-2017, pax), as `tar` makes and reads them. Pure.
//
// One archive has one form here: mode 0644, owner 0, time 0, names of at most 100 characters. What
// is written otherwise is refused, so that no reader can see in an archive what another does not.

#include <cstdint>
#include <functional>
#include <set>
#include <string>

#include "base/bytes.h"
#include "base/result.h"

namespace entente::archive {

inline constexpr std::size_t block_bytes = 512;
inline constexpr std::size_t name_bytes_max = 100;
inline constexpr std::uint64_t member_bytes_max = (std::uint64_t{1} << 33) - 1;  // 11 octal digits
inline constexpr std::size_t members_max = 65'536;  // 64 GiB of segments of 1,024 entries and more

/// The block before a member's content. `name` is one that check_name takes, and size at most
/// member_bytes_max.
Bytes ustar_header(std::string_view name, std::uint64_t size);

/// The zero bytes behind a member's content.
Bytes ustar_padding(std::uint64_t size);

/// The two empty blocks that end an archive.
Bytes ustar_end();

/// A whole member: header, content, padding.
Bytes ustar_member(std::string_view name, ByteView content);

/// Relative paths of letters, digits, `.`, `-` and `_`, without `.` and `..` as parts.
///
/// errors  invalid: anything else, or above name_bytes_max
Result<void> check_name(std::string_view name);

/// What a reader hands on, in the archive's order. An error ends the reading.
struct UstarSink {
    std::function<Result<void>(const std::string& name, std::uint64_t size)> begin;
    std::function<Result<void>(ByteView piece)> content;
    std::function<Result<void>()> end;
};

/// Reads an archive that comes piece by piece.
///
/// Memory: one block, and the members' names.
class UstarReader {
public:
    explicit UstarReader(UstarSink sink) : sink_(std::move(sink)) {}

    /// errors  invalid: not of this form, a name twice, more than members_max, or anything but
    ///         zero bytes behind the end; where is the byte. And what the sink returns
    Result<void> add(ByteView bytes);

    /// errors  invalid: the archive is cut short
    Result<void> finish();

private:
    enum class State { header, content, padding, end, rest };

    [[nodiscard]] std::string place() const;
    Result<void> take_header(ByteView block);
    Result<void> take_end(ByteView block);
    Result<ByteView> take_block(ByteView& bytes);
    Result<void> end_content();
    Result<std::size_t> take_some(ByteView bytes);

    UstarSink sink_;
    State state_ = State::header;
    Bytes block_;             ///< a block that came in pieces
    std::uint64_t left_ = 0;  ///< of the content, or of the padding
    std::uint64_t size_ = 0;
    std::uint64_t offset_ = 0;  ///< of the next byte in the archive
    std::set<std::string, std::less<>> names_;
};

}  // namespace entente::archive
