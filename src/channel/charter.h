#pragma once
// The charter: the agreement that founds a channel, signed by the root key of every party.
//
// A note of two lines, "entente/v1 charter" and a JCS object (design 02-log section 3.3). Ours has
// "subject" besides what the design lists: the parties sign what the channel is about, and an
// invitation can be read before anything else has been exchanged.

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "channel/card.h"
#include "lane/ids.h"
#include "lane/note.h"

namespace entente::channel {

using lane::ChannelId;

struct CharterParty {
    PartyId id;
    Digest card;  ///< SHA-256 of the text of its card

    friend bool operator==(const CharterParty&, const CharterParty&) = default;
};

/// What the parties hold each other to.
struct CharterPolicy {
    std::uint64_t body_bytes_max = 16'777'216;
    std::uint64_t lanes_max = 64;
    std::uint64_t receipt_deadline_s = 3'600;
    std::uint64_t window_entries = 65'536;
    std::uint64_t window_bytes = 268'435'456;

    friend bool operator==(const CharterPolicy&, const CharterPolicy&) = default;
};

struct Charter {
    std::array<std::byte, 32> nonce;
    Instant created;
    std::string subject;
    std::vector<CharterParty> parties;  ///< sorted by id, 2 to 32
    CharterPolicy policy;
    std::uint64_t revision = 0;

    friend bool operator==(const Charter&, const Charter&) = default;
};

/// A charter with the signatures that are there so far.
struct SignedCharter {
    Charter charter;
    lane::Note note;

    /// The channel that this charter founds: SHA-256 of its text.
    [[nodiscard]] ChannelId channel() const;

    [[nodiscard]] bool has_party(const PartyId& party) const;
};

/// "entente/v1 charter\n" and the object in one line.
std::string charter_text(const Charter& charter);

/// errors  invalid: not a charter of revision 0. Signatures are not looked at
Result<SignedCharter> decode_charter(ByteView note);

/// The line of `party`'s root key.
lane::SignatureLine sign_charter(const Charter& charter, const PartyId& party,
                                 const crypto::KeyPair& root);

/// Whether the charter carries a valid line of the party that `card` is, and names that card's id.
[[nodiscard]] bool is_signed_by(const SignedCharter& charter, const Card& card);

}  // namespace entente::channel
