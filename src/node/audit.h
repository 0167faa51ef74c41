#pragma once
// Checks everything that a node holds, from the record alone: no server, no index, no lock. Works
// on a copy, and beside a running node.

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "channel/directory.h"
#include "host/disk.h"

namespace entente::node {

/// What was found of one lane.
struct LaneAudit {
    lane::LaneId lane;
    std::string writer;
    std::string channel;
    std::uint64_t entries = 0;      ///< hashed; each body opened and canonical
    std::uint64_t checkpoints = 0;  ///< signed by the writer, and over these entries
    std::map<std::string, std::uint64_t> receipts;  ///< valid ones, by party
    std::uint64_t erased = 0;  ///< bodies that are gone, each with a recall that asks for it
    lane::Digest root{};
};

struct ChannelAudit {
    std::string subject;
    bool is_founded = false;
    std::uint64_t signatures = 0;  ///< of the charter, all valid
    std::string fingerprint;
};

struct Audit {
    std::string name;
    lane::PartyId self;
    std::uint64_t cards = 0;  ///< each signed by its root key
    std::vector<ChannelAudit> channels;
    std::vector<LaneAudit> lanes;
    std::vector<channel::Dispute> disputes;  ///< lanes with two histories: their proofs hold
    std::vector<std::string> alarms;         ///< the words for them, line by line
    bool has_fence = false;  ///< whether the record's length could be compared with the fence
    std::vector<std::string> problems;  ///< each names lane and entry; empty: all is well

    [[nodiscard]] std::uint64_t entries() const;
};

/// How many entries are done, for a progress line.
using AuditProgress = std::function<void(std::uint64_t entries)>;

/// errors  not_found: no node in the directory; what is damaged is a problem, not an error
/// cost    one pass over the record, one frame in memory
Result<Audit> audit(host::Disk& disk, const host::Path& directory, const AuditProgress& progress);

}  // namespace entente::node
