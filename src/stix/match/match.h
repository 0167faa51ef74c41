#pragma once
// One pattern against observations. Pure.

#include <span>
#include <vector>

#include "stix/match/compile.h"
#include "stix/match/limits.h"
#include "stix/match/observation.h"
#include "stix/match/search.h"

namespace entente::stix::match {

/// Which observations make the pattern true, as indices into `observations`.
///
/// cost    O(observations * comparisons) and a search among those that a [...] holds for. For many
///         patterns: pattern_set.h
/// source  STIX 2.1 section 9.4
Outcome match(const CompiledPattern& pattern, std::span<const Observation> observations,
              const SearchLimits& limits = {});

/// When and how often each was observed.
std::vector<Sighted> sighted_of(std::span<const Observation> observations);

}  // namespace entente::stix::match
