#pragma once
// The one walk over an object that parse and validate share. Pure.

#include <vector>

#include "json/value.h"
#include "stix/finding.h"
#include "stix/object.h"

namespace entente::stix {

/// What the walk brings home.
struct Examined {
    CommonProperties common;
    std::vector<Reference> references;
    std::vector<Finding> findings;
};

/// Reads the common properties of an object and finds what is wrong with it.
///
/// cost  O(object)
Examined examine(const json::Value& object);

}  // namespace entente::stix
