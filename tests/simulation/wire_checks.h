#pragma once
// The checkers that look at what leaves a node: I1, I2, I4, I5, and whom it leaves to.

#include <set>

#include "tests/simulation/ledger.h"
#include "tests/simulation/network.h"

namespace entente::simulation {

/// Segments that travelled, by lane: what a carrier can repeat or damage.
using Archive = std::map<lane::LaneId, std::vector<Bytes>>;

class WireChecks {
public:
    WireChecks(Ledger& ledger, Verdicts& verdicts) : ledger_(ledger), verdicts_(verdicts) {}

    void see(const Message& message);

    /// The node was given an older record: it may show receipts of old once more, and give another
    /// for a head whose receipt it lost, never with an earlier time or for less.
    void expect_old_lines(const Node& node) { rolled_back_.insert(node.id()); }

    [[nodiscard]] const Archive& archive() const { return archive_; }

private:
    /// A node's last receipt on a lane, as it left.
    struct Given {
        std::uint64_t time_s;
        lane::Head head;
        std::map<lane::Head, lane::Receipt> receipts;
    };

    void see_head(const Message& message, const lane::Checkpoint& checkpoint);
    void see_receipt(const Node& from, const lane::Head& head, const lane::SignatureLine& line);
    void check_history(const Node& from, const lane::Head& head, const lane::LaneState& state);
    void check_given(const Node& from, Given& given, const lane::Head& head,
                     const lane::Receipt& receipt);
    void keep(const Bytes& segment);

    Ledger& ledger_;
    Verdicts& verdicts_;
    Archive archive_;
    std::set<std::pair<std::string, lane::Head>> signed_;  ///< by whom it left as the writer's
    std::set<std::pair<lane::PartyId, lane::Head>> consistent_;
    std::map<std::pair<lane::PartyId, lane::LaneId>, Given> given_;
    std::set<lane::PartyId> rolled_back_;
};

/// The checkpoints in a message.
std::vector<lane::Checkpoint> checkpoints_in(const Message& message);

}  // namespace entente::simulation
