#pragma once
// Many patterns against many observations, without trying every pair. Pure.

#include <cstddef>
#include <span>
#include <vector>

#include "stix/match/compile.h"
#include "stix/match/index.h"
#include "stix/match/limits.h"
#include "stix/match/observation.h"
#include "stix/match/search.h"

namespace entente::stix::match {

/// What was found for one pattern of a set.
struct Hit {
    std::size_t pattern;  ///< as PatternSet::add numbered it
    Outcome outcome;

    friend bool operator==(const Hit&, const Hit&) = default;
};

/// A growing set of patterns. Filled by one thread; match_all may then run in any number.
class PatternSet {
public:
    /// Adds the pattern. Its number: how many there were before.
    std::size_t add(CompiledPattern pattern);

    [[nodiscard]] std::size_t size() const { return patterns_.size(); }

    /// The patterns that match, or whose search was given up, in the order of their numbers; of
    /// each the same as match() gives.
    ///
    /// cost    for each object a look-up for each path that patterns compare at its type; patterns
    ///         are tried on it only where a string that they want is there, or where they want none
    /// source  STIX 2.1 section 9.4
    [[nodiscard]] std::vector<Hit> match_all(std::span<const Observation> observations,
                                             const SearchLimits& limits = {}) const;

private:
    struct Leaf {
        std::size_t pattern;
        pattern::NodeIndex node;
    };

    [[nodiscard]] std::vector<std::vector<ObservationIndex>> met(
        std::span<const Observation> observations) const;

    std::vector<CompiledPattern> patterns_;
    std::vector<Leaf> leaves_;               // by LeafNumber; those of a pattern in a row
    std::vector<std::size_t> first_leaves_;  // by pattern
    LeafIndex index_;
};

}  // namespace entente::stix::match
