#pragma once
// Heads before data: on every new connection both sides first show what they hold of each other's
// lanes, so that a restored backup is noticed before it can sign a second history (design 02-log
// sections 4.4 and 4.6).

#include <vector>

#include "channel/context.h"
#include "lane/state.h"

namespace entente::channel {

/// The newest checkpoint, with every receipt that is known, of each lane that `party` may read.
Result<std::vector<lane::Checkpoint>> heads_for(const Context& context, const PartyId& party);

/// What a peer's heads say about the lanes that we share with it.
struct HeadsCompared {
    std::vector<lane::Head> ahead;  ///< the peer holds more of these than we do, or they are new
    std::vector<lane::Head>
        behind;  ///< the peer's head of lanes of which we hold more; size 0: none
};

/// Compares a peer's heads with ours and takes the receipts on them. A head that proves a fork
/// freezes its lane, and stops nothing else; what is frozen is neither ahead nor behind.
///
/// A valid signature of ours on more than we hold, or on another root, stops all writing: we may
/// have been restored from a backup.
///
/// errors  as freeze
Result<HeadsCompared> compare_heads(Context& context, const PartyId& party,
                                    const std::vector<lane::Checkpoint>& shown);

/// u32-length-prefixed notes, as `heads` and `charters` travel (section 3.11).
Bytes encode_notes(const std::vector<lane::Note>& notes);

/// errors  invalid: not of this form, or more than 4,096 notes
Result<std::vector<lane::Note>> decode_notes(ByteView bytes);

}  // namespace entente::channel
