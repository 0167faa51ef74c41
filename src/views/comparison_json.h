#pragma once
// A comparison as JSON, for programs. Pure.

#include <string>

#include "views/comparison.h"

namespace entente::views {

/// The comparison in canonical form (RFC 8785): question, parties, divergence, evidence,
/// calculated, remarks. The same bytes on every node that holds the same entries.
std::string to_json(const Comparison& comparison);

}  // namespace entente::views
