#include "channel/directory.h"

#include <algorithm>

#include "store/own_matters.h"

namespace entente::channel {
namespace {

constexpr std::string_view cards_drawer = "card";
constexpr std::string_view charters_drawer = "charter";
constexpr std::size_t id_beginning_digits_min = 8;

bool is_named_by(std::string_view wanted, std::string_view name, const std::string& id_hex) {
    return wanted == name ||
           (wanted.size() >= id_beginning_digits_min && id_hex.starts_with(wanted));
}

/// The one item that is meant, or why there is none.
template <class Item>
Result<Item> only_one(const std::vector<Item>& found, std::string_view what,
                      std::string_view wanted, std::string_view remedy) {
    if (found.size() == 1) return found.front();
    const auto where = std::string(wanted);
    if (found.empty()) {
        return fail(ErrorKind::not_found, "there is no such " + std::string(what), where,
                    std::string(remedy));
    }
    return fail(ErrorKind::conflict, "more than one " + std::string(what) + " is meant", where,
                "give more digits of its id");
}

/// Whether a card may take the place of the one that is known.
Result<void> check_successor(const SignedCard& known, const SignedCard& card) {
    const auto& name = known.card.name;
    if (card.card.revision < known.card.revision) {
        return fail(ErrorKind::refused, "this card is older than the one that is known", name);
    }
    if (card.card.revision == known.card.revision && card.note.text != known.note.text) {
        return fail(ErrorKind::conflict, "two different cards of one revision", name,
                    "ask the party which is theirs, by another way");
    }
    if (card.card.root != known.card.root) {
        return fail(ErrorKind::refused, "the root key changed", name,
                    "compare the party id once more, by another way");
    }
    return {};
}

}  // namespace

Result<std::unique_ptr<Directory>> Directory::load(store::OwnMatters& matters, PartyId self) {
    auto directory = std::make_unique<Directory>(matters, self);
    const auto as_corrupt = [](Error error, std::string_view drawer) {
        error.kind = ErrorKind::corrupt;
        error.where = "node.db, " + std::string(drawer) + ": " + error.where;
        return std::unexpected(std::move(error));
    };
    const auto cards = TRY(matters.list(cards_drawer));
    for (const auto& [name, note] : cards) {
        auto card = decode_card(note);
        if (!card) return as_corrupt(card.error(), cards_drawer);
        directory->known_.with([&](Known& known) { known.cards.emplace(card->card.id, *card); });
    }
    const auto charters = TRY(matters.list(charters_drawer));
    for (const auto& [name, note] : charters) {
        auto charter = decode_charter(note);
        if (!charter) return as_corrupt(charter.error(), charters_drawer);
        // decode_charter looks at no signature, and any text is some channel's.
        if (lane::to_hex(charter->channel()) != name ||
            directory->signers(*charter).size() != charter->note.signatures.size()) {
            return fail(ErrorKind::corrupt, "a charter that was kept no longer verifies",
                        "node.db, charter: " + name, "restore node.db from a backup");
        }
        directory->known_.with(
            [&](Known& known) { known.charters.emplace(charter->channel(), *charter); });
    }
    TRY_VOID(directory->disputes_.load());
    return directory;
}

Result<void> Directory::add_card(const SignedCard& card) {
    return known_.with([&](Known& known) -> Result<void> {
        for (const auto& [id, other] : known.cards) {
            if (id == card.card.id) TRY_VOID(check_successor(other, card));
            if (id != card.card.id && other.card.name == card.card.name) {
                return fail(ErrorKind::conflict, "another party is known by this name",
                            card.card.name, "have one of the two take another name");
            }
        }
        TRY_VOID(
            matters_.put(cards_drawer, lane::to_hex(card.card.id), lane::encode_note(card.note)));
        known.cards.insert_or_assign(card.card.id, card);
        return {};
    });
}

std::optional<SignedCard> Directory::card(const PartyId& party) const {
    return known_.with([&](const Known& known) -> std::optional<SignedCard> {
        const auto at = known.cards.find(party);
        if (at == known.cards.end()) return std::nullopt;
        return at->second;
    });
}

Result<SignedCard> Directory::known_card(const PartyId& party) const {
    auto found = card(party);
    if (found) return *std::move(found);
    return fail(ErrorKind::not_found, "this party is not known", lane::to_hex(party),
                "add its card: entente peer add FILE");
}

std::string Directory::name_of(const PartyId& party) const {
    const auto known = card(party);
    return known ? known->card.name : lane::to_hex(party);
}

Result<SignedCard> Directory::find_party(std::string_view name_or_id) const {
    std::vector<SignedCard> found;
    for (auto& party : parties()) {
        if (is_named_by(name_or_id, party.card.name, lane::to_hex(party.card.id))) {
            found.push_back(std::move(party));
        }
    }
    return only_one(found, "party", name_or_id, "see entente peer list, or add its card");
}

std::vector<SignedCard> Directory::parties() const {
    std::vector<SignedCard> all;
    known_.with([&](const Known& known) {
        for (const auto& [id, card] : known.cards) all.push_back(card);
    });
    std::ranges::sort(all, {}, [](const SignedCard& card) { return card.card.name; });
    return all;
}

std::optional<PartyId> Directory::party_of_tls_key(const Digest& spki) const {
    return known_.with([&](const Known& known) -> std::optional<PartyId> {
        for (const auto& [id, card] : known.cards) {
            if (id != self_ && std::ranges::find(card.card.tls, spki) != card.card.tls.end()) {
                return id;
            }
        }
        return std::nullopt;
    });
}

Result<bool> Directory::merge_charter(const SignedCharter& charter) {
    const auto& subject = charter.charter.subject;
    if (!charter.has_party(self_)) {
        return fail(ErrorKind::refused, "this node is no party to the charter", subject);
    }
    return known_.with([&](Known& known) -> Result<bool> {
        const auto at = known.charters.find(charter.channel());
        const bool is_new = at == known.charters.end();
        auto merged = is_new ? SignedCharter{charter.charter, {charter.note.text, {}}} : at->second;
        bool has_news = false;
        for (const auto& party : charter.charter.parties) {
            const auto card = known.cards.find(party.id);
            if (card == known.cards.end()) {
                return fail(ErrorKind::not_found, "a party to the charter is not known",
                            lane::to_hex(party.id), "add its card: entente peer add FILE");
            }
            if (is_signed_by(merged, card->second.card)) continue;
            for (const auto& line : charter.note.signatures) {
                const SignedCharter alone{charter.charter, {charter.note.text, {line}}};
                if (!is_signed_by(alone, card->second.card)) continue;
                merged.note.signatures.push_back(line);
                has_news = true;
                break;
            }
        }
        if (merged.note.signatures.empty()) {
            return fail(ErrorKind::refused, "no party signed this charter", subject);
        }
        if (!has_news) return false;
        TRY_VOID(matters_.put(charters_drawer, lane::to_hex(charter.channel()),
                              lane::encode_note(merged.note)));
        known.charters.insert_or_assign(charter.channel(), std::move(merged));
        return true;
    });
}

std::vector<SignedCharter> Directory::charters() const {
    std::vector<SignedCharter> all;
    known_.with([&](const Known& known) {
        for (const auto& [channel, charter] : known.charters) all.push_back(charter);
    });
    return all;
}

Result<SignedCharter> Directory::charter(const ChannelId& channel) const {
    return known_.with([&](const Known& known) -> Result<SignedCharter> {
        const auto at = known.charters.find(channel);
        if (at != known.charters.end()) return at->second;
        return fail(ErrorKind::not_found, "there is no such channel", lane::to_hex(channel),
                    "see entente channel list");
    });
}

Result<SignedCharter> Directory::find_channel(std::string_view subject_or_id) const {
    std::vector<SignedCharter> found;
    for (auto& charter : charters()) {
        if (is_named_by(subject_or_id, charter.charter.subject, lane::to_hex(charter.channel()))) {
            found.push_back(std::move(charter));
        }
    }
    return only_one(found, "channel", subject_or_id, "see entente channel list");
}

std::vector<PartyId> Directory::signers(const SignedCharter& charter) const {
    std::vector<PartyId> signers;
    for (const auto& party : charter.charter.parties) {
        const auto known = card(party.id);
        if (known && is_signed_by(charter, known->card)) signers.push_back(party.id);
    }
    return signers;
}

bool Directory::is_founded(const SignedCharter& charter) const {
    return signers(charter).size() == charter.charter.parties.size();
}

}  // namespace entente::channel
