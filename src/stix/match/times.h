#pragma once
// When unknown times can have been, given which come before which: bounds, narrowed and widened.
// Pure.
//
// A variable is a time within bounds; a constraint says that one is at most so much later than
// another. Every "so much" is zero or more, so that there is no contradiction but an empty range:
// narrowing the bounds along the constraints until nothing changes decides whether times exist.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace entente::stix::match {

/// A time in microseconds, between bounds that belong to it.
struct TimeRange {
    std::int64_t low;
    std::int64_t high;

    friend bool operator==(const TimeRange&, const TimeRange&) = default;
};

// Far outside of years 1 to 9999, far inside of 64 bits.
inline constexpr TimeRange any_time{.low = -(std::int64_t{1} << 60), .high = std::int64_t{1} << 60};

using TimeVariable = std::uint32_t;

/// A set of variables that can be taken back, the last first.
class Times {
public:
    /// A state to come back to.
    struct Mark {
        std::size_t variables;
        std::size_t constraints;
        std::size_t changes;
    };

    TimeVariable add(TimeRange range);

    [[nodiscard]] TimeRange range(TimeVariable variable) const { return ranges_[variable]; }

    /// From now on `variable` lies within `range` too. Whether times exist still.
    ///
    /// cost  O(constraints) for each round of narrowing
    bool narrow(TimeVariable variable, TimeRange range);

    /// From now on `later` is at most `most` (zero or more) microseconds after `earlier`; it may
    /// well be before it. Whether times exist still.
    bool constrain(TimeVariable earlier, TimeVariable later, std::int64_t most);

    [[nodiscard]] Mark mark() const {
        return {.variables = ranges_.size(),
                .constraints = constraints_.size(),
                .changes = changes_.size()};
    }

    void go_back(const Mark& mark);

private:
    struct Constraint {
        TimeVariable earlier;
        TimeVariable later;
        std::int64_t most;
    };

    struct Change {
        TimeVariable variable;
        TimeRange before;
    };

    bool set(TimeVariable variable, TimeRange range);
    bool spread();

    std::vector<TimeRange> ranges_;
    std::vector<std::vector<std::uint32_t>> touching_;  // constraints, by variable
    std::vector<Constraint> constraints_;
    std::vector<Change> changes_;
    std::vector<TimeVariable> waiting_;  // changed, not yet spread
};

}  // namespace entente::stix::match
