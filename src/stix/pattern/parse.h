#pragma once
// Patterns from text. Pure.

#include <string_view>

#include "base/result.h"
#include "stix/pattern/pattern.h"

namespace entente::stix::pattern {

/// The pattern that `text` is.
///
/// text    UTF-8
/// errors  invalid: not a pattern; where is "line 1, column 18 (byte 17)", lines and columns from
///         1, columns in code points; the remedy names the section that says so.
///         exhausted: longer than pattern_bytes_max, parentheses deeper than depth_max
/// cost    O(text) and a handful of allocations; no recursion but for parentheses
/// source  STIX 2.1 section 9, but for what only an evaluation can tell: whether a regular
///         expression can be run (stix/match), and whether an object has such a property
Result<Pattern> parse(std::string_view text);

}  // namespace entente::stix::pattern
