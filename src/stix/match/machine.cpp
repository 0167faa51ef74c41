#include "stix/match/machine.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace entente::stix::match {
namespace {

using pattern::NodeKind;

/// The time that WITHIN leaves between first and last: less than the seconds, in microseconds.
std::int64_t most_within(double seconds) {
    const double microseconds = seconds * 1e6;
    if (!(microseconds < double{1LL << 60})) return std::int64_t{1} << 59;
    const double whole = std::round(microseconds);
    const bool is_whole = std::abs(whole - microseconds) < 1e-3;  // .29 is not quite 290,000
    const auto limit = static_cast<std::int64_t>(is_whole ? whole : std::ceil(microseconds));
    return std::max<std::int64_t>(limit, 1) - 1;
}

}  // namespace

std::optional<Binding> Machine::next() {
    reset();
    push({.node = pattern_.root()});
    while (head_ != none) {
        if (!step() && !backtrack()) return std::nullopt;
        if (is_exhausted()) return std::nullopt;
    }
    return finish();
}

void Machine::reset() {
    restore({.goals = 0, .conditions = 0, .groups = 0, .taken = 0, .times = {}});
    choices_.clear();
    head_ = none;
    steps_ = 0;
}

Binding Machine::finish() {
    Binding binding;
    for (const auto& taken : taken_) binding.observations.push_back(taken.observation);
    std::ranges::sort(binding.observations);
    const auto surplus = std::ranges::unique(binding.observations);
    binding.observations.erase(surplus.begin(), surplus.end());
    reset();
    for (const auto observation : binding.observations) left_[observation] = 0;
    return binding;
}

/// Takes the first goal, and puts what it comes down to in its stead.
bool Machine::step() {
    const auto goal = goals_[head_];
    head_ = goal.next;
    if (candidates_[goal.node]) return take_place(goal, 0);
    switch (pattern_.kind(goal.node)) {
        case NodeKind::observation_or:
            return choose(goal, 0);
        case NodeKind::observation_and:
            return join(goal);
        case NodeKind::followed_by:
            return follow(goal);
        case NodeKind::repeats:
            return repeat(goal);
        case NodeKind::within:
        case NodeKind::start_stop:
        case NodeKind::observation:
        case NodeKind::comparison:
        case NodeKind::comparison_and:
        case NodeKind::comparison_or:
            break;
    }
    const bool is_within = pattern_.kind(goal.node) == NodeKind::within;
    const auto& qualifier = pattern_.qualifier(goal.node);
    Condition condition{.relation = Relation::bounds, .outer = goal.condition};
    if (is_within) {
        condition.relation = Relation::window;
        condition.variable = times_.add(any_time);
        condition.most = most_within(qualifier.seconds);
    } else {
        condition.range = window_of(pattern_, goal.node);
    }
    push({.node = qualifier.child, .condition = add(condition), .group = goal.group});
    return true;
}

bool Machine::join(const Goal& goal) {
    const auto children = pattern_.children(goal.node);
    for (auto i = children.size(); i-- > 0;) {
        push({.node = children[i],
              .condition = goal.condition,
              .group = i == 0 ? goal.group : none});
    }
    return true;
}

/// Between two neighbours there is a time that the one does not pass and the other does not
/// precede.
bool Machine::follow(const Goal& goal) {
    const auto children = pattern_.children(goal.node);
    std::optional<TimeVariable> after;
    for (auto i = children.size(); i-- > 0;) {
        auto condition = goal.condition;
        if (after) {
            condition =
                add({.relation = Relation::not_after, .variable = *after, .outer = condition});
        }
        if (i > 0) {
            after = times_.add(any_time);
            condition =
                add({.relation = Relation::not_before, .variable = *after, .outer = condition});
        }
        push({.node = children[i], .condition = condition, .group = i == 0 ? goal.group : none});
    }
    return true;
}

bool Machine::choose(const Goal& goal, std::size_t operand) {
    const auto children = pattern_.children(goal.node);
    if (operand == children.size()) return false;
    save(goal, operand + 1);
    push({.node = children[operand], .condition = goal.condition});
    return true;
}

bool Machine::repeat(Goal goal) {
    const auto child = pattern_.children(goal.node)[0];
    if (goal.remaining == 0) {
        goal.remaining = pattern_.qualifier(goal.node).times;
        goal.group = static_cast<std::uint32_t>(groups_.size());
        groups_.push_back(0);
    }
    if (const auto& candidates = candidates_[child]) {
        const auto range = window(goal.condition);
        const auto first = candidates->next(groups_[goal.group], range, sighted_);
        if (candidates->count(first, range.high, sighted_) < goal.remaining) return false;
    }
    const Goal copy{.node = child, .condition = goal.condition, .group = goal.group};
    if (--goal.remaining > 0) push(goal);
    push(copy);
    return true;
}

