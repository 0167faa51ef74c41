#pragma once
// Evidence that somebody signed two histories of one lane: a file that proves itself to anyone,
// offline. Pure.
//
// JCS object with exactly these keys (design 02-log section 3.9):
//   a            note over the smaller head, with one line: the accused's
//   b            the same over the larger head (at one size: the order is the maker's)
//   card         double-cosign only: note that lists the cosigner's keys, signed by its root
//   common       optional {"root", "size", "to_a", "to_b"}: the first entries, which are the same
//                in both, with the consistency proofs to a and to b
//   kind         "fork": the writer signed both; "double-cosign": a reader receipted both
//   lane         its id, as in both origins
//   opening      fork only: {"body", "header", "salt"} of entry 0
//   prefix_root  base64: the root of the first n entries of b's tree, n being a's size
//   proof        base64 hashes: consistency from (n, prefix_root) to b; none at one size
//   v            1
//
// The lane's id is the hash of entry 0, and entry 0 names the log key: with it in the file nobody
// needs to be told whose key to expect. (The design's file lacks it, and so proves nothing to
// whoever does not hold the lane.)

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "lane/checkpoint.h"
#include "lane/header.h"
#include "lane/operation.h"

namespace entente::lane {

enum class EvidenceKind { fork, double_cosign };

/// "fork" or "double-cosign".
std::string_view to_text(EvidenceKind kind);

/// Entry 0 of a lane, opened.
struct FirstEntry {
    Bytes header;
    Salt salt;
    Bytes body;

    friend bool operator==(const FirstEntry&, const FirstEntry&) = default;
};

/// What the holder of a tree knows of its beginning.
struct Prefix {
    Digest root;                ///< of the first entries
    std::vector<Digest> proof;  ///< consistency from them to the whole
};

/// The first entries of both trees, proved to be the same.
struct Common {
    TreeSize size;
    Digest root;
    std::vector<Digest> to_smaller;  ///< consistency proofs from here
    std::vector<Digest> to_larger;

    friend bool operator==(const Common&, const Common&) = default;
};

/// An evidence file. Says something only once it is verified.
struct Evidence {
    EvidenceKind kind;
    LaneId lane;
    Note smaller;                     ///< "a"
    Note larger;                      ///< "b"
    std::optional<FirstEntry> first;  ///< of a fork
    Bytes card;                       ///< of a double-cosign: the encoded note
    std::optional<Common> common;     ///< if whoever made it saw the entries of both
    Digest prefix_root;
    std::vector<Digest> proof;
};

Bytes encode_evidence(const Evidence& evidence);

/// The evidence that `bytes` are; encode_evidence gives the same bytes back.
///
/// errors  invalid: not canonical, unknown or missing keys, above limits::evidence_bytes_max or
///         limits::proof_hashes_max. No signature is looked at
Result<Evidence> decode_evidence(ByteView bytes);

/// The cosign keys that a party's card lists, after checking that the card is the party's.
using CosignKeys =
    std::function<Result<std::vector<crypto::PublicKey>>(const PartyId& party, ByteView card)>;

/// Evidence that was verified: the accused signed two heads that cannot belong to one log. Only
/// verify_evidence makes one.
class ProvenEvidence {
public:
    [[nodiscard]] const Evidence& evidence() const { return evidence_; }

    [[nodiscard]] const Head& smaller() const { return smaller_; }

    [[nodiscard]] const Head& larger() const { return larger_; }

    /// Whose key signed both: the lane's writer, or a reader of it.
    [[nodiscard]] const PartyId& accused() const { return accused_; }

    /// What entry 0 says; nothing for a double-cosign.
    [[nodiscard]] const std::optional<LaneOpening>& opening() const { return opening_; }

private:
    friend class EvidenceVerifier;

    ProvenEvidence(Evidence evidence, Head smaller, Head larger)
        : evidence_(std::move(evidence)), smaller_(smaller), larger_(larger) {}

    Evidence evidence_;
    Head smaller_;
    Head larger_;
    PartyId accused_{Digest{}};
    std::optional<LaneOpening> opening_;
};

/// Proves `evidence`: both notes carry exactly one line, by one key of the accused, over heads of
/// the lane; the larger tree begins with a root that is not the smaller's. It does not prove
/// intent: a restored backup and a stolen key do the same.
///
/// cosign_keys  asked for a double-cosign only
/// errors       refused: a signature; invalid: it proves nothing: where says which part
Result<ProvenEvidence> verify_evidence(Evidence evidence, const CosignKeys& cosign_keys);

/// Evidence of a fork between two heads that the writer signed.
///
/// prefix  of the larger head's tree, at the smaller one's size
/// common  what is known of where they part
/// errors  as verify_evidence: they are consistent, or not the writer's
Result<ProvenEvidence> prove_fork(FirstEntry first, const Checkpoint& smaller,
                                  const Checkpoint& larger, const Prefix& prefix,
                                  std::optional<Common> common = std::nullopt);

/// Evidence against a party that gave a receipt for each of the two heads of `fork`.
///
/// card    the party's, as an encoded note
/// errors  as verify_evidence
Result<ProvenEvidence> prove_double_cosign(const ProvenEvidence& fork,
                                           const SignatureLine& on_smaller,
                                           const SignatureLine& on_larger, Bytes card,
                                           const CosignKeys& cosign_keys);

}  // namespace entente::lane
