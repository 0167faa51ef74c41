#pragma once
// What every verb of a channel works with. Made once by node/, lent to each verb.

#include <map>
#include <mutex>
#include <optional>
#include <set>

#include "base/clock.h"
#include "base/random.h"
#include "channel/announcer.h"
#include "channel/directory.h"
#include "channel/keys.h"
#include "host/disk.h"
#include "host/guarded.h"
#include "lane/checkpoint.h"

// Only by name: views and servers read through this header, and must not know the store.
namespace entente::store {
class OwnMatters;
class Store;
}  // namespace entente::store

namespace entente::channel {

/// Whether something of ours may be lost: a restored backup, a copy elsewhere (design 02-log
/// section 4.6). See channel/recovery.h.
struct Recovery {
    /// Why nothing may be signed; nothing: all is well.
    std::optional<Error> stopped;
    /// Heads that we signed, as peers show them, and that were not all here.
    std::map<lane::LaneId, lane::Head> shown;
    /// Whether only what every other party shows can tell what we signed: the fence cannot.
    bool needs_everyone = false;
    /// The parties that have shown their heads since the node was opened.
    std::set<PartyId> heard;
};

/// Entries that are here without their bodies and without a recall that says why: by lane. See
/// channel/missing_bodies.h.
using MissingBodies = std::map<lane::LaneId, std::set<lane::EntryId>>;

/// How far recalls have been carried out, in the order of the index. See channel/recall.h.
struct RecallsDone {
    std::uint64_t cursor = 0;
};

/// The parts of a node that channels need. Outlives every verb that borrows it.
struct Context {
    store::Store& store;
    store::OwnMatters& matters;
    Directory& directory;
    const Keys& keys;
    const Clock& clock;
    Random& random;
    Announcer& announcer;
    host::Disk& disk;
    std::string spool_directory;  ///< for what is too large to hold in memory
    /// For evidence files, as people hand them on; empty: no copies are written.
    std::string evidence_directory{};

    /// Held while something of ours is sealed: one writer, one history.
    std::mutex writing{};
    /// Held while something of the others is taken in.
    std::mutex receiving{};
    host::Guarded<Recovery> recovery{};
    host::Guarded<MissingBodies> missing_bodies{};
    host::Guarded<RecallsDone> recalls_done{};
    /// Why the node must end: the store failed and its state is unknown.
    host::Guarded<std::optional<Error>> failure{};

    [[nodiscard]] const PartyId& self() const { return directory.self(); }
};

}  // namespace entente::channel
