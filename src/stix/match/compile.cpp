#include "stix/match/compile.h"

#include <algorithm>
#include <utility>

#include "base/check.h"

namespace entente::stix::match {

using pattern::NodeIndex;
using pattern::NodeKind;

Result<CompiledPattern> compile(pattern::Pattern tree) {
    CompiledPattern compiled(std::move(tree));
    for (const auto& comparison : compiled.tree_.comparisons()) {
        auto predicate = TRY(Predicate::compile(compiled.tree_, comparison));
        compiled.predicates_.push_back(std::move(predicate));
    }
    for (NodeIndex node = 0; node <= compiled.tree_.root(); ++node) {
        if (compiled.tree_.kind(node) == NodeKind::observation) compiled.leaves_.push_back(node);
    }
    return compiled;
}

const Predicate& CompiledPattern::predicate(NodeIndex node) const {
    const auto index = &tree_.comparison(node) - tree_.comparisons().data();
    return predicates_[static_cast<std::size_t>(index)];
}

bool CompiledPattern::holds(NodeIndex node, const Observation& observation,
                            const ObservedObject& object, std::vector<json::Value>& values) const {
    const auto child_holds = [&](NodeIndex child) {
        return holds(child, observation, object, values);
    };
    const auto children = tree_.children(node);
    switch (tree_.kind(node)) {
        case NodeKind::comparison: {
            const auto& own = predicate(node);
            return own.type() == object.type && own.holds(observation, object.value, values);
        }
        case NodeKind::comparison_and:
        case NodeKind::observation:
            return std::ranges::all_of(children, child_holds);
        case NodeKind::comparison_or:
            return std::ranges::any_of(children, child_holds);
        case NodeKind::observation_and:
        case NodeKind::observation_or:
        case NodeKind::followed_by:
        case NodeKind::within:
        case NodeKind::repeats:
        case NodeKind::start_stop:
            break;
    }
    check(false, "only leaves and what is below them are asked for");
    return false;
}

bool CompiledPattern::is_met(NodeIndex leaf, const Observation& observation,
                             std::vector<json::Value>& values) const {
    return std::ranges::any_of(observation.objects, [&](const ObservedObject& object) {
        return holds(leaf, observation, object, values);
    });
}

}  // namespace entente::stix::match
