#include "stix/match/pattern_set.h"

#include <algorithm>
#include <utility>

#include "stix/match/match.h"

namespace entente::stix::match {

std::size_t PatternSet::add(CompiledPattern pattern) {
    const auto number = patterns_.size();
    first_leaves_.push_back(leaves_.size());
    for (const auto node : pattern.leaves()) {
        index_.add(static_cast<LeafNumber>(leaves_.size()), pattern, node);
        leaves_.push_back({.pattern = number, .node = node});
    }
    patterns_.push_back(std::move(pattern));
    return number;
}

/// By leaf, the observations that it holds for.
std::vector<std::vector<ObservationIndex>> PatternSet::met(
    std::span<const Observation> observations) const {
    std::vector<std::vector<ObservationIndex>> found(leaves_.size());
    std::vector<json::Value> values;
    std::vector<LeafNumber> likely;
    for (ObservationIndex index = 0; index < observations.size(); ++index) {
        const auto& observation = observations[index];
        for (const auto& object : observation.objects) {
            likely.clear();
            index_.find(observation, object, values, likely);
            for (const auto number : likely) {
                auto& own = found[number];
                if (!own.empty() && own.back() == index) continue;  // another object was enough
                const auto& leaf = leaves_[number];
                if (patterns_[leaf.pattern].holds(leaf.node, observation, object, values)) {
                    own.push_back(index);
                }
            }
        }
    }
    return found;
}

std::vector<Hit> PatternSet::match_all(std::span<const Observation> observations,
                                       const SearchLimits& limits) const {
    auto by_leaf = met(observations);
    const auto sighted = sighted_of(observations);
    std::vector<Hit> hits;
    for (std::size_t number = 0; number < patterns_.size(); ++number) {
        const auto& pattern = patterns_[number];
        std::vector<std::vector<ObservationIndex>> found(pattern.tree().root() + 1);
        bool is_met = false;
        for (std::size_t i = 0; i < pattern.leaves().size(); ++i) {
            auto& own = by_leaf[first_leaves_[number] + i];
            is_met = is_met || !own.empty();
            found[pattern.leaves()[i]] = std::move(own);
        }
        if (!is_met) continue;
        auto outcome = search(pattern.tree(), found, sighted, limits);
        if (!outcome.is_match() && outcome.is_complete) continue;
        hits.push_back({.pattern = number, .outcome = std::move(outcome)});
    }
    return hits;
}

}  // namespace entente::stix::match
