#pragma once
// Patterns that differ only in how they are written down. Pure.

#include <string>

#include "stix/pattern/pattern.h"

namespace entente::stix::pattern {

/// A text that two patterns share if they differ only in the order and repetition of the operands
/// of AND and OR, in the order of a set, in needless parentheses, or in how a constant is written
/// (5 and 5.0; b'/9g=' and h'ffd8'; t'...17Z' and t'...17.0Z').
///
/// FOLLOWEDBY keeps its order, and [a] AND [a] its repetition: it asks for two observations. Not
/// found are equals that need reasoning: distribution, absorption, NOT !=.
///
/// cost    O(n log n) in the pattern
/// source  STIX 2.1 sections 9.5.2 and 9.6
std::string normal_form(const Pattern& pattern);

/// Whether the two ask for the same, as far as normal_form tells.
bool are_equivalent(const Pattern& a, const Pattern& b);

}  // namespace entente::stix::pattern
