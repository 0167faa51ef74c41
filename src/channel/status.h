#pragma once
// How far each lane has come: sealed, sent, receipted, entangled (design 02-log section 4.2).

#include <string>
#include <vector>

#include "channel/context.h"
#include "lane/tree.h"

namespace entente::channel {

/// What one other party has of a lane. Each is a size: everything below it.
struct PartyProgress {
    PartyId party;
    std::string name;
    lane::TreeSize receipted;  ///< survives the total loss of this node
    lane::TreeSize entangled;  ///< the party's own log names it
};

struct LaneStatus {
    lane::LaneId lane;
    PartyId writer;
    std::string writer_name;
    bool is_for_all;        ///< whether all parties of the channel read it; else only `readers`
    lane::TreeSize sealed;  ///< on this node's disk
    lane::Digest root;
    std::string checkpoint;              ///< the signed note, receipts and all
    std::vector<PartyProgress> readers;  ///< the audience without the writer, by name
};

/// Every lane of a channel, by the writer's name, wide before narrow.
Result<std::vector<LaneStatus>> status_of(const Context& context, const ChannelId& channel);

/// What is known of one entry: "sealed", "receipted by BRAVO", "entangled with BRAVO".
std::string entry_status(const LaneStatus& lane, lane::EntryIndex index);

}  // namespace entente::channel
