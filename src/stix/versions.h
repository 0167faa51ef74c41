#pragma once
// Two versions of an object beside each other. Pure.

#include <vector>

#include "json/value.h"
#include "stix/finding.h"

namespace entente::stix {

/// What is wrong with `later` as a version of the object that `earlier` is a version of: other id,
/// created or creator; not modified later, although it is another; a version after a revocation.
/// Pointers lead into `later`. The same text twice is no new version, and nothing is wrong with it.
///
/// cost    the canonical form of both, if they say the same time
/// source  STIX 2.1 section 3.6
std::vector<Finding> compare_versions(const json::Value& earlier, const json::Value& later);

}  // namespace entente::stix
