#pragma once
// Every lane that is disputed. Kept in the organisation's own matters, so that a restart keeps the
// freeze, and in memory for every request.

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "channel/dispute.h"
#include "host/guarded.h"

namespace entente::store {
class OwnMatters;
}

namespace entente::channel {

/// Safe to use from any thread. Each change is durable when its call returns, but for who was told:
/// after a restart all are told once more.
class Disputes {
public:
    explicit Disputes(store::OwnMatters& matters) : matters_(matters) {}

    /// Reads what was kept.
    ///
    /// errors  corrupt: a kept dispute, or a file of it, no longer verifies
    Result<void> load();

    [[nodiscard]] bool is_frozen(const lane::LaneId& lane) const;

    [[nodiscard]] std::optional<Dispute> of(const lane::LaneId& lane) const;

    [[nodiscard]] std::vector<Dispute> all() const;

    /// Takes evidence; of a fork, the lane is frozen from now on, even if the disk then fails. An
    /// operator's resolution stays. Whether it was new: not if one of its name is here
    /// (unless that one says nothing of where the two part, and this one does: then all are told
    /// once more), or
    /// limits::forks_per_lane_max of the lane; against a reader, the first alone is kept.
    ///
    /// errors  exhausted, fatal: it is not durable
    Result<bool> add(const lane::ProvenEvidence& evidence, Instant now,
                     std::optional<lane::EntryIndex> differs_from);

    /// The first entry that is not the same in both versions, if none is known yet.
    ///
    /// errors  as add; not_found
    Result<void> note_parting(const lane::LaneId& lane, lane::EntryIndex differs_from);

    /// An `evidence` of it stands in our lane.
    ///
    /// errors  as add; not_found
    Result<void> note_written(const lane::LaneId& lane);

    /// errors  as add; not_found: the lane is not frozen
    Result<Dispute> resolve(const lane::LaneId& lane, const Resolution& resolution);

    /// The party has this evidence, by its name.
    void note_told(const std::string& evidence, const PartyId& party);

    [[nodiscard]] bool is_told(const std::string& evidence, const PartyId& party) const;

    /// The lanes whose dispute is new or was resolved since the last call: for the operator's log.
    std::vector<Dispute> take_news();

private:
    struct Known {
        std::map<lane::LaneId, Dispute> disputes;
        std::set<std::pair<std::string, PartyId>> told;
        std::set<lane::LaneId> news;
    };

    Result<void> keep(const Dispute& dispute);

    store::OwnMatters& matters_;
    host::Guarded<Known> known_;
};

}  // namespace entente::channel
