#pragma once
// Sourcing of an object in words: who says it, and how it is graded. Pure.

#include <string>

#include "json/value.h"

namespace entente::views {

/// "named official: Roman Babushkin, via a news report; graded B2; said"; empty if the object has
/// no sourcing. Reliability and credibility stay the letter and the number that they are.
///
/// object  a STIX object with Entente's sourcing extension
/// source  schemas/sourcing.json; NATO AJP-2.1 for the grades
std::string sourcing_text(const json::Value& object);

}  // namespace entente::views
