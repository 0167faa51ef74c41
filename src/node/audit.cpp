#include "node/audit.h"

#include <algorithm>

#include "channel/alarm.h"
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

/// A lane as its record has it.
struct Audited {
    LaneAudit lane;
    lane::Head head;
    std::uint64_t tail_bytes;  ///< at the end, no whole frame
};

/// What is missing at the end of a lane, or should not stand there.
std::optional<std::string> missing_tail(const Audited& found,
                                        const std::optional<lane::Head>& fenced, bool is_at_work) {
    const auto entries = found.head.size.value();
    const auto at =
        "lane " + lane::to_hex(found.head.lane) + ", entry " + std::to_string(entries) + ": ";
    if (fenced && fenced->size.value() > entries) {
        return at + "it and those up to entry " + std::to_string(fenced->size.value() - 1) +
               " are gone or damaged: the fence knows that they were on disk";
    }
    if (found.tail_bytes == 0 || is_at_work) return std::nullopt;  // a batch that is being written
    return at + std::to_string(found.tail_bytes) +
           " bytes stand where it would, and are no whole batch: damage, or what a crash cut off "
           "and the node's next start removes";
}

/// The fence, if there is one to compare with.
struct Fenced {
    bool is_there = false;
    std::vector<lane::Head> heads;

    [[nodiscard]] std::optional<lane::Head> head(const lane::LaneId& lane) const {
        const auto at = std::ranges::find(heads, lane, &lane::Head::lane);
        if (at == heads.end()) return std::nullopt;
        return *at;
    }
};

/// A fence that is damaged is a problem; one that is not there, as beside a bare copy, is not.
Fenced read_fence(host::Disk& disk, const Config& config, Audit& audit) {
    auto heads = store::audit_fence(disk, config.fence_directory);
    if (heads) return {.is_there = true, .heads = *std::move(heads)};
    if (heads.error().kind != ErrorKind::not_found) {
        audit.problems.push_back(to_line(heads.error()));
    }
    return {};
}

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
    return Audited{.lane = std::move(found), .head = head, .tail_bytes = read.value_or(0)};
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
    const auto config = TRY(read_config(disk, layout));
    const auto self = TRY(party_of(disk, layout));
    const auto matters = TRY(store::open_sqlite_matters(layout.matters()));
    TRY_VOID(check_owner(*matters, self, path));
    const auto directory = TRY(channel::Directory::load(*matters, self));
    const auto card = TRY(directory->known_card(self));
    Audit audit{.name = card.card.name,
                .self = self,
                .cards = directory->parties().size(),
                .channels = {},
                .lanes = {},
                .disputes = directory->disputes().all(),
                .alarms = {},
                .has_fence = false,
                .problems = {}};
    for (const auto& dispute : audit.disputes) {
        std::ranges::move(channel::lines_of(channel::alarm_of(*directory, dispute)),
                          std::back_inserter(audit.alarms));
    }
    const auto fenced = read_fence(disk, config, audit);
    audit.has_fence = fenced.is_there;
    const auto lock = disk.lock(layout.lock());
    const bool is_at_work = !lock && lock.error().kind == ErrorKind::conflict;
    const auto lanes = TRY(store::audit_lanes(disk, path));
    std::vector<Audited> audited;
    for (const auto& lane : lanes) {
        audited.push_back(TRY(audit_lane(disk, *directory, path, lane, audit, progress)));
        const auto& found = audited.back();
        const auto missing = missing_tail(found, fenced.head(lane), is_at_work);
        if (missing) audit.problems.push_back(*missing);
        audit.lanes.push_back(audited.back().lane);
    }
    for (const auto& head : fenced.heads) {
        if (std::ranges::find(lanes, head.lane) != lanes.end()) continue;
        audit.problems.push_back("lane " + lane::to_hex(head.lane) +
                                 ", entry 0: the whole lane is gone: the fence knows that " +
                                 std::to_string(head.size.value()) + " entries were on disk");
    }
    for (const auto& charter : directory->charters()) {
        audit.channels.push_back(audit_channel(*directory, charter, audited));
    }
    return audit;
}

}  // namespace entente::node
