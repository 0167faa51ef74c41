#pragma once
// Object paths, followed from an object to the values they name. Pure.

#include <cstdint>
#include <string>
#include <vector>

#include "json/value.h"
#include "stix/match/observation.h"
#include "stix/pattern/pattern.h"

namespace entente::stix::match {

/// One step, its text owned.
struct PathStep {
    pattern::StepKind kind;
    bool is_behind_reference;  ///< a name after ..._ref or ..._refs: of the object referred to
    std::string name;
    std::int64_t index;

    friend bool operator==(const PathStep&, const PathStep&) = default;
};

/// A path without its object type.
using Path = std::vector<PathStep>;

Path path_of(const pattern::Pattern& pattern, const pattern::Comparison& comparison);

/// Which type STIX gives to the property at the end of a path: its name tells.
///
/// source  STIX 2.1 section 9.6.4
enum class PropertyType { plain, binary, hex };

PropertyType property_type(const Path& path);

/// Writes to `values` what stands at the path: nothing if it does not exist, several for [*].
///
/// values  what was in it goes; kept by the caller for its memory
/// cost    O(steps * objects): an object that several references lead to is followed once a step,
///         so that circles of references cost no more
/// source  STIX 2.1 section 9.7
void resolve(const Observation& observation, json::Value object, const Path& path,
             std::vector<json::Value>& values);

}  // namespace entente::stix::match
