#pragma once
// What the simulation knows of every lane: the one history that an honest writer may have.

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "lane/order.h"
#include "lane/state.h"
#include "store/store.h"
#include "tests/simulation/invariant.h"

namespace entente::simulation {

template <class Thing>
bool is_among(const std::vector<Thing>& things, const Thing& thing) {
    return std::ranges::find(things, thing) != things.end();
}

/// A lane as far as any of its heads left a node.
struct History {
    lane::LaneOpening opening;
    lane::Frontier frontier;
    std::vector<lane::Digest> leaves;
    std::vector<lane::Digest> roots;  ///< roots[n]: of the first n entries
    std::vector<lane::OrderedEntry> entries;
    std::map<lane::LaneId, lane::TreeSize> seen;  ///< the largest size that a `seen` of it named
};

class Ledger {
public:
    explicit Ledger(Verdicts& verdicts) : verdicts_(verdicts) {}

    void set_honest(std::set<lane::PartyId> parties) { honest_ = std::move(parties); }

    [[nodiscard]] bool is_honest(const lane::PartyId& party) const {
        return honest_.contains(party);
    }

    /// Reads on from what is known of the lane up to `size`, from a store that has it. I11 and I23
    /// are looked at on the way, if the writer is honest.
    ///
    /// errors  as Store::read
    Result<const History*> learn(const store::Store& store, const lane::LaneId& lane,
                                 lane::TreeSize size);

    [[nodiscard]] const std::map<lane::LaneId, History>& lanes() const { return lanes_; }

    [[nodiscard]] const History* find(const lane::LaneId& lane) const {
        const auto at = lanes_.find(lane);
        return at == lanes_.end() ? nullptr : &at->second;
    }

private:
    Result<void> take(const lane::LaneId& lane, History& history, const lane::EntryView& entry);
    void check_seen(History& history, const std::vector<lane::Head>& heads);

    Verdicts& verdicts_;
    std::set<lane::PartyId> honest_;
    std::map<lane::LaneId, History> lanes_;
};

/// The heads that an entry names, if it is a `seen`.
std::vector<lane::Head> seen_heads(const lane::EntryView& entry, lane::BodyKind kind);

}  // namespace entente::simulation
