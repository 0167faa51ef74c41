#pragma once
// Why a text is not acceptable JSON, and at which byte. For after a fast parser said no. Pure.

#include "base/bytes.h"
#include "base/result.h"

namespace entente::json {

/// The first thing that is wrong with `text`: UTF-8 first, then grammar, duplicate names and depth.
///
/// errors  invalid: always, if anything is wrong; where is "byte 17"
/// cost    O(n log n), and memory for the names of the objects that are open
/// source  RFC 8259; RFC 7493 section 2
Result<void> find_error(ByteView text, std::size_t depth_max);

}  // namespace entente::json
