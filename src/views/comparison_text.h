#pragma once
// A comparison as plain text, for a person at a terminal. Pure.

#include <string>

#include "views/comparison.h"

namespace entente::views {

/// The comparison in lines of at most 96 columns, the last with its line end. How likely something
/// is held and how confident the analysts are stand in lines of their own.
///
/// source  ICD 203, D.6.e.(2): never a confidence level and a degree of likelihood in one sentence
std::string to_text(const Comparison& comparison);

}  // namespace entente::views
