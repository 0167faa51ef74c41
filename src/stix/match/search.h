#pragma once
// Combinations of observations that make a pattern true. Pure.

#include <span>
#include <vector>

#include "stix/match/candidates.h"
#include "stix/match/limits.h"
#include "stix/pattern/pattern.h"

namespace entente::stix::match {

/// The observations that together make a pattern true once, in order of their index, each once.
struct Binding {
    std::vector<ObservationIndex> observations;

    friend bool operator==(const Binding&, const Binding&) = default;
};

/// What the search found.
struct Outcome {
    std::vector<Binding> bindings;  ///< no observed-data object stands in two of them
    bool is_complete = true;        ///< false: a limit was reached, there may be more

    [[nodiscard]] bool is_match() const { return !bindings.empty(); }

    friend bool operator==(const Outcome&, const Outcome&) = default;
};

/// Finds binding after binding, the earliest candidates first, each without the observations of
/// those before. Where an observation's time is a span, a binding is found if times within the
/// spans exist that make it one: the standard leaves open when in the span it was.
///
/// found    the observations of each [...], by node; empty at other nodes
/// sighted  the time and number of each observation
/// cost     O(candidates) for patterns of one observation and for REPEATS and WITHIN of one; in
///          general a search with backtracking, up to limits.steps_max for each binding
/// source   STIX 2.1 sections 9.1 (number_observed), 9.5.1 and 9.5.2
Outcome search(const pattern::Pattern& pattern,
               const std::vector<std::vector<ObservationIndex>>& found,
               std::span<const Sighted> sighted, const SearchLimits& limits);

}  // namespace entente::stix::match
