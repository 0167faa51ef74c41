#pragma once
// Hashes: the names of algorithms, and what their values look like. Pure.

#include "json/value.h"
#include "stix/report.h"

namespace entente::stix {

/// Reports names that cannot be those of algorithms, and values that no such algorithm gives.
///
/// hashes  an object
/// source  STIX 2.1 sections 2.7 and 10.7
void check_hashes(const json::Value& hashes, Report& report);

}  // namespace entente::stix
