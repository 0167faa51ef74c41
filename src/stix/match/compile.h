#pragma once
// A pattern made ready to be matched. Pure.

#include <span>
#include <vector>

#include "base/result.h"
#include "json/value.h"
#include "stix/match/observation.h"
#include "stix/match/predicate.h"
#include "stix/pattern/pattern.h"

namespace entente::stix::match {

/// A compiled pattern: its tree, and a Predicate for each comparison. Used from any number of
/// threads.
class CompiledPattern {
public:
    [[nodiscard]] const pattern::Pattern& tree() const { return tree_; }

    /// The nodes of kind observation, in the order of the text.
    [[nodiscard]] std::span<const pattern::NodeIndex> leaves() const { return leaves_; }

    /// The predicate of a node of kind comparison.
    [[nodiscard]] const Predicate& predicate(pattern::NodeIndex node) const;

    /// Whether the comparisons below `node` hold for that object.
    ///
    /// node    a leaf, or a node below one
    /// source  STIX 2.1 section 9.5: all start from the same object
    [[nodiscard]] bool holds(pattern::NodeIndex node, const Observation& observation,
                             const ObservedObject& object, std::vector<json::Value>& values) const;

    /// Whether they hold for some object of the observation.
    [[nodiscard]] bool is_met(pattern::NodeIndex leaf, const Observation& observation,
                              std::vector<json::Value>& values) const;

private:
    friend Result<CompiledPattern> compile(pattern::Pattern tree);

    explicit CompiledPattern(pattern::Pattern tree) : tree_(std::move(tree)) {}

    pattern::Pattern tree_;
    std::vector<Predicate> predicates_;  // in the order of tree_.comparisons()
    std::vector<pattern::NodeIndex> leaves_;
};

/// errors  invalid: a regular expression that cannot be run; where is the comparison
/// cost    that of its regular expressions
Result<CompiledPattern> compile(pattern::Pattern tree);

}  // namespace entente::stix::match
