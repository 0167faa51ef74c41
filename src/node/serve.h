#pragma once
// A node at work: its two listeners, its links, its clockwork; until it is told to stop.

#include <functional>

#include "node/node.h"
#include "node/stop_signals.h"

namespace entente::node {

/// Takes one line that an operator should read.
using Report = std::function<void(const std::string&)>;

/// Serves until SIGTERM or SIGINT. Says where it listens once it does.
///
/// signals  made before the node was opened
/// errors  conflict: the port or the socket is taken; invalid: a bad address; fatal: the store
///         failed: start again, the record is read anew
Result<void> serve(Node& node, const StopSignals& signals, const Report& report);

}  // namespace entente::node
