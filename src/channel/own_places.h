#pragma once
// Where in our lanes something stands.

#include <optional>
#include <string_view>
#include <vector>

#include "channel/context.h"
#include "lane/header.h"
#include "store/store.h"

namespace entente::channel {

/// An entry of ours that holds an object, with what is needed to say it again elsewhere.
struct OwnEntry {
    store::Position place;
    lane::EntryId id;
    Instant time;
    lane::Salt salt;
    std::optional<lane::Origin> origin;
    std::optional<Instant> version;
    Bytes body;
};

/// Every entry with this object in our lanes on the channel, in the order of the index. What is
/// erased is not among them.
///
/// errors  as Store::find
Result<std::vector<OwnEntry>> own_entries(const Context& context, const ChannelId& channel,
                                          std::string_view object_id);

/// The same for the object of one entry of ours: that version, in whatever lanes of ours it stands.
/// An entry that is erased stands for itself. Empty: no such entry of ours on the channel.
///
/// errors  as Store::find_entry, Store::find
Result<std::vector<store::Position>> own_places_of(const Context& context, const ChannelId& channel,
                                                   const lane::EntryId& entry);

}  // namespace entente::channel
