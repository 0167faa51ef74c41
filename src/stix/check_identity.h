#pragma once
// Whether type and identifier of an object are what they must be. Pure.

#include "stix/kind.h"
#include "stix/report.h"

namespace entente::stix {

/// Reports a type that is no name of one, an identifier of another type, and a UUID that is not of
/// the version that it should be of, or does not follow from the properties.
///
/// cost    a hash over some of the properties, if the UUID is of version 5 and this an observable
/// source  STIX 2.1 sections 2.9 and 3.4
void check_identity(const Found& found, Report& report);

}  // namespace entente::stix
