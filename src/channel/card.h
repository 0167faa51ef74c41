#pragma once
// Party cards: who a party is, by which keys it is known, where it can be reached.
//
// A signed note of two lines, "entente/v1 party" and a JCS object, by the party's root key (design
// 02-log section 3.3).

#include <optional>
#include <string>
#include <vector>

#include "age/keys.h"
#include "base/result.h"
#include "base/time.h"
#include "crypto/ed25519.h"
#include "lane/ids.h"
#include "lane/note.h"

namespace entente::channel {

using crypto::Digest;
using lane::PartyId;

enum class KeyState { active, retired, revoked };

struct ListedKey {
    crypto::PublicKey key;
    KeyState state;

    friend bool operator==(const ListedKey&, const ListedKey&) = default;
};

/// For whom bundles to the party are sealed, and until when.
struct ListedRecipient {
    age::Recipient recipient;
    Instant not_after;

    friend bool operator==(const ListedRecipient&, const ListedRecipient&) = default;
};

struct Card {
    PartyId id;
    std::string name;
    std::uint64_t revision;
    Instant issued;
    crypto::PublicKey root;
    Digest next_root;                ///< SHA-256 of the next root public key: pre-rotation
    std::optional<Digest> previous;  ///< SHA-256 of the previous card's text
    std::vector<ListedKey> log;
    std::vector<ListedKey> cosign;
    std::vector<ListedKey> bundle{};     ///< sign the manifests of bundles
    std::vector<ListedRecipient> age{};  ///< newest first
    std::vector<Digest> tls;             ///< SHA-256 of the SPKI of each TLS key
    std::vector<std::string> endpoints;  ///< "https://host:port"; may be none

    friend bool operator==(const Card&, const Card&) = default;
};

/// A card with the note that it came in.
struct SignedCard {
    Card card;
    lane::Note note;

    /// SHA-256 of the note's text: how charters name the card.
    [[nodiscard]] Digest digest() const;
};

/// SHA-256("entente/v1 party\n" || root key).
PartyId party_id(const crypto::PublicKey& root);

SignedCard sign_card(const Card& card, const crypto::KeyPair& root);

/// errors  invalid: not a card, or its id is not its root key's; refused: not signed by its root
/// key
Result<SignedCard> decode_card(ByteView note);

/// The first active key of a list.
///
/// errors  refused: the card of `who` has none
Result<crypto::PublicKey> active_key(const std::vector<ListedKey>& keys, std::string_view who);

}  // namespace entente::channel
