#include "lane/order.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <tuple>

namespace entente::lane {
namespace {

constexpr std::size_t fingerprint_bytes = 16;
constexpr std::size_t fingerprint_group_digits = 4;

/// Takes entries one by one, always the least of those that nothing unplaced precedes.
class Transcript {
public:
    explicit Transcript(std::span<const OrderedEntry> entries)
        : entries_(entries),
          by_lane_(entries.size()),
          rank_(entries.size()),
          waiting_(entries.size(), 0),
          followers_(entries.size()),
          fronts_(ByTime{entries}),
          ready_(ByTime{entries}) {
        std::iota(by_lane_.begin(), by_lane_.end(), std::size_t{0});
        std::ranges::sort(by_lane_, {}, [&](std::size_t at) { return lane_key(at); });
        for (std::size_t k = 0; k < by_lane_.size(); ++k) {
            rank_[by_lane_[k]] = k;
            add_edges(by_lane_[k]);
        }
        for (std::size_t k = 0; k < by_lane_.size(); ++k) {
            if (k == 0 || !is_one_lane(k - 1, k)) reach(k);
        }
    }

    std::vector<std::size_t> order() {
        std::vector<std::size_t> placed;
        placed.reserve(entries_.size());
        while (!fronts_.empty()) {
            // Nothing is ready: a circle. Its cut must not depend on the input's order either.
            const auto next = ready_.empty() ? *fronts_.begin() : *ready_.begin();
            place(next);
            placed.push_back(next);
        }
        return placed;
    }

private:
    struct ByTime {
        std::span<const OrderedEntry> entries;

        [[nodiscard]] auto key(std::size_t at) const {
            const auto& entry = entries[at];
            return std::tie(entry.time, entry.writer, entry.lane, entry.index);
        }

        bool operator()(std::size_t left, std::size_t right) const {
            return key(left) < key(right);
        }
    };

    using Places = std::set<std::size_t, ByTime>;

    [[nodiscard]] std::tuple<LaneId, EntryIndex> lane_key(std::size_t at) const {
        return {entries_[at].lane, entries_[at].index};
    }

    [[nodiscard]] bool is_one_lane(std::size_t k, std::size_t l) const {
        return entries_[by_lane_[k]].lane == entries_[by_lane_[l]].lane;
    }

    /// Makes the entry wait for the last entry of every lane that it names.
    void add_edges(std::size_t at) {
        for (const auto& head : entries_[at].seen) {
            if (head.lane == entries_[at].lane) continue;  // its lane's order says that already
            const auto end = first_from(head.lane, EntryIndex(head.size.value()));
            if (end == 0 || entries_[by_lane_[end - 1]].lane != head.lane) continue;
            followers_[by_lane_[end - 1]].push_back(at);
            ++waiting_[at];
        }
    }

    /// Where in by_lane_ the first entry is that is not before (lane, index).
    [[nodiscard]] std::size_t first_from(const LaneId& lane, EntryIndex index) const {
        const auto found = std::ranges::lower_bound(by_lane_, std::tuple(lane, index), {},
                                                    [&](std::size_t at) { return lane_key(at); });
        return static_cast<std::size_t>(found - by_lane_.begin());
    }

    /// All before by_lane_[k] in its lane are placed.
    void reach(std::size_t k) {
        const auto at = by_lane_[k];
        fronts_.insert(at);
        if (waiting_[at] == 0) ready_.insert(at);
    }

    void place(std::size_t at) {
        fronts_.erase(at);
        ready_.erase(at);
        for (const auto follower : followers_[at]) {
            --waiting_[follower];
            if (waiting_[follower] == 0 && fronts_.contains(follower)) ready_.insert(follower);
        }
        const auto next = rank_[at] + 1;
        if (next < by_lane_.size() && is_one_lane(next - 1, next)) reach(next);
    }

    std::span<const OrderedEntry> entries_;
    std::vector<std::size_t> by_lane_;  ///< positions by lane and index
    std::vector<std::size_t> rank_;     ///< where in by_lane_ an entry is
    std::vector<std::size_t> waiting_;  ///< how many that an entry names are not placed
    std::vector<std::vector<std::size_t>> followers_;  ///< who waits for an entry
    Places fronts_;                                    ///< the first unplaced entry of each lane
    Places ready_;                                     ///< the fronts that wait for nothing
};

}  // namespace

std::vector<std::size_t> transcript_order(std::span<const OrderedEntry> entries) {
    return Transcript(entries).order();
}

std::string fingerprint(std::vector<Head> heads) {
    std::ranges::sort(heads);
    std::string lines;
    for (const auto& head : heads) {
        lines += to_hex(head.lane) + " " + std::to_string(head.size.value()) + " " +
                 to_base64(view(head.root)) + "\n";
    }
    const auto digits = entente::to_hex(view(crypto::sha256({lines})).substr(0, fingerprint_bytes));
    std::string text;
    for (std::size_t i = 0; i < digits.size(); i += fingerprint_group_digits) {
        if (i > 0) text += ' ';
        text += digits.substr(i, fingerprint_group_digits);
    }
    return text;
}

}  // namespace entente::lane
