#pragma once
// What a node keeps of a lane that somebody signed two histories of: the evidence, what is known of
// where they part, and what the operator decided. A value.

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "lane/evidence.h"

namespace entente::channel {

using lane::PartyId;

/// The operator's decision that a lane goes on, in the version that is here.
struct Resolution {
    Instant time;
    std::string reason;
    std::optional<lane::LaneId> successor;  ///< the lane that the writer goes on with

    friend bool operator==(const Resolution&, const Resolution&) = default;
};

struct Dispute {
    lane::LaneId lane;
    Instant found;                                 ///< when the first evidence came
    std::optional<lane::EntryIndex> differs_from;  ///< first entry that is not the same in both
    std::vector<lane::ProvenEvidence> evidence{};  ///< at least one; in the order of coming
    bool is_noticed = false;                       ///< an `evidence` stands in our own lane
    std::optional<Resolution> resolution = {};

    /// The first evidence that the writer signed two histories; nothing if there is only evidence
    /// against a reader.
    [[nodiscard]] const lane::ProvenEvidence* fork() const&;
    const lane::ProvenEvidence* fork() const&& = delete;  ///< it would not outlive the dispute

    /// Whether nothing of the lane may be taken or signed (invariant I15).
    [[nodiscard]] bool is_frozen() const { return fork() != nullptr && !resolution; }
};

/// "58eae852-350-70000", as the file is called: lane, sizes; of a double-cosign the party, too.
std::string evidence_name(const lane::ProvenEvidence& evidence);

/// Verifies evidence of any kind: with the card in it, if it accuses a reader. Needs nothing but
/// the evidence, so it is the same for anyone.
///
/// errors  as lane::verify_evidence
Result<lane::ProvenEvidence> prove(lane::Evidence evidence);

/// The cosign keys in a card that is `party`'s, whatever their state: what a revoked key signed was
/// signed all the same.
///
/// errors  refused: the card is not this party's; as decode_card
Result<std::vector<crypto::PublicKey>> cosign_keys_of(const PartyId& party, ByteView card);

/// Canonical JSON.
Bytes encode_dispute(const Dispute& dispute);

/// errors  invalid: not what encode_dispute writes; as prove: a kept file no longer verifies
Result<Dispute> decode_dispute(ByteView bytes);

}  // namespace entente::channel
