#pragma once
// What a node does with a proven conflict: it keeps both versions and the evidence, freezes the
// lane, tells the other members, and waits for its operator (design 02-log section 4.8).

#include <optional>
#include <string>
#include <vector>

#include "channel/context.h"
#include "channel/dispute.h"
#include "channel/fork.h"

namespace entente::channel {

/// Freezes the lane of `fork`: no more is taken, signed or cosigned. Keeps the evidence, durable
/// when this returns, and a copy as a file; `other` is what came of the other version, kept as it
/// came, or empty. Call it with context.receiving held.
///
/// errors  exhausted, fatal: the disk; the lane is frozen all the same
Result<void> freeze(Context& context, const Fork& fork, ByteView other);

/// Keeps where the versions of a frozen lane part, and the segment that shows the other one.
///
/// errors  as Disputes::add
Result<void> keep_parting(Context& context, const Dispute& dispute, lane::EntryIndex differs_from,
                          ByteView other);

/// The Error that a frozen lane answers with.
std::unexpected<Error> frozen(const lane::LaneId& lane);

/// Compares a head that a peer shows with what we hold; if the two prove a fork, freezes the lane,
/// and keeps evidence against parties that gave receipts on both. A lane that is disputed already
/// gains nothing.
///
/// errors  as freeze, and of the store
Result<void> check_head(Context& context, const lane::LaneState& ours,
                        const lane::Checkpoint& shown);

/// Takes an evidence file that a peer brings. May be repeated.
///
/// errors  invalid, refused: it proves nothing; not_found: no lane that the carrier may know of, in
///         the words for one that is not there; as freeze
Result<void> take_evidence(Context& context, const PartyId& carrier, ByteView file);

/// Takes what `evidence` operations among these entries carry: so it travels by whatever way the
/// lanes do. What proves nothing is left alone: the entry is received all the same. Call it with
/// context.receiving held.
///
/// lane     whose entries they are
/// records  as lane/entry.h has them
Result<void> take_notices(Context& context, const lane::LaneState& lane, ByteView records);

/// Every evidence about lanes that the party may know of.
Result<std::vector<lane::ProvenEvidence>> evidence_for(const Context& context,
                                                       const PartyId& party);

/// Appends an `evidence` to our lane of the channel for every fork that has none yet. Where our own
/// lane may not be written, or its audience is wider than that of the accused lane, there is none.
///
/// errors  as BatchWriter
Result<void> write_due_evidence(Context& context);

/// The operator's decision to go on with a frozen lane in the version that is here: it is advanced
/// and cosigned again. What the other version's holders show of it later freezes nothing: it is
/// known that there are two. The evidence stays.
///
/// lane       its id, or a beginning of it with at least 8 digits
/// reason     in words; kept
/// successor  the lane that its writer goes on with, by id; empty: none
/// errors     invalid: no reason; not_found: no such lane, not frozen, or no such successor of the
///            same writer on the same channel; conflict: more than one lane is meant
Result<Dispute> resolve(Context& context, std::string_view lane, const std::string& reason,
                        std::string_view successor);

}  // namespace entente::channel
