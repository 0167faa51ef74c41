#pragma once
// One lane of the record, checked frame by frame.

#include <optional>
#include <vector>

#include "lane/state.h"
#include "node/audit.h"
#include "store/embedded/embedded_store.h"

namespace entente::node {

/// Follows a lane from its first frame. Belongs to one thread.
class LaneAuditor {
public:
    LaneAuditor(const channel::Directory& directory, lane::LaneId lane);

    /// Checks the next frame; notes what is wrong and goes on.
    void take(const store::AuditFrame& frame);

    /// What was found; also notes a lane whose newest checkpoint was never reached.
    [[nodiscard]] LaneAudit finish();

    [[nodiscard]] std::vector<std::string>& problems() { return problems_; }

private:
    void take_entry(const lane::EntryView& entry);
    void take_opening(const lane::EntryView& entry);
    void take_recall(const lane::EntryView& entry);
    void take_checkpoint(const lane::Checkpoint& checkpoint);
    void take_receipts(const lane::Head& head, const std::vector<lane::SignatureLine>& lines);
    void compare_root(const lane::Head& head);
    void problem(const std::string& what);
    void problem_at(std::uint64_t index, const std::string& what);

    const channel::Directory& directory_;
    LaneAudit found_;
    lane::Frontier frontier_;
    std::optional<lane::LaneOpening> opening_;
    Instant last_time_{0};
    std::map<lane::EntryId, std::uint64_t> erased_;  ///< without a body, and where they are
    std::set<lane::EntryId> recalled_;               ///< their writer asked to erase them
    std::optional<lane::Head> ahead_;                ///< a head that is not reached yet
    std::vector<std::string> problems_;
};

}  // namespace entente::node
