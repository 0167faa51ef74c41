#pragma once
// The pattern of an indicator. Pure.

#include "stix/kind.h"
#include "stix/report.h"

namespace entente::stix {

/// Reports a pattern of type "stix" that is none. Patterns of other languages, and those that say
/// to be of an earlier version, are taken as they are.
///
/// cost    a parse of the pattern
/// source  STIX 2.1 sections 4.7 and 9
void check_pattern(const Found& found, Report& report);

}  // namespace entente::stix
