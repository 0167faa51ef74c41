#pragma once
// Which [...] of many patterns can hold for an object: by its type, and by what its strings must
// be. Pure.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "json/value.h"
#include "stix/match/compile.h"
#include "stix/match/path.h"

namespace entente::stix::match {

/// A [...] of a pattern, by its number in the index.
using LeafNumber = std::uint32_t;

/// An index of leaves. Filled by one thread, then read by any number.
///
/// For each type that a leaf compares, it stands in the index either under strings of which one
/// must be the value at a path - 'file' under hashes.MD5 = 'cead...' - or, where the leaf asks
/// nothing such, among those that every object of the type is tried on.
class LeafIndex {
public:
    /// Puts the leaf in under each type that it compares.
    void add(LeafNumber number, const CompiledPattern& pattern, pattern::NodeIndex leaf);

    /// Appends the leaves that may hold for the object; one may come several times.
    ///
    /// values  scratch, kept by the caller for its memory
    /// cost    a look-up for each path that leaves compare in objects of the type, and the leaves
    void find(const Observation& observation, const ObservedObject& object,
              std::vector<json::Value>& values, std::vector<LeafNumber>& found) const;

private:
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;  // NOLINT(readability-identifier-naming): the library's name
    };

    template <class Value>
    using ByText = std::unordered_map<std::string, Value, Hash, std::equal_to<>>;

    struct PathEntry {
        Path path;
        ByText<std::vector<LeafNumber>> by_value;
    };

    struct TypeEntry {
        std::vector<PathEntry> paths;
        std::vector<LeafNumber> always;
    };

    static PathEntry& entry_of(TypeEntry& type, const Path& path);

    ByText<TypeEntry> by_type_;
};

}  // namespace entente::stix::match
