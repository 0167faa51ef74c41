#pragma once
// Observables of STIX 2.0, which stand within observed-data, made into objects of STIX 2.1. Pure.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "json/value.h"
#include "stix/upgrade.h"

namespace entente::stix {

/// Which marking-definitions apply to what stands in a container.
struct ContainerMarkings {
    std::set<std::string> all = {};                            ///< to all of it
    std::map<std::string, std::set<std::string>> by_key = {};  ///< to the object of that key
};

/// The objects, with their identifiers in the same order.
struct UpgradedObservables {
    std::vector<std::string> ids;
    std::vector<Bytes> objects;  ///< in canonical form; each identifier once
    std::vector<Change> changes;
};

/// markings  each observable is marked with those that apply to it or to a part of it: what stood
///           within a marked object must not lose its marking when it stands alone
/// errors    invalid: what is no object with a type, or refers to no object of the container
/// source    STIX 2.0 part 4; STIX 2.1 sections 2.13, 6 and 7.2.2
Result<UpgradedObservables> upgrade_observables(const json::Value& container,
                                                const ContainerMarkings& markings, Random& random);

}  // namespace entente::stix
