#pragma once
// Objects of STIX 2.0 made into objects of STIX 2.1, and TLP 1 into TLP 2.0. Pure.

#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/random.h"
#include "base/result.h"
#include "json/value.h"

namespace entente::stix {

/// One thing that was made otherwise.
struct Change {
    std::string pointer;  ///< where it stood, or stands now if it was not there
    std::string what;

    friend bool operator==(const Change&, const Change&) = default;
};

/// What became of an object.
struct Upgraded {
    std::vector<Bytes> objects;  ///< in canonical form: the object, then observables out of it
    std::vector<Change> changes;
};

/// Whether `object` is one of STIX 2.0: it has no spec_version though it is no observable, or
/// "2.0".
bool is_version_20(const json::Value& object);

/// The object as STIX 2.1 has it. What STIX 2.1 has no place for is kept as a property x_...;
/// observables within observed-data become objects of their own, with identifiers that follow from
/// them where that can be. What marks with TLP 1 marks with TLP 2.0 then, and a definition of TLP 1
/// is that of TLP 2.0. An object that has nothing of these stays as it is.
///
/// random  for identifiers that follow from nothing
/// errors  invalid: no object with a type; a reference to no object of its container; a number that
///         has no canonical form
/// source  STIX 2.0 parts 2 to 4; STIX 2.1 sections 2.9, 4 and 6
Result<Upgraded> upgrade(const json::Value& object, Random& random);

}  // namespace entente::stix
