#pragma once
// What the standard asks of an object. Pure.

#include <span>
#include <vector>

#include "base/result.h"
#include "json/value.h"
#include "stix/finding.h"
#include "stix/object.h"
#include "stix/report.h"

namespace entente::stix {

/// Everything that is wrong with an object, in the order of the object; then what is missing.
///
/// source  STIX 2.1 sections 2 to 8
std::vector<Finding> validate(const json::Value& object, Strictness strictness = Strictness::usual);

/// Validates one object after another in the same memory. One thread at a time.
class Validator {
public:
    explicit Validator(Strictness strictness = Strictness::usual) : report_(strictness) {}

    /// Everything that is wrong with an object, as validate gives it; borrowed until the next call.
    ///
    /// cost  O(object), no allocation for what is valid (but see examine_into)
    std::span<const Finding> check(const json::Value& object);

private:
    Report report_;
};

/// Refuses an object with a finding of level error.
///
/// errors  invalid: the first such finding, at its JSON pointer, and how many more there are
Result<Valid<Object>> validated(Object object);

}  // namespace entente::stix
