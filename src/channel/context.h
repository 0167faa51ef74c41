#pragma once
// What every verb of a channel works with. Made once by node/, lent to each verb.

#include <mutex>
#include <optional>

#include "base/clock.h"
#include "base/random.h"
#include "channel/announcer.h"
#include "channel/directory.h"
#include "channel/keys.h"
#include "host/disk.h"
#include "host/guarded.h"

// Only by name: views and servers read through this header, and must not know the store.
namespace entente::store {
class OwnMatters;
class Store;
}  // namespace entente::store

namespace entente::channel {

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

    /// Held while something of ours is sealed: one writer, one history.
    std::mutex writing{};
    /// Held while something of the others is taken in.
    std::mutex receiving{};
    /// Why nothing may be sealed: a peer has shown that we signed more than we hold (design 02-log
    /// section 4.6). Stays until the node is recovered.
    host::Guarded<std::optional<Error>> writing_stopped{};
    /// Why the node must end: the store failed and its state is unknown.
    host::Guarded<std::optional<Error>> failure{};

    [[nodiscard]] const PartyId& self() const { return directory.self(); }
};

}  // namespace entente::channel
