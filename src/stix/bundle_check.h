#pragma once
// What is wrong with a bundle as a whole, its objects apart. Pure.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "json/value.h"
#include "stix/finding.h"
#include "stix/report.h"

namespace entente::stix {

/// Whether references that lead out of the bundle are reported.
enum class OpenReferences { pass, are_reported };

/// Sees the bundle and its objects go by, and says at the end what does not fit together.
///
/// Memory: the identifiers and times of all objects, and if those are asked for the references to
/// objects that have not come by yet.
class BundleCheck {
public:
    explicit BundleCheck(Strictness strictness = Strictness::usual,
                         OpenReferences references = OpenReferences::pass)
        : report_(strictness), references_(references) {}

    /// The bundle itself, with or without its objects, behind the last of them: properties that it
    /// does not have, its id, an empty list of objects.
    ///
    /// source  STIX 2.1 sections 2.9, 2.12, 3.2 and 8.1
    void take_bundle(const json::Value& bundle);

    /// One of its objects: two that are the same version of one object are reported, and two of
    /// other types to which one creator gave the same UUID.
    ///
    /// index   its place in the bundle
    /// object  however broken; one without an id is passed over
    /// source  STIX 2.1 sections 2.9 and 3.6
    void take(std::uint64_t index, const json::Value& object);

    /// All findings, with pointers from the bundle on ("/objects/3/object_refs/0").
    std::vector<Finding> finish();

private:
    struct OpenReference {
        std::uint64_t object;
        std::string pointer;  ///< within the object
        std::string id;
    };

    void take_uuid(std::uint64_t index, std::string_view id, const json::Value& object);
    void take_version(std::uint64_t index, std::string_view id, const json::Value& object);
    void take_references(std::uint64_t index, const json::Value& object);

    Report report_;
    OpenReferences references_;
    bool has_objects_ = false;  ///< since the bundle before
    std::unordered_set<std::string> ids_;
    std::unordered_map<std::string, std::uint64_t> versions_;  ///< "id modified": index
    std::unordered_map<std::string, std::string> types_;       ///< "uuid creator": type
    std::vector<OpenReference> open_;
};

}  // namespace entente::stix
