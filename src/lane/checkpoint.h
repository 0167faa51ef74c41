#pragma once
// A lane's signed head (C2SP tlog-checkpoint), and receipts on it (cosignature/v1). Pure.
//
//   entente/v1/lane/<lane id>
//   <size, decimal, at least 1>
//   <base64 of the root>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "lane/ids.h"
#include "lane/note.h"

namespace entente::lane {

/// How much of a lane there is.
struct Head {
    LaneId lane;
    TreeSize size;
    Digest root;

    friend auto operator<=>(const Head&, const Head&) = default;
};

/// "entente/v1/lane/<id>": the first line of a checkpoint, and the name of the log key in it.
std::string lane_origin(const LaneId& lane);

/// "entente/v1/party/<id>": the name of a party's cosign key.
std::string cosigner_name(const PartyId& party);

/// The three lines.
std::string checkpoint_text(const Head& head);

/// errors  invalid: not exactly three lines of this form, or size 0 (never signed: section 3.6)
Result<Head> parse_checkpoint_text(std::string_view text);

/// A head with the writer's line, and the receipts that are known.
struct Checkpoint {
    Head head;
    Note note;

    friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

/// errors  invalid: not a note over a checkpoint text. Signatures are not looked at
Result<Checkpoint> decode_checkpoint(ByteView bytes);

/// The head with one line, by the writer's log key.
Checkpoint sign_checkpoint(const Head& head, const crypto::KeyPair& log_key);

/// errors  refused: no valid line by the writer's log key
Result<void> verify_checkpoint(const Checkpoint& checkpoint, const crypto::PublicKey& log_key);

/// A party's receipt for a head: at this time it held all of it on durable storage.
struct Receipt {
    PartyId party;
    std::uint64_t time_s;  ///< seconds since 1970
    SignatureLine line;

    friend bool operator==(const Receipt&, const Receipt&) = default;
};

/// source  C2SP tlog-cosignature: signature over "cosignature/v1\ntime <decimal>\n" || the lines
Receipt cosign(const Head& head, const PartyId& party, std::uint64_t time_s,
               const crypto::KeyPair& cosign_key);

/// The time in seconds at which `key`, under `name`, cosigned the checkpoint `text`: of a lane or
/// of any other log.
///
/// errors  refused: not by this key over this text
/// source  C2SP tlog-cosignature
Result<std::uint64_t> verify_cosignature(std::string_view text, const SignatureLine& line,
                                         std::string_view name, const crypto::PublicKey& key);

/// The receipt that `line` is.
///
/// errors  refused: not by this party's cosign key over this head
Result<Receipt> verify_receipt(const Head& head, const SignatureLine& line, const PartyId& party,
                               const crypto::PublicKey& cosign_key);

/// Adds the receipt's line, in place of an older one of the same party and key.
void add_receipt(Checkpoint& checkpoint, const Receipt& receipt);

}  // namespace entente::lane
