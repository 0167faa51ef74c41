#pragma once
// Seals what was let out into one lane or, with equal commitments, into several (design 02-log rule
// L4), and tells the readers of an earlier release that there is a later one (section 2.4).

#include <functional>
#include <vector>

#include "channel/candidate.h"
#include "channel/context.h"
#include "channel/targets.h"

namespace entente::channel {

/// How many entries are on disk, for a progress line.
using PublishProgress = std::function<void(std::uint64_t sealed, std::uint64_t of)>;

/// Seals every candidate that is to be sealed into each lane of `targets` that lacks it. A crash
/// between two lanes leaves the rest to whoever puts the same again. Call it with context.writing
/// held.
///
/// returns  the size of the first lane afterwards
/// errors   as BatchWriter: what was sealed before the error stays sealed
Result<lane::TreeSize> distribute(Context& context, Spool& spool,
                                  const std::vector<Candidate>& candidates, const Targets& targets,
                                  const PublishProgress& progress);

}  // namespace entente::channel
