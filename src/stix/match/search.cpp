#include "stix/match/search.h"

#include <algorithm>
#include <utility>

#include "stix/match/machine.h"

namespace entente::stix::match {
namespace {

/// The observations that are found somewhere, in order, each once: all that the search looks at.
std::vector<ObservationIndex> used_of(const std::vector<std::vector<ObservationIndex>>& found) {
    std::vector<ObservationIndex> used;
    for (const auto& own : found) used.insert(used.end(), own.begin(), own.end());
    std::ranges::sort(used);
    const auto surplus = std::ranges::unique(used);
    used.erase(surplus.begin(), surplus.end());
    return used;
}

/// `found` as places in `used`.
std::vector<std::vector<ObservationIndex>> places_of(
    std::vector<std::vector<ObservationIndex>> found, const std::vector<ObservationIndex>& used) {
    for (auto& own : found) {
        for (auto& observation : own) {
            const auto place = std::ranges::lower_bound(used, observation);
            observation = static_cast<ObservationIndex>(place - used.begin());
        }
    }
    return found;
}

Outcome search_all(const pattern::Pattern& pattern, const CandidatesByNode& candidates,
                   std::span<const Sighted> sighted, const SearchLimits& limits) {
    Outcome outcome;
    Machine machine(pattern, candidates, sighted, limits.steps_max);
    while (outcome.bindings.size() < limits.bindings_max) {
        auto binding = machine.next();
        if (!binding) {
            outcome.is_complete = !machine.is_exhausted();
            return outcome;
        }
        outcome.bindings.push_back(std::move(*binding));
    }
    outcome.is_complete = false;
    return outcome;
}

}  // namespace

Outcome search(const pattern::Pattern& pattern,
               const std::vector<std::vector<ObservationIndex>>& found,
               std::span<const Sighted> sighted, const SearchLimits& limits) {
    const auto used = used_of(found);
    std::vector<Sighted> own;
    for (const auto observation : used) own.push_back(sighted[observation]);
    const auto candidates = candidates_by_node(pattern, places_of(found, used), own);
    if (!is_conceivable(pattern, candidates, own)) return {};
    auto outcome = search_all(pattern, candidates, own, limits);
    for (auto& binding : outcome.bindings) {
        for (auto& observation : binding.observations) observation = used[observation];
    }
    return outcome;
}

}  // namespace entente::stix::match
