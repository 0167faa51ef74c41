#include "node/audit.h"

#include <algorithm>

#include "lane/order.h"
#include "node/audit_lane.h"
#include "node/key_files.h"
#include "node/node.h"
#include "store/embedded/sqlite_matters.h"

namespace entente::node {
namespace {

constexpr std::uint64_t progress_entries = 10'000;

/// The party whose directory this is: by its secret key, so that a copy without keys is told apart.
Result<lane::PartyId> party_of(host::Disk& disk, const Layout& layout) {
    const auto keys = TRY(load_keys(disk, layout.keys()));
    return channel::party_id(keys.root.public_key());
}

/// A lane with the channel that it says it is of.
struct Audited {
    LaneAudit lane;
    lane::Head head;
};

Result<Audited> audit_lane(host::Disk& disk, const channel::Directory& directory,
                           const host::Path& path, const lane::LaneId& lane, Audit& audit,
                           const AuditProgress& progress) {
    LaneAuditor auditor(directory, lane);
    const auto before = audit.entries();
    std::uint64_t done = 0;
    std::uint64_t told = 0;
    const auto read =
        store::audit_frames(disk, path, lane, [&](store::AuditFrame frame) -> Result<void> {
            auditor.take(frame);
            done += frame.count;
            if (done - told >= progress_entries) {
                told = done;
                progress(before + done);
            }
            return {};
        });
    auto found = auditor.finish();
    if (!read) auditor.problems().push_back(to_line(read.error()));
    std::ranges::move(auditor.problems(), std::back_inserter(audit.problems));
    const lane::Head head{.lane = lane, .size = lane::TreeSize(done), .root = found.root};
    return Audited{.lane = std::move(found), .head = head};
}

ChannelAudit audit_channel(const channel::Directory& directory,
                           const channel::SignedCharter& charter,
                           const std::vector<Audited>& lanes) {
    ChannelAudit found{.subject = charter.charter.subject,
                       .is_founded = directory.is_founded(charter),
                       .signatures = directory.signers(charter).size(),
                       .fingerprint = {}};
    std::vector<lane::Head> heads;
    for (const auto& audited : lanes) {
        if (audited.lane.channel == found.subject) heads.push_back(audited.head);
    }
    found.fingerprint = lane::fingerprint(std::move(heads));
    return found;
}

}  // namespace

std::uint64_t Audit::entries() const {
    std::uint64_t sum = 0;
    for (const auto& lane : lanes) sum += lane.entries;
    return sum;
}

Result<Audit> audit(host::Disk& disk, const host::Path& path, const AuditProgress& progress) {
    const Layout layout{path};
    TRY_VOID(read_config(disk, layout));
    const auto self = TRY(party_of(disk, layout));
    const auto matters = TRY(store::open_sqlite_matters(layout.matters()));
    const auto directory = TRY(channel::Directory::load(*matters, self));
    const auto card = TRY(directory->known_card(self));
    Audit audit{.name = card.card.name,
                .self = self,
                .cards = directory->parties().size(),
                .channels = {},
                .lanes = {},
                .problems = {}};
    const auto lanes = TRY(store::audit_lanes(disk, path));
    std::vector<Audited> audited;
    for (const auto& lane : lanes) {
        audited.push_back(TRY(audit_lane(disk, *directory, path, lane, audit, progress)));
        audit.lanes.push_back(audited.back().lane);
    }
    for (const auto& charter : directory->charters()) {
        audit.channels.push_back(audit_channel(*directory, charter, audited));
    }
    return audit;
}

}  // namespace entente::node
