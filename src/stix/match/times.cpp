#include "stix/match/times.h"

#include <algorithm>

#include "base/check.h"

namespace entente::stix::match {

TimeVariable Times::add(TimeRange range) {
    ranges_.push_back(range);
    touching_.emplace_back();
    return static_cast<TimeVariable>(ranges_.size() - 1);
}

bool Times::set(TimeVariable variable, TimeRange range) {
    auto& own = ranges_[variable];
    const TimeRange narrowed{.low = std::max(own.low, range.low),
                             .high = std::min(own.high, range.high)};
    if (narrowed == own) return true;
    changes_.push_back({.variable = variable, .before = own});
    own = narrowed;
    waiting_.push_back(variable);
    return own.low <= own.high;
}

bool Times::spread() {
    for (std::size_t at = 0; at < waiting_.size(); ++at) {  // grows while it is walked
        for (const auto index : touching_[waiting_[at]]) {
            const auto [earlier, later, most] = constraints_[index];
            const bool is_possible =
                set(later, {.low = any_time.low, .high = ranges_[earlier].high + most}) &&
                set(earlier, {.low = ranges_[later].low - most, .high = any_time.high});
            if (!is_possible) return false;
        }
    }
    return true;
}

bool Times::narrow(TimeVariable variable, TimeRange range) {
    waiting_.clear();
    return set(variable, range) && spread();
}

bool Times::constrain(TimeVariable earlier, TimeVariable later, std::int64_t most) {
    check(most >= 0, "a negative one could go round in circles");
    const auto index = static_cast<std::uint32_t>(constraints_.size());
    constraints_.push_back({.earlier = earlier, .later = later, .most = most});
    touching_[earlier].push_back(index);
    touching_[later].push_back(index);
    waiting_ = {earlier};
    return spread();
}

void Times::go_back(const Mark& mark) {
    while (changes_.size() > mark.changes) {
        ranges_[changes_.back().variable] = changes_.back().before;
        changes_.pop_back();
    }
    while (constraints_.size() > mark.constraints) {
        touching_[constraints_.back().earlier].pop_back();
        touching_[constraints_.back().later].pop_back();
        constraints_.pop_back();
    }
    ranges_.resize(mark.variables, any_time);
    touching_.resize(mark.variables);
}

}  // namespace entente::stix::match
