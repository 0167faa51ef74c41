#include "archive/ustar.h"

#include <algorithm>

namespace entente::archive {
namespace {

constexpr std::size_t size_offset = 124;
constexpr std::size_t size_digits = 11;
constexpr std::size_t checksum_offset = 148;

bool is_zero(ByteView bytes) {
    return std::ranges::all_of(bytes, [](char c) { return c == '\0'; });
}

std::uint64_t padding_of(std::uint64_t size) {
    return (block_bytes - size % block_bytes) % block_bytes;
}

void put(Bytes& block, std::size_t offset, ByteView field) {
    block.replace(offset, field.size(), field);
}

/// The sum of all bytes, with spaces where the sum itself stands.
unsigned checksum(Bytes block) {
    put(block, checksum_offset, "        ");
    unsigned sum = 0;
    for (const auto c : block) sum += static_cast<unsigned char>(c);
    return sum;
}

bool is_name_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == '_' || c == '/';
}

/// `value` in exactly `digits` octal digits.
Bytes to_octal(std::uint64_t value, std::size_t digits) {
    Bytes text(digits, '0');
    for (auto at = digits; at-- > 0; value /= 8) text[at] = static_cast<char>('0' + value % 8);
    return text;
}

/// Digits up to the field's end; what is not one makes a number whose header is another.
std::uint64_t octal(ByteView digits) {
    std::uint64_t value = 0;
    for (const auto c : digits) value = value * 8 + (static_cast<unsigned char>(c) & 7U);
    return value;
}

}  // namespace

Bytes ustar_header(std::string_view name, std::uint64_t size) {
    Bytes block(block_bytes, '\0');
    put(block, 0, name);
    put(block, 100, "0000644");  // mode
    put(block, 108, "0000000");  // owner
    put(block, 116, "0000000");  // group
    put(block, size_offset, to_octal(size, size_digits));
    put(block, 136, "00000000000");  // time
    put(block, 156, "0");            // a file
    put(block, 257,
        ByteView("ustar\0"
                 "00",
                 8));
    put(block, 329, "0000000");  // device, major
    put(block, 337, "0000000");  // device, minor
    put(block, checksum_offset, to_octal(checksum(block), 6) + Bytes("\0 ", 2));
    return block;
}

Bytes ustar_padding(std::uint64_t size) {
    return Bytes(static_cast<std::size_t>(padding_of(size)), '\0');
}

Bytes ustar_end() {
    return Bytes(2 * block_bytes, '\0');
}

Bytes ustar_member(std::string_view name, ByteView content) {
    auto bytes = ustar_header(name, content.size());
    bytes += content;
    bytes += ustar_padding(content.size());
    return bytes;
}

Result<void> check_name(std::string_view name) {
    const auto refuse = [&] {
        return fail(ErrorKind::invalid, "this is no name for a member of an archive",
                    std::string(name.substr(0, name_bytes_max)),
                    "use relative paths of letters, digits, dots, hyphens and underscores");
    };
    if (name.empty() || name.size() > name_bytes_max) return refuse();
    if (!std::ranges::all_of(name, is_name_character)) return refuse();
    for (auto rest = name;;) {
        const auto part = rest.substr(0, rest.find('/'));
        if (part.empty() || part == "." || part == "..") return refuse();
        if (part.size() == rest.size()) return {};
        rest.remove_prefix(part.size() + 1);
    }
}

std::string UstarReader::place() const {
    return "archive, byte " + std::to_string(offset_);
}

Result<void> UstarReader::take_header(ByteView block) {
    if (is_zero(block)) {
        state_ = State::end;
        return {};
    }
    std::string name(block.substr(0, std::min(block.find('\0'), name_bytes_max)));
    size_ = octal(block.substr(size_offset, size_digits));
    if (!check_name(name) || size_ > member_bytes_max || ustar_header(name, size_) != block) {
        return fail(ErrorKind::invalid, "not a member of an archive in our form", place(),
                    "it was changed, or packed anew by another program");
    }
    if (names_.size() == members_max || !names_.insert(name).second) {
        return fail(ErrorKind::invalid,
                    names_.contains(name) ? "a member that is there twice" : "too many members",
                    place() + ", " + name);
    }
    TRY_VOID(sink_.begin(name, size_));
    left_ = size_;
    state_ = State::content;
    return {};
}

Result<void> UstarReader::take_end(ByteView block) {
    if (!is_zero(block)) {
        return fail(ErrorKind::invalid, "one empty block, where two end an archive", place());
    }
    state_ = State::rest;
    return {};
}

/// The next whole block, if it is there: else what came of it waits.
Result<ByteView> UstarReader::take_block(ByteView& bytes) {
    if (block_.size() == block_bytes) block_.clear();
    const auto taken = std::min(block_bytes - block_.size(), bytes.size());
    block_ += bytes.substr(0, taken);
    bytes.remove_prefix(taken);
    return block_.size() == block_bytes ? ByteView(block_) : ByteView();
}

Result<void> UstarReader::end_content() {
    TRY_VOID(sink_.end());
    left_ = padding_of(size_);
    state_ = State::padding;
    return {};
}

/// Takes what belongs to the state, and tells how much that was.
Result<std::size_t> UstarReader::take_some(ByteView bytes) {
    if (state_ == State::header || state_ == State::end) {
        auto rest = bytes;
        const auto block = TRY(take_block(rest));
        if (!block.empty()) {
            TRY_VOID(state_ == State::header ? take_header(block) : take_end(block));
        }
        return bytes.size() - rest.size();
    }
    if (state_ == State::rest) {
        if (is_zero(bytes)) return bytes.size();
        return fail(ErrorKind::invalid, "something stands behind the archive's end", place());
    }
    const auto piece =
        bytes.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size())));
    if (state_ == State::content) {
        if (!piece.empty()) TRY_VOID(sink_.content(piece));
    } else if (!is_zero(piece)) {
        return fail(ErrorKind::invalid, "something stands behind a member's end", place());
    }
    left_ -= piece.size();
    return piece.size();
}

Result<void> UstarReader::add(ByteView bytes) {
    while (true) {
        if (state_ == State::content && left_ == 0) TRY_VOID(end_content());
        if (state_ == State::padding && left_ == 0) state_ = State::header;
        if (bytes.empty()) return {};
        const auto taken = TRY(take_some(bytes));
        offset_ += taken;
        bytes.remove_prefix(taken);
    }
}

Result<void> UstarReader::finish() {
    if (state_ == State::rest) return {};
    return fail(ErrorKind::invalid, "the archive is cut short", place(), "get it once more");
}

}  // namespace entente::archive
