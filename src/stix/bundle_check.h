#pragma once
// What is wrong with a bundle as a whole, its objects apart. Pure.

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "json/value.h"
#include "stix/finding.h"
#include "stix/object.h"
#include "stix/report.h"

namespace entente::stix {

/// Whether references that lead out of the bundle are reported.
enum class OpenReferences { pass, are_reported };

/// Sees the bundle and its objects go by, and says at the end what does not fit together.
///
/// Memory: the identifiers and times of all objects, and the references if those are asked for.
class BundleCheck {
public:
    explicit BundleCheck(Strictness strictness = Strictness::usual,
                         OpenReferences references = OpenReferences::pass)
        : report_(strictness), references_(references) {}

    /// The bundle itself, with or without its objects: properties that it does not have, its id.
    ///
    /// source  STIX 2.1 sections 2.9, 3.2 and 8.1
    void take_bundle(const json::Value& bundle);

    /// The next of its objects: two that are the same version of one object are reported.
    ///
    /// source  STIX 2.1 section 3.6
    void take(const Object& object);

    /// All findings, with pointers from the bundle on ("/objects/3/object_refs/0").
    std::vector<Finding> finish();

private:
    struct OpenReference {
        std::string pointer;
        std::string id;
    };

    Report report_;
    OpenReferences references_;
    std::size_t count_ = 0;
    std::map<std::pair<std::string, std::string>, std::size_t> versions_;  ///< id, modified
    std::vector<OpenReference> open_;
};

}  // namespace entente::stix
