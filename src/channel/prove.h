#pragma once
// Proofs for outsiders: that an entry stands in a lane, under a head that its writer signed and
// others hold (design 02-log section 3.9).

#include <string>
#include <string_view>
#include <vector>

#include "channel/context.h"
#include "channel/transcript.h"

namespace entente::channel {

/// All that an outsider needs to check one entry, as texts for files.
struct ExportedProof {
    TranscriptEntry entry;
    Bytes header;  ///< the leaf
    Bytes proof;   ///< lane::EntryProof
    std::string
        policy;  ///< the writer's key, and those of the readers: any one of them is required
};

/// Proves an entry under the newest head of its lane.
///
/// what    the hexadecimal id of an entry, or a STIX id: then the version that came last
/// errors  not_found: no such entry; refused: it is recalled or erased; unavailable: the newest
/// head
///         is not all here, or no reader has given a receipt for it yet
Result<ExportedProof> export_proof(const Context& context, const ChannelId& channel,
                                   std::string_view what);

/// A key under which a lane's checkpoints are signed, as C2SP tools are told it.
struct LaneKey {
    std::string party_name;
    bool is_log;  ///< else a reader's, for receipts
    std::string verifier_key;
};

/// The writer's key, then those of the readers.
///
/// lane    its id, or a beginning of it with at least 8 digits
/// errors  not_found; conflict: more than one lane is meant
Result<std::vector<LaneKey>> keys_of(const Context& context, std::string_view lane);

}  // namespace entente::channel
