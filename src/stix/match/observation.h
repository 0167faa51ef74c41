#pragma once
// Observed Data as patterns see it: times, how often, and the objects with what they refer to.
// Pure.

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "json/value.h"

namespace entente::stix::match {

/// A cyber-observable object within an observation.
struct ObservedObject {
    std::string_view key;  ///< what references to it say: its id, or its name in `objects`
    std::string_view type;
    json::Value value;
};

/// One observed-data object. Its texts are borrowed from the documents that it was read from.
struct Observation {
    std::string_view id;
    Instant first;  ///< observed at some time from here
    Instant last;   ///< to here; where the object names no time, at any time
    std::int64_t count = 1;
    std::vector<ObservedObject> objects;  ///< in the order of their keys

    /// The object that a reference names; null if it is none of this observation's.
    ///
    /// cost    O(log objects)
    /// source  STIX 2.1 section 9.7.4: what is not listed is not found
    [[nodiscard]] const ObservedObject* find(std::string_view key) const;
};

/// Objects by their identifiers, borrowed.
using ObjectsById = std::unordered_map<std::string_view, json::Value>;

/// Reads one observed-data object, of STIX 2.1 (object_refs) or of the deprecated form (objects).
///
/// known   where object_refs are looked up; what is not there is not part of the observation
/// errors  invalid: not observed-data, a time that is none, last_observed before first_observed,
///         number_observed not from 1 to 999,999,999; where is the JSON pointer
/// source  STIX 2.1 section 4.14
Result<Observation> read_observation(json::Value observed_data, const ObjectsById& known);

/// The objects of a bundle by id; of two of one id the first.
ObjectsById objects_by_id(json::Value bundle);

/// Reads every observed-data object of a bundle, in order; object_refs are looked up within it.
///
/// errors  as read_observation; invalid: not a bundle
Result<std::vector<Observation>> read_bundle(json::Value bundle);

}  // namespace entente::stix::match