bool Machine::take_place(const Goal& goal, std::size_t from) {
    const auto& candidates = *candidates_[goal.node];
    const auto range = window(goal.condition);
    if (goal.group != none) from = std::max(from, groups_[goal.group]);
    for (auto place = candidates.next(from, range, sighted_); place < candidates.size();
         place = candidates.next(place + 1, range, sighted_)) {
        if (left_[candidates[place]] == 0) continue;
        if (++steps_ > steps_max_) return false;
        save(goal, place + 1);
        if (take(goal, candidates, place)) return true;
        restore(choices_.back().sizes);
        choices_.pop_back();
    }
    return false;
}

bool Machine::take(const Goal& goal, const Candidates& candidates, std::size_t place) {
    const auto observation = candidates[place];
    --left_[observation];
    taken_.push_back({.observation = observation,
                      .group = goal.group,
                      .place_before = goal.group == none ? 0 : groups_[goal.group]});
    if (goal.group != none) groups_[goal.group] = place;
    return fits(observation, goal.condition);
}

bool Machine::fits(ObservationIndex observation, std::uint32_t condition) {
    auto range = sighted_[observation].range;
    for (auto at = condition; at != none; at = conditions_[at].outer) {
        range.low = std::max(range.low, conditions_[at].range.low);
        range.high = std::min(range.high, conditions_[at].range.high);
    }
    if (range.low > range.high) return false;
    const bool is_moment = range.low == range.high;  // most are: they need no variable
    const auto variable = is_moment ? 0 : times_.add(range);
    for (auto at = condition; at != none; at = conditions_[at].outer) {
        const auto& own = conditions_[at];
        if (!(is_moment ? relate(own, range.low) : relate(own, variable))) return false;
    }
    return true;
}

bool Machine::relate(const Condition& condition, std::int64_t time) {
    switch (condition.relation) {
        case Relation::not_before:
            return times_.narrow(condition.variable, {.low = any_time.low, .high = time});
        case Relation::not_after:
            return times_.narrow(condition.variable, {.low = time, .high = any_time.high});
        case Relation::window:
            return times_.narrow(condition.variable, {.low = time - condition.most, .high = time});
        case Relation::bounds:
            return true;
    }
    return true;
}

bool Machine::relate(const Condition& condition, TimeVariable variable) {
    switch (condition.relation) {
        case Relation::not_before:
            return times_.constrain(variable, condition.variable, 0);
        case Relation::not_after:
            return times_.constrain(condition.variable, variable, 0);
        case Relation::window:
            return times_.constrain(variable, condition.variable, 0) &&
                   times_.constrain(condition.variable, variable, condition.most);
        case Relation::bounds:
            return true;
    }
    return true;
}

/// What the conditions leave of all time, for a candidate to be worth trying.
TimeRange Machine::window(std::uint32_t condition) const {
    auto range = any_time;
    for (auto at = condition; at != none; at = conditions_[at].outer) {
        const auto& own = conditions_[at];
        TimeRange allowed = own.range;
        if (own.relation != Relation::bounds) {
            const auto variable = times_.range(own.variable);
            if (own.relation != Relation::not_after) allowed.low = variable.low;
            if (own.relation != Relation::not_before) allowed.high = variable.high + own.most;
        }
        range.low = std::max(range.low, allowed.low);
        range.high = std::min(range.high, allowed.high);
    }
    return range;
}

bool Machine::backtrack() {
    while (!choices_.empty() && !is_exhausted()) {
        const auto choice = choices_.back();
        choices_.pop_back();
        restore(choice.sizes);
        head_ = choice.rest;
        if (resume(choice.goal, choice.next)) return true;
    }
    return false;
}

bool Machine::resume(const Goal& goal, std::size_t next) {
    return candidates_[goal.node] ? take_place(goal, next) : choose(goal, next);
}

std::uint32_t Machine::add(const Condition& condition) {
    conditions_.push_back(condition);
    return static_cast<std::uint32_t>(conditions_.size() - 1);
}

void Machine::push(Goal goal) {
    goal.next = head_;
    goals_.push_back(goal);
    head_ = static_cast<std::uint32_t>(goals_.size() - 1);
}

void Machine::save(const Goal& goal, std::size_t next) {
    choices_.push_back({.goal = goal,
                        .rest = head_,
                        .next = next,
                        .sizes = {.goals = goals_.size(),
                                  .conditions = conditions_.size(),
                                  .groups = groups_.size(),
                                  .taken = taken_.size(),
                                  .times = times_.mark()}});
}

void Machine::restore(const Sizes& sizes) {
    while (taken_.size() > sizes.taken) {
        const auto& last = taken_.back();
        ++left_[last.observation];
        if (last.group != none) groups_[last.group] = last.place_before;
        taken_.pop_back();
    }
    goals_.resize(sizes.goals, {.node = 0});
    conditions_.resize(sizes.conditions, {.relation = Relation::bounds});
    groups_.resize(sizes.groups);
    times_.go_back(sizes.times);
}

}  // namespace entente::stix::match
