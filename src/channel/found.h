#pragma once
// Founding a channel: one party proposes a charter, each other party joins by signing it.

#include <string>
#include <vector>

#include "channel/context.h"

namespace entente::channel {

/// Makes a charter between us and `others`, signed by us, and keeps it. The link, or a file, takes
/// it to them.
///
/// errors  invalid: no others, too many, an empty or too long subject; conflict: a channel of this
///         subject is here already
Result<SignedCharter> propose_channel(Context& context, const std::string& subject,
                                      const std::vector<SignedCard>& others);

/// Signs a charter that is here, and opens our lane if we were the last.
///
/// errors  refused: a party's card is not the one that the charter names
Result<SignedCharter> join_channel(Context& context, const SignedCharter& charter);

}  // namespace entente::channel
