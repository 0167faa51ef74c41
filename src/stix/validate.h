#pragma once
// What the standard asks of an object. Pure.

#include <vector>

#include "base/result.h"
#include "json/value.h"
#include "stix/finding.h"
#include "stix/object.h"

namespace entente::stix {

/// Everything that is wrong with an object, in the order of the object; then what is missing.
///
/// source  STIX 2.1 sections 2 to 8
std::vector<Finding> validate(const json::Value& object);

/// Refuses an object with a finding of level error.
///
/// errors  invalid: the first such finding, at its JSON pointer, and how many more there are
Result<Valid<Object>> validated(Object object);

}  // namespace entente::stix
