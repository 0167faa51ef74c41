#pragma once
// Entries that came without their bodies, and whether a recall says why. A receipt says that every
// body is here or is covered by an erasure that we know of (design 02-log section 3.7): it waits
// until that is so.

#include "channel/context.h"
#include "lane/verify.h"

namespace entente::channel {

/// Finds the missing bodies of all lanes. Once, when a node is opened.
///
/// errors  as Store::page
Result<void> find_missing_bodies(Context& context);

/// Whether a segment may be taken. Its writer alone may leave out a body without a recall that we
/// hold or that comes along: another member may just have lost it, or hide it.
///
/// errors  unavailable: get it from another member
Result<void> check_bodies(const Context& context, const PartyId& carrier,
                          const lane::VerifiedSegment& segment);

/// Whether, with this segment, every body of the lane is here or covered by a recall. To be asked
/// before the segment is kept; remembers what is missing.
///
/// errors  as Store::referring
Result<bool> are_bodies_accounted_for(Context& context, const lane::VerifiedSegment& segment);

/// The same of a lane as it is here.
bool lacks_bodies(const Context& context, const lane::LaneId& lane);

}  // namespace entente::channel
