#pragma once
// Receipts that others gave: verified one line at a time, so that a broken line harms nothing
// (design 02-log section 3.7).

#include <vector>

#include "channel/context.h"
#include "lane/state.h"

namespace entente::channel {

/// Takes the lines that are receipts of `head` by members of the lane's audience; drops the others.
/// How many counted.
///
/// errors  not_found: no such lane here; conflict: the head is not one of this lane
Result<std::size_t> take_receipts(Context& context, const lane::Head& head,
                                  const std::vector<lane::SignatureLine>& lines);

/// Our receipt for a lane that is here whole, never earlier than the one before it. Not kept yet.
lane::Receipt make_receipt(const Context& context, const lane::LaneState& lane);

/// The receipts of all parties for the newest head of the lane, ours too.
std::vector<lane::SignatureLine> receipt_lines(const lane::Checkpoint& checkpoint);

}  // namespace entente::channel
