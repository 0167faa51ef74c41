#pragma once
// What differs between two sets of objects. Pure.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "json/value.h"
#include "stix/finding.h"

namespace entente::stix {

/// A value that only one side has, or that differs.
struct ValueChange {
    std::string pointer;          ///< JSON pointer, in the later one unless it is gone there
    std::optional<Bytes> before;  ///< canonical JSON; absent: it was added
    std::optional<Bytes> after;   ///< absent: it was removed

    friend bool operator==(const ValueChange&, const ValueChange&) = default;
};

/// An object that only one side has, or that differs.
struct ObjectChange {
    enum class Kind { added, removed, changed };

    Kind kind;
    std::string id;
    std::string title;                 ///< as title_of has it
    std::vector<ValueChange> changes;  ///< of what changed
    std::vector<Finding> findings;     ///< the rules of versions that the change breaks
};

struct Difference {
    std::vector<ObjectChange> objects;  ///< in the order of the later side, then what is gone
    std::size_t same = 0;               ///< how many both have alike
};

/// Every value that differs, the deepest place that tells it. Members have no order. Of lists the
/// common beginning and end are passed over; what is between is compared place by place.
///
/// errors  invalid: an integer beyond 2^53 - 1 in what differs, at its JSON pointer
/// cost    O(both), and the canonical form of what differs
Result<std::vector<ValueChange>> changes_between(const json::Value& before,
                                                 const json::Value& after);

/// Objects are told apart by their identifiers; of one in several versions the latest is compared.
///
/// errors  invalid: one has no id, or as changes_between
/// source  STIX 2.1 section 3.6 for what a later version may change
Result<Difference> difference_between(std::span<const json::Value> before,
                                      std::span<const json::Value> after);

}  // namespace entente::stix
