#pragma once
// What a node's disk would have of a lane if the power went now: read as an auditor reads it,
// without the node's own code for opening.

#include <optional>
#include <string>

#include "lane/checkpoint.h"
#include "tests/simulation/node.h"

namespace entente::simulation {

/// Why the disk does not bear out that all of `head` was stored, fence and all; nothing if it does.
std::optional<std::string> missing_on_disk(const Node& node, const lane::Head& head);

}  // namespace entente::simulation
