#include "channel/charter.h"

#include <algorithm>

#include "base/limits.h"
#include "channel/detail/fields.h"
#include "channel/names.h"
#include "json/value.h"
#include "json/write.h"

namespace entente::channel {
namespace {

using namespace std::string_view_literals;

constexpr auto heading = "entente/v1 charter\n"sv;

std::string root_name(const PartyId& party) {
    return "entente/v1/root/" + lane::to_hex(party);
}

json::Object policy_object(const CharterPolicy& policy) {
    json::Object object;
    object.add("lanes_max", policy.lanes_max);
    object.add("max_body", policy.body_bytes_max);
    object.add("receipt_deadline_s", policy.receipt_deadline_s);
    object.add("window_bytes", policy.window_bytes);
    object.add("window_entries", policy.window_entries);
    return object;
}

Result<CharterPolicy> policy_of(const json::Value& object) {
    return CharterPolicy{
        .body_bytes_max = TRY(detail::count_field(object, "max_body")),
        .lanes_max = TRY(detail::count_field(object, "lanes_max")),
        .receipt_deadline_s = TRY(detail::count_field(object, "receipt_deadline_s")),
        .window_entries = TRY(detail::count_field(object, "window_entries")),
        .window_bytes = TRY(detail::count_field(object, "window_bytes"))};
}

Result<std::vector<CharterParty>> parties_of(const json::Value& object) {
    std::vector<CharterParty> parties;
    const auto list = TRY(detail::field(object, "parties"));
    for (const auto& item : list.elements()) {
        parties.push_back({.id = PartyId(TRY(detail::hex_field(item, "id"))),
                           .card = TRY(detail::hex_field(item, "card_sha256"))});
    }
    const bool is_sorted = std::ranges::adjacent_find(parties, std::ranges::greater_equal(),
                                                      &CharterParty::id) == parties.end();
    if (is_sorted && parties.size() >= 2 && parties.size() <= limits::audience_max) return parties;
    return fail(ErrorKind::invalid, "the parties are not 2 to 32, sorted by id", "/parties");
}

Result<Charter> charter_of(const json::Value& object) {
    const auto policy = TRY(detail::field(object, "policy"));
    auto subject = TRY(detail::text_field(object, "subject"));
    TRY_VOID(check_name(subject, "/subject"));
    return Charter{.nonce = TRY(detail::hex_field(object, "channel_nonce")),
                   .created = TRY(detail::time_field(object, "created")),
                   .subject = std::move(subject),
                   .parties = TRY(parties_of(object)),
                   .policy = TRY(policy_of(policy)),
                   .revision = TRY(detail::count_field(object, "rev"))};
}

}  // namespace

ChannelId SignedCharter::channel() const {
    return ChannelId(crypto::sha256({note.text}));
}

bool SignedCharter::has_party(const PartyId& party) const {
    return std::ranges::find(charter.parties, party, &CharterParty::id) != charter.parties.end();
}

std::string charter_text(const Charter& charter) {
    json::Array parties;
    for (const auto& party : charter.parties) {
        json::Object object;
        object.add("card_sha256", to_hex(view(party.card)));
        object.add("id", lane::to_hex(party.id));
        parties.add(object);
    }
    json::Object object;
    object.add("channel_nonce", to_hex(view(charter.nonce)));
    object.add("created", to_milliseconds_text(charter.created));
    object.add("parties", parties);
    object.add("policy", policy_object(charter.policy));
    object.add("prev", "");
    object.add("rev", charter.revision);
    object.add("subject", charter.subject);
    return std::string(heading) + object.text() + "\n";
}

Result<SignedCharter> decode_charter(ByteView bytes) {
    auto note = TRY(lane::decode_note(bytes));
    const auto line = TRY(detail::second_line(note.text, heading));
    const auto document = TRY(json::Document::parse(line));
    auto charter = TRY(charter_of(document.root()));
    const bool has_subject =
        !charter.subject.empty() && charter.subject.size() <= limits::name_bytes_max;
    if (charter.revision != 0 || !has_subject || charter_text(charter) != note.text) {
        return fail(ErrorKind::invalid,
                    "the charter is not canonical, or is not a first revision of entente/v1",
                    charter.subject, "ask for the charter again");
    }
    return SignedCharter{.charter = std::move(charter), .note = std::move(note)};
}

lane::SignatureLine sign_charter(const Charter& charter, const PartyId& party,
                                 const crypto::KeyPair& root) {
    return lane::sign_note(charter_text(charter), root_name(party), root);
}

bool is_signed_by(const SignedCharter& charter, const Card& card) {
    return charter.has_party(card.id) &&
           lane::is_signed_by(charter.note, root_name(card.id), card.root);
}

}  // namespace entente::channel
