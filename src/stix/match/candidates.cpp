#include "stix/match/candidates.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/check.h"
#include "stix/pattern/moment.h"

namespace entente::stix::match {
namespace {

using pattern::NodeIndex;
using pattern::NodeKind;

/// Whether all that `node` joins are plain observations: then any one of them is as good.
bool is_place(const pattern::Pattern& pattern, NodeIndex node) {
    if (pattern.kind(node) == NodeKind::observation) return true;
    return pattern.kind(node) == NodeKind::observation_or &&
           std::ranges::all_of(pattern.children(node), [&](NodeIndex child) {
               return pattern.kind(child) == NodeKind::observation;
           });
}

/// Finds the earliest time by which what a node asks for can all have been seen.
class EarliestEnd {
public:
    EarliestEnd(const pattern::Pattern& pattern, const CandidatesByNode& candidates,
                std::span<const Sighted> sighted)
        : pattern_(pattern), candidates_(candidates), sighted_(sighted) {}

    /// Of what lies within `range`; nothing if there is none.
    std::optional<std::int64_t> of(NodeIndex node, TimeRange range) const;

private:
    std::optional<std::int64_t> of_place(const Candidates& candidates, TimeRange range) const;
    std::optional<std::int64_t> of_all(NodeIndex node, TimeRange range) const;
    std::optional<std::int64_t> of_any(NodeIndex node, TimeRange range) const;

    const pattern::Pattern& pattern_;
    const CandidatesByNode& candidates_;
    std::span<const Sighted> sighted_;
};

std::optional<std::int64_t> EarliestEnd::of_place(const Candidates& candidates,
                                                  TimeRange range) const {
    const auto place = candidates.next(0, range, sighted_);
    if (place == candidates.size()) return std::nullopt;
    return std::max(sighted_[candidates[place]].range.low, range.low);
}

/// AND, and FOLLOWEDBY, where each starts when the one before it has ended.
std::optional<std::int64_t> EarliestEnd::of_all(NodeIndex node, TimeRange range) const {
    const bool is_sequence = pattern_.kind(node) == NodeKind::followed_by;
    auto end = range.low;
    for (const auto child : pattern_.children(node)) {
        const auto own = of(child, {.low = is_sequence ? end : range.low, .high = range.high});
        if (!own) return std::nullopt;
        end = std::max(end, *own);
    }
    return end;
}

std::optional<std::int64_t> EarliestEnd::of_any(NodeIndex node, TimeRange range) const {
    std::optional<std::int64_t> earliest;
    for (const auto child : pattern_.children(node)) {
        const auto own = of(child, range);
        if (own && (!earliest || *own < *earliest)) earliest = own;
    }
    return earliest;
}

std::optional<std::int64_t> EarliestEnd::of(NodeIndex node, TimeRange range) const {
    if (candidates_[node]) return of_place(*candidates_[node], range);
    switch (pattern_.kind(node)) {
        case NodeKind::observation_or:
            return of_any(node, range);
        case NodeKind::start_stop: {
            const auto window = window_of(pattern_, node);
            return of(pattern_.children(node)[0], {.low = std::max(range.low, window.low),
                                                   .high = std::min(range.high, window.high)});
        }
        case NodeKind::observation_and:
        case NodeKind::followed_by:
        case NodeKind::within:
        case NodeKind::repeats:
        case NodeKind::observation:
        case NodeKind::comparison:
        case NodeKind::comparison_and:
        case NodeKind::comparison_or:
            break;
    }
    return of_all(node, range);
}

}  // namespace

Candidates::Candidates(std::vector<ObservationIndex> found, std::span<const Sighted> sighted)
    : order_(std::move(found)) {
    std::ranges::sort(order_, {}, [&](ObservationIndex index) {
        const auto& range = sighted[index].range;
        return std::tuple(range.low, range.high, index);
    });
    const auto surplus = std::ranges::unique(order_);
    order_.erase(surplus.begin(), surplus.end());
    counts_before_.push_back(0);
    for (const auto index : order_) {
        const auto& [range, count] = sighted[index];
        counts_before_.push_back(counts_before_.back() + count);
        longest_ = std::max(longest_, range.high - range.low);
    }
}

std::size_t Candidates::next(std::size_t from, TimeRange range,
                             std::span<const Sighted> sighted) const {
    const auto low_of = [&](ObservationIndex index) { return sighted[index].range.low; };
    // What starts before this has ended before the range begins.
    auto at = order_.begin() + static_cast<std::ptrdiff_t>(std::min(from, order_.size()));
    if (at != order_.end() && low_of(*at) < range.low - longest_) {
        at = std::ranges::lower_bound(at, order_.end(), range.low - longest_, {}, low_of);
    }
    while (at != order_.end() && low_of(*at) <= range.high) {
        if (sighted[*at].range.high >= range.low) {
            return static_cast<std::size_t>(at - order_.begin());
        }
        ++at;
    }
    return order_.size();
}

std::int64_t Candidates::count(std::size_t from, std::int64_t high,
                               std::span<const Sighted> sighted) const {
    const auto low_of = [&](ObservationIndex index) { return sighted[index].range.low; };
    const auto end = std::ranges::upper_bound(order_, high, {}, low_of) - order_.begin();
    const auto last = static_cast<std::size_t>(end);
    return last <= from ? 0 : counts_before_[last] - counts_before_[from];
}

TimeRange window_of(const pattern::Pattern& pattern, NodeIndex node) {
    const auto& qualifier = pattern.qualifier(node);
    const auto start = pattern::parse_moment(pattern.text(qualifier.start));
    const auto stop = pattern::parse_moment(pattern.text(qualifier.stop));
    check(start && stop, "the parser saw that they are timestamps");
    // Observations are known to the microsecond. Before a STOP with more digits is before or at it.
    const auto is_finer = [](const pattern::Moment& moment) { return !moment.rest.empty(); };
    return {.low = start->microseconds + (is_finer(*start) ? 1 : 0),
            .high = stop->microseconds - (is_finer(*stop) ? 0 : 1)};
}

CandidatesByNode candidates_by_node(const pattern::Pattern& pattern,
                                    const std::vector<std::vector<ObservationIndex>>& found,
                                    std::span<const Sighted> sighted) {
    CandidatesByNode places(pattern.root() + 1);
    for (NodeIndex node = 0; node <= pattern.root(); ++node) {
        if (!is_place(pattern, node)) continue;
        auto observations = found[node];
        if (pattern.kind(node) == NodeKind::observation_or) {
            for (const auto child : pattern.children(node)) {
                observations.insert(observations.end(), found[child].begin(), found[child].end());
            }
        }
        places[node].emplace(std::move(observations), sighted);
    }
    return places;
}

bool is_conceivable(const pattern::Pattern& pattern, const CandidatesByNode& candidates,
                    std::span<const Sighted> sighted) {
    return EarliestEnd(pattern, candidates, sighted).of(pattern.root(), any_time).has_value();
}

}  // namespace entente::stix::match
