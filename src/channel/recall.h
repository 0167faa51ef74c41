#pragma once
// Taking back what one has put (design 02-log section 2.6). The header and all proofs stay; the
// body is hidden from every view at once, and erased with its salt if the writer asks for it.
// Whoever erased it says so in a lane of its own.

#include <string>
#include <string_view>
#include <vector>

#include "channel/recalled.h"

namespace entente::channel {

/// What a recall has led to.
struct RecallStatus {
    FoundRecall recall;
    std::string writer_name;
    std::vector<PartyId> audience;    ///< who had it, without its writer
    std::vector<PartyId> told;        ///< those that hold the recall: it is receipted
    std::vector<FoundErased> erased;  ///< those that say that it is gone, the writer too
};

/// Takes entries of ours back, and carries it out here.
///
/// what    the hexadecimal id of an entry, or a STIX id: then every version that we put
/// reason  1 to limits::reason_bytes_max bytes; all who had it read it
/// returns the entries, in the order of the lane; none that was recalled so before
/// errors  invalid: no reason; not_found: we put no such thing on the channel; conflict: it is
///         recalled already; as BatchWriter and Store::erase
Result<std::vector<lane::EntryId>> recall(Context& context, const ChannelId& channel,
                                          std::string_view what, lane::RecallAction action,
                                          const std::string& reason);

/// Carries out what recalls ask for, ours and others', and says so in our own lane. Of what the
/// index has reached. May be called at any time, from any thread; what cannot be said now, for our
/// lane may not be written, is done by a later call.
///
/// errors  as Store::erase, BatchWriter
Result<void> execute_recalls(Context& context);

/// Every recall on the channel, in the order in which they came.
Result<std::vector<RecallStatus>> recalls_of(const Context& context, const ChannelId& channel);

}  // namespace entente::channel
