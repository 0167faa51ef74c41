#pragma once
// Which observations can stand where in a pattern, in order of time. Pure.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "stix/match/times.h"
#include "stix/pattern/pattern.h"

namespace entente::stix::match {

/// When an observation was made, and how many times.
struct Sighted {
    TimeRange range;
    std::int64_t count;
};

/// An observation by its place among those that are matched.
using ObservationIndex = std::uint32_t;

/// The observations for one place of a pattern: of one [...], or of an OR of nothing else.
class Candidates {
public:
    /// found  any order; one may come twice
    Candidates(std::vector<ObservationIndex> found, std::span<const Sighted> sighted);

    [[nodiscard]] std::size_t size() const { return order_.size(); }

    [[nodiscard]] ObservationIndex operator[](std::size_t place) const { return order_[place]; }

    /// The first place from `from` on whose observation can lie within `range`; size() if none can.
    ///
    /// sighted  as it was given to the constructor
    [[nodiscard]] std::size_t next(std::size_t from, TimeRange range,
                                   std::span<const Sighted> sighted) const;

    /// How many observations there are from `from` on that start by `high`, or more.
    [[nodiscard]] std::int64_t count(std::size_t from, std::int64_t high,
                                     std::span<const Sighted> sighted) const;

private:
    std::vector<ObservationIndex> order_;      // by the start of their range
    std::vector<std::int64_t> counts_before_;  // size() + 1 sums
    std::int64_t longest_ = 0;                 // of all ranges, in microseconds
};

/// The candidates of each node that is such a place; nothing at all other nodes.
using CandidatesByNode = std::vector<std::optional<Candidates>>;

/// found  the observations of each [...], by node
CandidatesByNode candidates_by_node(const pattern::Pattern& pattern,
                                    const std::vector<std::vector<ObservationIndex>>& found,
                                    std::span<const Sighted> sighted);

/// The times from START on and before STOP, to the microsecond.
///
/// node    of kind start_stop
/// source  STIX 2.1 section 9.5.1
TimeRange window_of(const pattern::Pattern& pattern, pattern::NodeIndex node);

/// Whether a match could exist if one observation could stand in several places and WITHIN said
/// nothing: what is not even that need not be searched for.
///
/// cost    O(nodes * log candidates) for observations of one moment each
bool is_conceivable(const pattern::Pattern& pattern, const CandidatesByNode& candidates,
                    std::span<const Sighted> sighted);

}  // namespace entente::stix::match
