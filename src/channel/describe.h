#pragma once
// What the store's index needs to know of a body: the one place that tells it.

#include "json/value.h"
#include "store/facts.h"

namespace entente::channel {

/// The facts of a body: the same for the same bytes for ever.
///
/// parser  whose memory is used again
store::EntryFacts describe(json::Parser& parser, lane::BodyKind kind, ByteView body);

/// The same as the store asks for it, for one thread.
store::Describe make_describe();

}  // namespace entente::channel
