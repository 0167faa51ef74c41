#include "channel/disputes.h"

#include <algorithm>

#include "base/limits.h"
#include "store/own_matters.h"

namespace entente::channel {
namespace {

constexpr std::string_view drawer = "dispute";

std::unexpected<Error> not_frozen(const lane::LaneId& lane) {
    return fail(ErrorKind::not_found, "the lane is not frozen", lane::to_hex(lane),
                "see entente evidence list");
}

/// The same evidence, which says nothing of where the two part, where `evidence` does.
lane::ProvenEvidence* less_telling(Dispute& dispute, const lane::ProvenEvidence& evidence) {
    if (!evidence.evidence().common) return nullptr;
    const auto at = std::ranges::find_if(dispute.evidence, [&](const auto& one) {
        return !one.evidence().common && evidence_name(one) == evidence_name(evidence);
    });
    return at == dispute.evidence.end() ? nullptr : &*at;
}

/// Whether there is a place for the evidence: of forks, so many; of readers, one each. So that no
/// reader can fill the place of what proves the fork with evidence against itself.
bool has_place(const Dispute& dispute, const lane::ProvenEvidence& evidence) {
    const auto kind = evidence.evidence().kind;
    std::size_t forks = 0;
    for (const auto& one : dispute.evidence) {
        if (one.evidence().kind != kind) continue;
        const bool is_fork = kind == lane::EvidenceKind::fork;
        if (is_fork && evidence_name(one) == evidence_name(evidence)) return false;
        if (!is_fork && one.accused() == evidence.accused()) return false;
        ++forks;
    }
    return kind != lane::EvidenceKind::fork || forks < limits::forks_per_lane_max;
}

}  // namespace

Result<void> Disputes::load() {
    const auto documents = TRY(matters_.list(drawer));
    for (const auto& [name, document] : documents) {
        auto dispute = decode_dispute(document);
        if (!dispute || lane::to_hex(dispute->lane) != name) {
            return fail(ErrorKind::corrupt, "kept evidence no longer verifies",
                        "node.db, dispute: " + name, "restore node.db from a backup");
        }
        known_.with([&](Known& known) {
            known.news.insert(dispute->lane);
            known.disputes.emplace(dispute->lane, *dispute);
        });
    }
    return {};
}

bool Disputes::is_frozen(const lane::LaneId& lane) const {
    return known_.with([&](const Known& known) {
        const auto at = known.disputes.find(lane);
        return at != known.disputes.end() && at->second.is_frozen();
    });
}

std::optional<Dispute> Disputes::of(const lane::LaneId& lane) const {
    return known_.with([&](const Known& known) -> std::optional<Dispute> {
        const auto at = known.disputes.find(lane);
        if (at == known.disputes.end()) return std::nullopt;
        return at->second;
    });
}

std::vector<Dispute> Disputes::all() const {
    return known_.with([](const Known& known) {
        std::vector<Dispute> disputes;
        for (const auto& [lane, dispute] : known.disputes) disputes.push_back(dispute);
        return disputes;
    });
}

Result<void> Disputes::keep(const Dispute& dispute) {
    return matters_.put(drawer, lane::to_hex(dispute.lane), encode_dispute(dispute));
}

Result<bool> Disputes::add(const lane::ProvenEvidence& evidence, Instant now,
                           std::optional<lane::EntryIndex> differs_from) {
    return known_.with([&](Known& known) -> Result<bool> {
        const auto& lane = evidence.evidence().lane;
        const Dispute fresh{.lane = lane, .found = now, .differs_from = std::nullopt};
        auto& dispute = known.disputes.try_emplace(lane, fresh).first->second;
        if (auto* kept = less_telling(dispute, evidence)) {
            *kept = evidence;
            std::erase_if(known.told,
                          [&](const auto& told) { return told.first == evidence_name(evidence); });
            TRY_VOID(keep(dispute));
            return true;
        }
        if (!has_place(dispute, evidence)) return false;
        // In memory first: a lane that is proven to be forked takes nothing more, disk or no disk.
        dispute.evidence.push_back(evidence);
        if (differs_from && !dispute.differs_from) dispute.differs_from = differs_from;
        known.news.insert(lane);
        TRY_VOID(keep(dispute));
        return true;
    });
}

Result<void> Disputes::note_parting(const lane::LaneId& lane, lane::EntryIndex differs_from) {
    return known_.with([&](Known& known) -> Result<void> {
        const auto at = known.disputes.find(lane);
        if (at == known.disputes.end()) return not_frozen(lane);
        if (at->second.differs_from) return {};
        at->second.differs_from = differs_from;
        known.news.insert(lane);
        return keep(at->second);
    });
}

Result<void> Disputes::note_written(const lane::LaneId& lane) {
    return known_.with([&](Known& known) -> Result<void> {
        const auto at = known.disputes.find(lane);
        if (at == known.disputes.end()) return not_frozen(lane);
        at->second.is_noticed = true;
        return keep(at->second);
    });
}

Result<Dispute> Disputes::resolve(const lane::LaneId& lane, const Resolution& resolution) {
    return known_.with([&](Known& known) -> Result<Dispute> {
        const auto at = known.disputes.find(lane);
        if (at == known.disputes.end() || !at->second.is_frozen()) return not_frozen(lane);
        auto resolved = at->second;
        resolved.resolution = resolution;
        TRY_VOID(keep(resolved));  // only what is durable lets anything be signed again
        at->second = resolved;
        known.news.insert(lane);
        return resolved;
    });
}

void Disputes::note_told(const std::string& evidence, const PartyId& party) {
    known_.with([&](Known& known) { known.told.emplace(evidence, party); });
}

bool Disputes::is_told(const std::string& evidence, const PartyId& party) const {
    return known_.with([&](const Known& known) { return known.told.contains({evidence, party}); });
}

std::vector<Dispute> Disputes::take_news() {
    return known_.with([](Known& known) {
        std::vector<Dispute> news;
        for (const auto& lane : std::exchange(known.news, {})) {
            news.push_back(known.disputes.at(lane));
        }
        return news;
    });
}

}  // namespace entente::channel
