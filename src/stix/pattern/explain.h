#pragma once
// A pattern in plain English, for people who judge one. Pure.

#include <string>

#include "stix/pattern/pattern.h"

namespace entente::stix::pattern {

/// What the pattern asks for, one condition a line, indented by two spaces a level; ends with a
/// line feed. Control characters and direction marks in constants are shown as \u{XX}, so that a
/// hostile pattern cannot rearrange what a person reads.
///
/// cost  O(tree)
std::string explain(const Pattern& pattern);

}  // namespace entente::stix::pattern
