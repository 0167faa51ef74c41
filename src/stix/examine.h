#pragma once
// The one walk over an object that parse and validate share. Pure.

#include <vector>

#include "json/value.h"
#include "stix/finding.h"
#include "stix/object.h"
#include "stix/report.h"

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
Examined examine(const json::Value& object, Strictness strictness = Strictness::usual);

/// Adds what is wrong with an object to `report`, and no more.
///
/// cost  O(object); no allocation if nothing is wrong, once `report` has seen as long a pointer;
/// for
///       an observable with a version 5 UUID a hash over some of its properties
void examine_into(Report& report, const json::Value& object);

}  // namespace entente::stix
