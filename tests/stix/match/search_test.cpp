#include "stix/match/search.h"

#include <algorithm>
#include <map>

#include "stix/pattern/parse.h"
#include "stix/pattern/print.h"
#include "tests/support/precompiled.h"

namespace entente::stix::match {
namespace {

using pattern::NodeIndex;
using pattern::NodeKind;

/// An observation with its time, as it stands in a match.
struct Instance {
    ObservationIndex observation;
    std::int64_t time;
};

using Match = std::vector<Instance>;

/// Section 9.5 word for word: every match of every node, with every time that it could have had.
class Definition {
public:
    Definition(const pattern::Pattern& pattern,
               const std::vector<std::vector<ObservationIndex>>& found,
               const std::vector<Sighted>& sighted)
        : pattern_(pattern), found_(found), sighted_(sighted) {}

    std::vector<Match> matches(NodeIndex node) const {
        const auto children = pattern_.children(node);
        switch (pattern_.kind(node)) {
            case NodeKind::observation:
                return of_leaf(node);
            case NodeKind::observation_or: {
                std::vector<Match> all;
                for (const auto child : children) append(all, matches(child));
                return all;
            }
            case NodeKind::within:
                return kept(matches(children[0]), [&](const Match& match) {
                    const auto [low, high] = std::ranges::minmax(match, {}, &Instance::time);
                    return static_cast<double>(high.time - low.time) <
                           pattern_.qualifier(node).seconds * 1e6 - 1e-3;
                });
            case NodeKind::start_stop:
                return kept(matches(children[0]), [&](const Match& match) {
                    return std::ranges::all_of(match, [&](const Instance& instance) {
                        return instance.time >= 2 && instance.time < 5;
                    });
                });
            case NodeKind::repeats: {
                auto all = matches(children[0]);
                const auto once = all;
                for (auto i = pattern_.qualifier(node).times; i > 1; --i)
                    all = joined(all, once, false);
                return all;
            }
            default:
                break;
        }
        const bool is_sequence = pattern_.kind(node) == NodeKind::followed_by;
        auto all = matches(children[0]);
        for (const auto child : children.subspan(1)) all = joined(all, matches(child), is_sequence);
        return all;
    }

private:
    std::vector<Match> of_leaf(NodeIndex node) const {
        std::vector<Match> all;
        for (const auto observation : found_[node]) {
            const auto& range = sighted_[observation].range;
            for (auto time = range.low; time <= range.high; ++time) {
                all.push_back({{.observation = observation, .time = time}});
            }
        }
        return all;
    }

    static void append(std::vector<Match>& all, const std::vector<Match>& more) {
        all.insert(all.end(), more.begin(), more.end());
    }

    template <class Predicate>
    static std::vector<Match> kept(std::vector<Match> all, Predicate holds) {
        std::erase_if(all, [&](const Match& match) { return !holds(match); });
        return all;
    }

    bool is_within_counts(const Match& match) const {
        std::map<ObservationIndex, std::int64_t> uses;
        for (const auto& instance : match) ++uses[instance.observation];
        return std::ranges::all_of(
            uses, [&](const auto& use) { return use.second <= sighted_[use.first].count; });
    }

    std::vector<Match> joined(const std::vector<Match>& lefts, const std::vector<Match>& rights,
                              bool is_sequence) const {
        std::vector<Match> all;
        for (const auto& left : lefts) {
            for (const auto& right : rights) {
                const auto last = std::ranges::max(left, {}, &Instance::time).time;
                const auto first = std::ranges::min(right, {}, &Instance::time).time;
                if (is_sequence && first < last) continue;
                auto both = left;
                both.insert(both.end(), right.begin(), right.end());
                if (is_within_counts(both)) all.push_back(std::move(both));
            }
        }
        return all;
    }

    const pattern::Pattern& pattern_;
    const std::vector<std::vector<ObservationIndex>>& found_;
    const std::vector<Sighted>& sighted_;
};

/// An even choice: rapidcheck's own ranges start small, and few small patterns are of interest.
int between(int low, int end) {
    return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(low, end));
}

std::string random_text(int depth, int& leaves_left) {
    const int kind = depth == 0 || leaves_left < 2 ? 0 : between(depth == 3 ? 3 : 1, 10);
    if (kind <= 1) {
        --leaves_left;
        return "[a:b = 0]";
    }
    if (kind >= 7) {
        const auto inside = "(" + random_text(depth - 1, leaves_left) + ")";
        const int which = between(0, 3);
        if (which == 0) {
            return inside + " WITHIN 0.00000" + std::to_string(between(1, 5)) + " SECONDS";
        }
        if (which == 1) {
            return inside +
                   " START t'1970-01-01T00:00:00.000002Z' STOP t'1970-01-01T00:00:00.000005Z'";
        }
        --leaves_left;
        return inside + " REPEATS 2 TIMES";
    }
    const auto* word = kind <= 4 ? " AND " : kind == 5 ? " OR " : " FOLLOWEDBY ";
    const auto left = random_text(depth - 1, leaves_left);
    return "(" + left + word + random_text(depth - 1, leaves_left) + ")";
}

std::vector<Sighted> random_sighted() {
    std::vector<Sighted> sighted;
    const int count = between(1, 5);
    for (int i = 0; i < count; ++i) {
        const std::int64_t low = between(0, 7);
        const auto length = *rc::gen::elementOf(std::vector<std::int64_t>{0, 0, 1, 2});
        sighted.push_back({.range = {.low = low, .high = low + length},
                           .count = *rc::gen::elementOf(std::vector<std::int64_t>{1, 1, 2})});
    }
    return sighted;
}

std::vector<std::vector<ObservationIndex>> random_found(const pattern::Pattern& pattern,
                                                        std::size_t observations) {
    std::vector<std::vector<ObservationIndex>> found(pattern.root() + 1);
    for (NodeIndex node = 0; node <= pattern.root(); ++node) {
        if (pattern.kind(node) != NodeKind::observation) continue;
        for (ObservationIndex i = 0; i < observations; ++i) {
            if (between(0, 3) > 0) found[node].push_back(i);
        }
    }
    return found;
}

/// What is found, only in those observations.
std::vector<std::vector<ObservationIndex>> only_in(std::vector<std::vector<ObservationIndex>> found,
                                                   const Binding& binding, bool is_in) {
    for (auto& own : found) {
        std::erase_if(own, [&](ObservationIndex observation) {
            return std::ranges::binary_search(binding.observations, observation) != is_in;
        });
    }
    return found;
}

RC_GTEST_PROP(Search, FindsAMatchExactlyWhenTheDefinitionHasOne, ()) {
    int leaves_left = 4;
    const auto pattern = pattern::parse(random_text(3, leaves_left));
    RC_ASSERT(pattern.has_value());
    const auto sighted = random_sighted();
    auto found = random_found(*pattern, sighted.size());
    const auto outcome = search(*pattern, found, sighted, {});
    RC_ASSERT(outcome.is_complete);
    RC_LOG() << print(*pattern);
    // Each binding is one; without their observations there is none any more.
    for (const auto& binding : outcome.bindings) {
        const auto own = only_in(found, binding, true);
        RC_ASSERT(!Definition(*pattern, own, sighted).matches(pattern->root()).empty());
        found = only_in(found, binding, false);
    }
    RC_ASSERT(Definition(*pattern, found, sighted).matches(pattern->root()).empty());
}

}  // namespace
}  // namespace entente::stix::match
