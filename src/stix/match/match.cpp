#include "stix/match/match.h"

namespace entente::stix::match {

Outcome match(const CompiledPattern& pattern, std::span<const Observation> observations,
              const SearchLimits& limits) {
    std::vector<std::vector<ObservationIndex>> found(pattern.tree().root() + 1);
    std::vector<json::Value> values;
    for (const auto leaf : pattern.leaves()) {
        for (ObservationIndex index = 0; index < observations.size(); ++index) {
            if (pattern.is_met(leaf, observations[index], values)) found[leaf].push_back(index);
        }
    }
    return search(pattern.tree(), found, sighted_of(observations), limits);
}

std::vector<Sighted> sighted_of(std::span<const Observation> observations) {
    std::vector<Sighted> sighted;
    sighted.reserve(observations.size());
    for (const auto& observation : observations) {
        sighted.push_back(
            {.range = {.low = observation.first.value(), .high = observation.last.value()},
             .count = observation.count});
    }
    return sighted;
}

}  // namespace entente::stix::match
