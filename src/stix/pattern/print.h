#pragma once
// A pattern as text: the one canonical form. Pure.

#include <string>

#include "stix/pattern/pattern.h"

namespace entente::stix::pattern {

/// The canonical text: one space between words, parentheses where they change the meaning and
/// nowhere else, property names in apostrophes only where they must be. parse gives the same tree.
///
/// cost  O(tree)
std::string print(const Pattern& pattern);

/// The path of a comparison: "file:hashes.'SHA-256'".
std::string print_path(const Pattern& pattern, const Comparison& comparison);

/// One comparison: "file:size NOT IN (1, 2)".
std::string print_comparison(const Pattern& pattern, const Comparison& comparison);

/// One constant, as it stands in a pattern: "'C:\\\\Windows'", "h'ffd8'", "7.0".
std::string print_constant(const Pattern& pattern, const Constant& constant);

/// A number of seconds or a float in as few digits as say it exactly, without exponent: "7.5".
std::string print_number(double number);

/// The operator's word: "=", "ISSUBSET".
std::string_view to_text(Operator op);

}  // namespace entente::stix::pattern
