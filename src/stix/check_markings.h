#pragma once
// Markings on an object and on parts of it. Pure.

#include "stix/kind.h"
#include "stix/report.h"

namespace entente::stix {

/// Reports granular markings without exactly one of marking_ref and lang, selectors that select
/// nothing, and identifiers that are nearly TLP ones.
///
/// source  STIX 2.1 sections 7.2.2 and 7.2.3
void check_markings(const Found& found, Report& report);

}  // namespace entente::stix
