#pragma once
// The machine behind search(): goals, choices and the way back. Pure.

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "stix/match/candidates.h"
#include "stix/match/search.h"
#include "stix/match/times.h"
#include "stix/pattern/pattern.h"

namespace entente::stix::match {

using pattern::NodeIndex;

inline constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

enum class Relation : std::uint8_t {
    not_before,  ///< the variable is at or before the observation
    not_after,   ///< the variable is at or after it
    window,      ///< both that it is not before, and at most `most` after
    bounds,      ///< no variable: a range of its own
};

/// One thing that is asked of the time of every observation below a node.
struct Condition {
    Relation relation;
    TimeVariable variable = 0;
    std::int64_t most = 0;
    TimeRange range = any_time;
    std::uint32_t outer = none;  ///< the condition of the node above
};

/// A node that has yet to be made true. Goals form lists, front first, that share their ends.
struct Goal {
    NodeIndex node;
    std::uint32_t condition = none;
    std::uint32_t group = none;  ///< of interchangeable copies: their first places do not descend
    std::int64_t remaining = 0;  ///< of REPEATS: copies to go; 0: not begun
    std::uint32_t next = none;
};

/// The sizes of all that grows along one way, and shrinks again where another is tried.
struct Sizes {
    std::size_t goals;
    std::size_t conditions;
    std::size_t groups;
    std::size_t taken;
    Times::Mark times;
};

/// Where the search can go on another way.
struct Choice {
    Goal goal;
    std::uint32_t rest;  ///< the goals behind it
    std::size_t next;    ///< the place or the operand to try
    Sizes sizes;
};

/// An observation that has its place.
struct Taken {
    ObservationIndex observation;
    std::uint32_t group;
    std::size_t place_before;  ///< of the group
};

/// The search as a machine with an explicit stack: REPEATS 100000 TIMES takes memory, not depth.
class Machine {
public:
    Machine(const pattern::Pattern& pattern, const CandidatesByNode& candidates,
            std::span<const Sighted> sighted, std::size_t steps_max)
        : pattern_(pattern), candidates_(candidates), sighted_(sighted), steps_max_(steps_max) {
        for (const auto& [range, count] : sighted) left_.push_back(count);
    }

    /// The next binding; its observations are not used again.
    std::optional<Binding> next();

    [[nodiscard]] bool is_exhausted() const { return steps_ > steps_max_; }

private:
    void reset();
    bool step();
    bool backtrack();
    bool resume(const Goal& goal, std::size_t next);
    bool take_place(const Goal& goal, std::size_t from);
    bool choose(const Goal& goal, std::size_t operand);
    bool repeat(Goal goal);
    bool join(const Goal& goal);
    bool follow(const Goal& goal);
    bool take(const Goal& goal, const Candidates& candidates, std::size_t place);
    bool fits(ObservationIndex observation, std::uint32_t condition);
    bool relate(const Condition& condition, std::int64_t time);
    bool relate(const Condition& condition, TimeVariable variable);
    [[nodiscard]] TimeRange window(std::uint32_t condition) const;
    std::uint32_t add(const Condition& condition);
    void push(Goal goal);
    void save(const Goal& goal, std::size_t next);
    void restore(const Sizes& sizes);
    Binding finish();

    const pattern::Pattern& pattern_;
    const CandidatesByNode& candidates_;
    std::span<const Sighted> sighted_;
    std::size_t steps_max_;
    std::size_t steps_ = 0;
    std::vector<std::int64_t> left_;  // how many times each observation can still stand somewhere
    std::vector<Goal> goals_;
    std::vector<Condition> conditions_;
    std::vector<std::size_t> groups_;  // the place that the copy before took
    std::vector<Taken> taken_;
    std::vector<Choice> choices_;
    Times times_;
    std::uint32_t head_ = none;
};

}  // namespace entente::stix::match
