#pragma once
// The syntax tree of a pattern: a few arrays, indices instead of pointers. Pure.
//
// A node stands behind its children, the root last. AND, OR and FOLLOWEDBY have two or more
// children, none of their own kind: parentheses that change nothing leave no trace. So the tree of
// a pattern and the tree of its canonical text are the same arrays.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente::stix::pattern {

using NodeIndex = std::uint32_t;

enum class NodeKind : std::uint8_t {
    comparison,       ///< file:size > 3
    comparison_and,   ///< of comparisons, on one object
    comparison_or,    ///< of comparisons
    observation,      ///< [ ... ]
    observation_and,  ///< of observations, each another
    observation_or,
    followed_by,
    within,
    repeats,
    start_stop,
};

/// Elements of an array, or bytes of the text.
struct Range {
    std::uint32_t first = 0;
    std::uint32_t count = 0;

    friend bool operator==(const Range&, const Range&) = default;
};

struct Node {
    NodeKind kind;
    Range range;  ///< comparison: in comparisons; qualifier: in qualifiers; else the children

    friend bool operator==(const Node&, const Node&) = default;
};

enum class ConstantKind : std::uint8_t {
    boolean,
    integer,
    floating,
    string,
    binary,
    hex,
    timestamp,
};

/// A constant. Which member counts follows from the kind.
///
/// source  STIX 2.1 section 9.2
struct Constant {
    ConstantKind kind;
    Range text = {};           ///< string: unescaped; binary, hex: octets; timestamp: as written
    std::int64_t integer = 0;  ///< integer; boolean: 0 or 1
    double number = 0;         ///< floating

    friend bool operator==(const Constant&, const Constant&) = default;
};

enum class StepKind : std::uint8_t { name, index, every };

/// One step of an object path: a name, [3] or [*].
struct Step {
    StepKind kind;
    Range name = {};
    std::int64_t index = 0;

    friend bool operator==(const Step&, const Step&) = default;
};

enum class Operator : std::uint8_t {
    equal,
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,
    in,
    like,
    matches,
    is_subset,
    is_superset,
    exists,
};

/// A path, an operator and its constants: one; for IN any number; for EXISTS none.
struct Comparison {
    Range type;   ///< text
    Range steps;  ///< at least one, the first a name
    Range constants;
    Operator op;
    bool is_negated;  ///< NOT stands before the operator

    friend bool operator==(const Comparison&, const Comparison&) = default;
};

/// A qualifier and what it qualifies. Which member counts follows from the node's kind.
///
/// source  STIX 2.1 section 9.5.1
struct Qualifier {
    NodeIndex child;
    double seconds = 0;      ///< within: above zero
    std::int64_t times = 0;  ///< repeats: at least 1
    Range start = {};        ///< start_stop: timestamps as written
    Range stop = {};

    friend bool operator==(const Qualifier&, const Qualifier&) = default;
};

/// A valid pattern. Made only by parse; a value: copied, compared, read from any thread.
class Pattern {
public:
    [[nodiscard]] NodeIndex root() const { return static_cast<NodeIndex>(nodes_.size() - 1); }

    [[nodiscard]] NodeKind kind(NodeIndex node) const { return nodes_[node].kind; }

    /// The operands of AND, OR and FOLLOWEDBY, in order; of an observation, its one comparison; of
    /// a qualifier, what it qualifies; of a comparison, none.
    [[nodiscard]] std::span<const NodeIndex> children(NodeIndex node) const;

    /// Of a node of kind comparison.
    [[nodiscard]] const Comparison& comparison(NodeIndex node) const {
        return comparisons_[nodes_[node].range.first];
    }

    /// Of a node of kind within, repeats or start_stop.
    [[nodiscard]] const Qualifier& qualifier(NodeIndex node) const {
        return qualifiers_[nodes_[node].range.first];
    }

    /// All comparisons, in the order of the text.
    [[nodiscard]] std::span<const Comparison> comparisons() const { return comparisons_; }

    [[nodiscard]] std::span<const Step> steps(const Comparison& comparison) const {
        return std::span(steps_).subspan(comparison.steps.first, comparison.steps.count);
    }

    [[nodiscard]] std::span<const Constant> constants(const Comparison& comparison) const {
        return std::span(constants_)
            .subspan(comparison.constants.first, comparison.constants.count);
    }

    /// A text of the tree, borrowed from it.
    [[nodiscard]] std::string_view text(Range range) const {
        return std::string_view(text_).substr(range.first, range.count);
    }

    friend bool operator==(const Pattern&, const Pattern&) = default;

private:
    friend class Parser;

    Pattern() = default;

    std::vector<Node> nodes_;
    std::vector<NodeIndex> children_;
    std::vector<Comparison> comparisons_;
    std::vector<Step> steps_;
    std::vector<Constant> constants_;
    std::vector<Qualifier> qualifiers_;
    std::string text_;
};

inline std::span<const NodeIndex> Pattern::children(NodeIndex node) const {
    const auto& [kind, range] = nodes_[node];
    switch (kind) {
        case NodeKind::comparison:
            return {};
        case NodeKind::within:
        case NodeKind::repeats:
        case NodeKind::start_stop:
            return std::span(&qualifiers_[range.first].child, 1);
        case NodeKind::comparison_and:
        case NodeKind::comparison_or:
        case NodeKind::observation:
        case NodeKind::observation_and:
        case NodeKind::observation_or:
        case NodeKind::followed_by:
            return std::span(children_).subspan(range.first, range.count);
    }
    return {};
}

}  // namespace entente::stix::pattern
