#pragma once
// Observables inside of observed-data, as STIX 2.0 had them. Pure.

#include "json/value.h"
#include "stix/report.h"

namespace entente::stix {

/// Reports what is wrong with the property "objects": that it is deprecated, what in it is no
/// observable, and references that lead to none of its objects. The observables themselves may be
/// those of STIX 2.0 and are not held to the tables of 2.1.
///
/// cost    O(references * objects)
/// source  STIX 2.1 section 2.13
void check_observable_container(const json::Value& container, Report& report);

}  // namespace entente::stix
