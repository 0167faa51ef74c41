#pragma once
// One order for what several lanes say, and a fingerprint of it to compare by telephone. Pure.

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "base/time.h"
#include "lane/checkpoint.h"
#include "lane/ids.h"

namespace entente::lane {

/// What the order of an entry depends on.
struct OrderedEntry {
    LaneId lane;
    EntryIndex index;
    PartyId writer;
    Instant time;
    std::vector<Head> seen;  ///< if it is a `seen`: the heads that it names
};

/// The positions of `entries` in transcript order: an entry stands after those before it in its
/// lane and after all that a `seen` at or before it names; what is free of that stands by header
/// time, writer, lane, index. The same for every order that the entries are given in.
///
/// A `seen` that names what in turn comes after it can only be a lie, as a true one names a root
/// that did not exist yet; such a circle is cut at its earliest entry by the same four keys.
///
/// entries  each once; those of a lane need not be all
/// cost     O(n log n), n entries and heads
/// source   design 02-log section 2.7
std::vector<std::size_t> transcript_order(std::span<const OrderedEntry> entries);

/// SHA-256 over the lines "lane size root\n" (hex, decimal, base64) of the heads, sorted: its first
/// 16 bytes as 8 groups of 4 hex digits, "0123 4567 ...".
///
/// source  design 02-log section 2.7
std::string fingerprint(std::vector<Head> heads);

}  // namespace entente::lane
