#pragma once
// The proof that an entry stands in a lane, as a file that anybody can check offline (C2SP
// tlog-proof). Pure.
//
//   c2sp.org/tlog-proof@v1
//   extra <base64 of the body's salt>
//   index <decimal>
//   <base64 of a sibling's hash>       lowest first; none in a lane of one entry
//   <empty line>
//   <checkpoint: a signed note>
//
// The salt opens the header's commitment to the body: without it a header says nothing of a body.

#include <vector>

#include "lane/checkpoint.h"
#include "lane/header.h"
#include "lane/policy.h"
#include "lane/tree.h"

namespace entente::lane {

struct EntryProof {
    Salt salt;
    EntryIndex index;
    std::vector<Digest> siblings;
    Checkpoint checkpoint;

    friend bool operator==(const EntryProof&, const EntryProof&) = default;
};

Bytes encode_entry_proof(const EntryProof& proof);

/// errors  invalid: not exactly of this form. Nothing is verified
/// source  C2SP tlog-proof, Format
Result<EntryProof> decode_entry_proof(ByteView file);

/// What a proof shows once it is verified.
struct ProvenEntry {
    EntryId id;
    Header header;
    Head head;  ///< that it stands under
    std::vector<PolicyVerdict::Witness> witnesses;
};

/// Verifies a proof for a header and its body.
///
/// policy  which keys count, and how many of them: each that is required is looked for by itself
/// errors  invalid: the header is none; corrupt: the body does not open it; refused: a signature
///         that the policy requires is missing, or a known key's is wrong; invalid: the entry is
///         not under the head
/// source  C2SP tlog-proof, Verifying a tlog proof
Result<ProvenEntry> verify_entry_proof(const EntryProof& proof, ByteView header, ByteView body,
                                       const Policy& policy);

}  // namespace entente::lane
