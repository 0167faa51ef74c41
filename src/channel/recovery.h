#pragma once
// After a restored backup, a clone or a lost disk: nothing is signed until all that we ever signed
// is back (design 02-log section 4.6).

#include <string>
#include <vector>

#include "channel/context.h"

namespace entente::channel {

/// Why nothing may be signed; nothing: all is well.
std::optional<Error> why_stopped(const Context& context);

/// Stops all signing if the store is in doubt; else gives the receipts that an earlier stop held
/// up. Once, when a node is opened.
///
/// errors  as store::Store::give_receipt
Result<void> begin_recovery(Context& context);

/// A party has shown, over a link and so now, all heads that it holds of the lanes that we share.
/// A bundle is no such word: it may be older than what was lost.
void note_heard(Context& context, const PartyId& party);

/// A peer has shown our own signature on more than we hold, or on another history: the fence was
/// rolled back too, and only the peers can tell what else there is.
void note_shown(Context& context, const std::string& peer, const lane::Head& head,
                lane::TreeSize held);

/// What is between a stopped node and its going on.
struct Missing {
    std::vector<lane::Head> heads;  ///< ours, or with our receipt, and not all here
    std::vector<PartyId> unheard;   ///< parties that must show what they hold of us
};

Missing missing_for_recovery(const Context& context);

/// Ends the stop, and gives the receipts that it held up. A party that cannot be reached can be
/// left out by the operator alone: what it holds of us and nobody else, a second history would
/// contradict.
///
/// without  parties that need not be heard
/// returns  whether there was anything to recover from
/// errors   unavailable: something is missing: what says it, and where
Result<bool> recover(Context& context, const std::vector<PartyId>& without);

}  // namespace entente::channel
