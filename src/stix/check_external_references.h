#pragma once
// References to what is not STIX. Pure.

#include "stix/kind.h"
#include "stix/report.h"

namespace entente::stix {

/// Reports external references that say no more than the name of a source, and identifiers of CAPEC
/// and CVE that are not written as the standard wants them.
///
/// source  STIX 2.1 sections 2.5.2, 4.1.1 and 4.19.1
void check_external_references(const Found& found, Report& report);

}  // namespace entente::stix
