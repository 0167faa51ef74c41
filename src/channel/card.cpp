#include "channel/card.h"

#include "channel/detail/fields.h"
#include "channel/names.h"
#include "json/value.h"
#include "json/write.h"

namespace entente::channel {
namespace {

using namespace std::string_view_literals;

constexpr auto heading = "entente/v1 party\n"sv;

std::string root_name(const PartyId& party) {
    return "entente/v1/root/" + lane::to_hex(party);
}

constexpr std::string_view word_of(KeyState state) {
    switch (state) {
        case KeyState::active:
            return "active";
        case KeyState::retired:
            return "retired";
        case KeyState::revoked:
            return "revoked";
    }
    return "revoked";
}

Result<KeyState> state_of(std::string_view word) {
    for (const auto state : {KeyState::active, KeyState::retired, KeyState::revoked}) {
        if (word == word_of(state)) return state;
    }
    return fail(ErrorKind::invalid, "a key's state is active, retired or revoked",
                std::string(word.substr(0, 40)));
}

json::Array keys_array(const std::vector<ListedKey>& keys) {
    json::Array array;
    for (const auto& listed : keys) {
        json::Object object;
        object.add("pub", to_base64(view(listed.key.bytes)));
        object.add("state", word_of(listed.state));
        array.add(object);
    }
    return array;
}

Result<std::vector<ListedKey>> keys_of(const json::Value& object, std::string_view name) {
    std::vector<ListedKey> keys;
    const auto list = TRY(detail::field(object, name));
    for (const auto& item : list.elements()) {
        const auto word = TRY(detail::text_field(item, "state"));
        keys.push_back({.key = TRY(detail::key_field(item, "pub")), .state = TRY(state_of(word))});
    }
    return keys;
}

json::Array recipients_array(const std::vector<ListedRecipient>& recipients) {
    json::Array array;
    for (const auto& listed : recipients) {
        json::Object object;
        object.add("not_after", to_milliseconds_text(listed.not_after));
        object.add("recipient", age::to_text(listed.recipient));
        array.add(object);
    }
    return array;
}

Result<std::vector<ListedRecipient>> recipients_of(const json::Value& object) {
    std::vector<ListedRecipient> recipients;
    const auto list = TRY(detail::field(object, "age"));
    for (const auto& item : list.elements()) {
        const auto text = TRY(detail::text_field(item, "recipient"));
        recipients.push_back({.recipient = TRY(age::parse_recipient(text)),
                              .not_after = TRY(detail::time_field(item, "not_after"))});
    }
    return recipients;
}

std::string card_text(const Card& card) {
    json::Array tls;
    for (const auto& digest : card.tls) tls.add(to_hex(view(digest)));
    json::Array endpoints;
    for (const auto& endpoint : card.endpoints) endpoints.add(endpoint);
    json::Object object;
    object.add("age", recipients_array(card.age));
    object.add("bundle", keys_array(card.bundle));
    object.add("cosign", keys_array(card.cosign));
    object.add("endpoints", endpoints);
    object.add("id", lane::to_hex(card.id));
    object.add("issued", to_milliseconds_text(card.issued));
    object.add("log", keys_array(card.log));
    object.add("name", card.name);
    object.add("next_root", to_hex(view(card.next_root)));
    object.add("prev", card.previous ? to_hex(view(*card.previous)) : "");
    object.add("rev", card.revision);
    object.add("root", to_base64(view(card.root.bytes)));
    object.add("tls", tls);
    return std::string(heading) + object.text() + "\n";
}

Result<Card> card_of(const json::Value& object) {
    Card card{.id = PartyId(TRY(detail::hex_field(object, "id"))),
              .name = TRY(detail::text_field(object, "name")),
              .revision = TRY(detail::count_field(object, "rev")),
              .issued = TRY(detail::time_field(object, "issued")),
              .root = TRY(detail::key_field(object, "root")),
              .next_root = TRY(detail::hex_field(object, "next_root")),
              .previous = std::nullopt,
              .log = TRY(keys_of(object, "log")),
              .cosign = TRY(keys_of(object, "cosign")),
              .bundle = TRY(keys_of(object, "bundle")),
              .age = TRY(recipients_of(object)),
              .tls = {},
              .endpoints = {}};
    TRY_VOID(check_name(card.name, "/name"));
    const auto previous = TRY(detail::text_field(object, "prev"));
    if (!previous.empty()) card.previous = TRY(digest_from_hex(previous));
    const auto tls = TRY(detail::field(object, "tls"));
    for (const auto& item : tls.elements()) {
        const auto text = TRY(item.as_string());
        card.tls.push_back(TRY(digest_from_hex(text)));
    }
    const auto endpoints = TRY(detail::field(object, "endpoints"));
    for (const auto& item : endpoints.elements()) {
        card.endpoints.emplace_back(TRY(item.as_string()));
    }
    return card;
}

}  // namespace

Digest SignedCard::digest() const {
    return crypto::sha256({note.text});
}

PartyId party_id(const crypto::PublicKey& root) {
    return PartyId(crypto::sha256({heading, view(root.bytes)}));
}

SignedCard sign_card(const Card& card, const crypto::KeyPair& root) {
    auto text = card_text(card);
    auto line = lane::sign_note(text, root_name(card.id), root);
    return {.card = card, .note = {.text = std::move(text), .signatures = {std::move(line)}}};
}

Result<SignedCard> decode_card(ByteView bytes) {
    auto note = TRY(lane::decode_note(bytes));
    const auto line = TRY(detail::second_line(note.text, heading));
    const auto document = TRY(json::Document::parse(line));
    auto card = TRY(card_of(document.root()));
    if (card_text(card) != note.text) {
        return fail(ErrorKind::invalid,
                    "the card is not canonical, or has fields of a later version", card.name,
                    "ask for a card of entente/v1");
    }
    if (card.id != party_id(card.root)) {
        return fail(ErrorKind::invalid, "the party id is not that of the root key", card.name);
    }
    if (!lane::is_signed_by(note, root_name(card.id), card.root)) {
        return fail(ErrorKind::refused, "the card is not signed by its root key", card.name,
                    "it was damaged or forged on its way: get it again");
    }
    return SignedCard{.card = std::move(card), .note = std::move(note)};
}

Result<crypto::PublicKey> active_key(const std::vector<ListedKey>& keys, std::string_view who) {
    for (const auto& listed : keys) {
        if (listed.state == KeyState::active) return listed.key;
    }
    return fail(ErrorKind::refused, "the party has no active key of this kind", std::string(who),
                "ask for its newest card");
}

}  // namespace entente::channel
