#pragma once
// Whether an entry was taken back by its writer (design 02-log section 2.6). Only the writer can,
// and only in the entry's own lane.

#include <optional>
#include <string>
#include <vector>

#include "channel/context.h"
#include "lane/operation.h"

namespace entente::store {
struct Position;
}

namespace entente::channel {

/// An operation as it stands in a lane.
template <class Body>
struct Found {
    lane::EntryId id;
    lane::LaneId lane;  ///< where it stands
    lane::EntryIndex index;
    PartyId writer;
    Instant time;  ///< its writer's claim
    Body body;
};

using FoundRecall = Found<lane::Recall>;
using FoundErased = Found<lane::Erased>;

/// The recall at a place; nothing if something else is there.
///
/// errors  as Store::read
Result<std::optional<FoundRecall>> recall_at(const Context& context, const store::Position& place);

/// The recall of an entry: one that asks to erase before one that asks to hide, and the first of
/// them. Of what the index has reached.
///
/// errors  as Store::referring
Result<std::optional<FoundRecall>> recall_of(const Context& context, const lane::LaneId& lane,
                                             const lane::EntryId& entry);

/// Who says that the entry's body is gone there: each party's first word. Of lanes of the channel.
///
/// errors  as Store::referring
Result<std::vector<FoundErased>> erased_by(const Context& context, const ChannelId& channel,
                                           const lane::EntryId& entry);

/// Whether any recall is here at all: else nothing needs to be looked up.
Result<bool> has_recalls(const Context& context);

}  // namespace entente::channel
