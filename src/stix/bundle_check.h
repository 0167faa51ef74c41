#pragma once
// What is wrong with a bundle as a whole, its objects apart. Pure.

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <string>
#include <string_view>
#include <unordered_map>
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
/// objects that have not come by yet; about 200 bytes an object.
class BundleCheck {
public:
    explicit BundleCheck(Strictness strictness = Strictness::usual,
                         OpenReferences references = OpenReferences::pass)
        : report_(strictness), references_(references) {}

    BundleCheck(const BundleCheck&) = delete;
    BundleCheck& operator=(const BundleCheck&) = delete;
    BundleCheck(BundleCheck&&) = delete;
    BundleCheck& operator=(BundleCheck&&) = delete;
    ~BundleCheck() = default;

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
    using Number = std::uint32_t;  // of an identifier or a pointer, in the order of first mention

    struct Identifier {
        std::string_view text;
        bool is_here = false;            ///< an object with it has come by
        std::uint64_t mentioned_by = 0;  ///< the last object with an open reference to it, plus 1
    };

    /// A version of an object: all of an observable are one.
    struct Version {
        Number id;
        std::int64_t microseconds;

        friend bool operator==(const Version&, const Version&) = default;
    };

    /// A UUID as one creator uses it.
    struct UsedUuid {
        std::string_view uuid;
        Number creator;

        friend bool operator==(const UsedUuid&, const UsedUuid&) = default;
    };

    struct Hash {
        std::size_t operator()(const Version& version) const;
        std::size_t operator()(const UsedUuid& used) const;
    };

    struct OpenReference {
        std::uint64_t object;
        Number pointer;  ///< within the object
        Number id;
    };

    Number number_of(std::string_view id);
    Number pointer_number();
    std::string_view kept(std::string_view text);
    void take_uuid(std::uint64_t index, Number id, const json::Value& object);
    void take_version(std::uint64_t index, Number id, const json::Value& object);
    void take_references(std::uint64_t index, const json::Value& object);

    Report report_;
    OpenReferences references_;
    bool has_objects_ = false;  ///< since the bundle before
    // Nothing of it goes before all of it does: texts and tables grow in one piece of memory.
    std::pmr::monotonic_buffer_resource memory_;
    std::pmr::unordered_map<std::string_view, Number> numbers_{&memory_};
    std::pmr::unordered_map<Version, std::uint64_t, Hash> versions_{&memory_};  // index
    std::pmr::unordered_map<UsedUuid, Number, Hash> uuids_{&memory_};           // first id with it
    std::pmr::unordered_map<std::string_view, Number> pointer_numbers_{&memory_};
    std::vector<Identifier> ids_;
    std::vector<std::string_view> pointers_;
    std::vector<OpenReference> open_;
    Report place_{Strictness::lenient};  // within an object, for pointers
    std::string pointer_;
};

}  // namespace entente::stix
