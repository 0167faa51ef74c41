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

/// An operation that this version does not know.
struct UnknownOperation {
    std::string name;

    friend bool operator==(const UnknownOperation&, const UnknownOperation&) = default;
};

using Operation = std::variant<LaneOpening, Seen, UnknownOperation>;

/// The canonical body.
Bytes encode_operation(const LaneOpening& opening);
Bytes encode_operation(const Seen& seen);

/// errors  invalid: not canonical JSON with an "op", or a known operation with a wrong field
Result<Operation> decode_operation(ByteView body);

}  // namespace entente::lane
