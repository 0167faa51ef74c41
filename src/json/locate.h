#pragma once
// From a JSON pointer back to the place in the text. Pure.

#include <cstddef>
#include <optional>
#include <string_view>

#include "base/bytes.h"

namespace entente::json {

/// A place in a text, as editors count.
struct Position {
    std::size_t line;    ///< from 1
    std::size_t column;  ///< from 1, in bytes

    friend bool operator==(const Position&, const Position&) = default;
};

/// The offset of the first byte of the value that `pointer` names: 0 or behind white space for "".
///
/// text     JSON that a Parser took; for other text the answer means nothing, but there is one
/// returns  nothing if there is no such value
/// cost     O(bytes before the value), no allocation unless a name has an escape: for errors
/// source   RFC 6901 section 4
std::optional<std::size_t> locate(ByteView text, std::string_view pointer);

/// Where `offset` stands; an offset beyond the end is at the end.
///
/// cost  O(offset)
Position position_of(ByteView text, std::size_t offset);

}  // namespace entente::json
