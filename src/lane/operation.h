#pragma once
// Bodies of kind "op": what a lane says about itself and about others (design 02-log section 3.5).
// Pure. Unknown operations are kept and shown as unknown, never executed.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/ed25519.h"
#include "lane/checkpoint.h"
#include "lane/ids.h"

namespace entente::lane {

/// `lane`: leaf 0 of every lane, and only there. Fixes channel, writer, audience and first log key.
struct LaneOpening {
    ChannelId channel;
    Digest charter;  ///< SHA-256 of the charter's text
    PartyId writer;
    std::vector<PartyId> audience;  ///< sorted, with the writer
    crypto::PublicKey log_key;
    std::array<std::byte, 32> nonce;

    friend bool operator==(const LaneOpening&, const LaneOpening&) = default;
};

/// `seen`: heads of other parties' lanes that the writer held when it wrote this (section 2.7).
struct Seen {
    std::vector<Head> heads;  ///< sorted by lane

    friend bool operator==(const Seen&, const Seen&) = default;
};

/// `evidence`: carries an evidence file (section 3.9), so that it stands in a log, too. Only in
/// lanes whose audience is within that of the accused lane.
struct EvidenceNotice {
    std::string kind;
    Digest digest;  ///< SHA-256 of the file
    Bytes file;     ///< empty: pointed to, not carried

    friend bool operator==(const EvidenceNotice&, const EvidenceNotice&) = default;
};

enum class RecallAction : unsigned char {
    hide,   ///< readers show the body no more
    erase,  ///< and erase it with its salt
};

/// `recall`: the writer takes an entry of this lane back (section 2.6). A recorded request; it
/// cannot make anybody un-know.
struct Recall {
    EntryId entry;
    RecallAction action;
    std::string reason;

    friend bool operator==(const Recall&, const Recall&) = default;
};

/// `erased`: body and salt of an entry are gone at the writer of this (section 2.6).
struct Erased {
    EntryId entry;
    std::string reason;
    std::optional<EntryId> request;  ///< the `recall` that asked for it; nothing: an own duty

    friend bool operator==(const Erased&, const Erased&) = default;
};

/// `released`: an entry of this lane went to more parties later (section 2.4).
struct Released {
    EntryId entry;
    std::vector<PartyId> to;  ///< sorted, at least one

    friend bool operator==(const Released&, const Released&) = default;
};

/// `close`: the last entry of a lane; its writer has left the channel (section 3.3).
struct Close {
    std::string reason;

    friend bool operator==(const Close&, const Close&) = default;
};

/// An operation that this version does not know.
struct UnknownOperation {
    std::string name;

    friend bool operator==(const UnknownOperation&, const UnknownOperation&) = default;
};

using Operation = std::variant<LaneOpening, Seen, EvidenceNotice, Recall, Erased, Released, Close,
                               UnknownOperation>;

/// The canonical body.
Bytes encode_operation(const LaneOpening& opening);
Bytes encode_operation(const Seen& seen);
Bytes encode_operation(const EvidenceNotice& notice);
Bytes encode_operation(const Recall& recall);
Bytes encode_operation(const Erased& erased);
Bytes encode_operation(const Released& released);
Bytes encode_operation(const Close& close);

/// errors  invalid: not canonical JSON with an "op", or a known operation with a wrong field
Result<Operation> decode_operation(ByteView body);

}  // namespace entente::lane
