#include "channel/found.h"

#include <algorithm>

#include "base/limits.h"
#include "channel/lanes.h"
#include "channel/names.h"

namespace entente::channel {
namespace {

Result<void> check_subject(const Context& context, const std::string& subject) {
    TRY_VOID(check_name(subject, "the channel's subject"));
    if (context.directory.find_channel(subject)) {
        return fail(ErrorKind::conflict, "there is a channel of this subject already", subject,
                    "see entente channel list");
    }
    return {};
}

Result<std::vector<CharterParty>> parties_of(const Context& context,
                                             const std::vector<SignedCard>& others) {
    const auto own = TRY(context.directory.known_card(context.self()));
    std::vector<CharterParty> parties = {{.id = own.card.id, .card = own.digest()}};
    for (const auto& other : others) {
        if (other.card.id == own.card.id) continue;
        parties.push_back({.id = other.card.id, .card = other.digest()});
    }
    std::ranges::sort(parties, {}, &CharterParty::id);
    const auto twice = std::ranges::unique(parties, {}, &CharterParty::id);
    parties.erase(twice.begin(), twice.end());
    if (parties.size() >= 2 && parties.size() <= limits::audience_max) return parties;
    return fail(ErrorKind::invalid, "a channel has 2 to 32 parties, and this node is one",
                std::to_string(parties.size()) + " parties", "name the others with --with");
}

Result<SignedCharter> add_our_signature(Context& context, SignedCharter charter) {
    charter.note.signatures = {sign_charter(charter.charter, context.self(), context.keys.root)};
    TRY_VOID(context.directory.merge_charter(charter));
    context.announcer.announce();
    TRY_VOID(open_missing_lanes(context));
    return context.directory.charter(charter.channel());
}

}  // namespace

Result<SignedCharter> propose_channel(Context& context, const std::string& subject,
                                      const std::vector<SignedCard>& others) {
    TRY_VOID(check_subject(context, subject));
    auto parties = TRY(parties_of(context, others));
    const Charter charter{.nonce = context.random.bytes<32>(),
                          .created = context.clock.now(),
                          .subject = subject,
                          .parties = std::move(parties),
                          .policy = {},
                          .revision = 0};
    return add_our_signature(
        context, {.charter = charter, .note = {.text = charter_text(charter), .signatures = {}}});
}

Result<SignedCharter> join_channel(Context& context, const SignedCharter& charter) {
    for (const auto& party : charter.charter.parties) {
        const auto card = TRY(context.directory.known_card(party.id));
        if (card.digest() == party.card) continue;
        return fail(ErrorKind::refused, "the charter names another card of this party",
                    card.card.name,
                    "exchange cards once more: entente peer card, entente peer add");
    }
    return add_our_signature(context, charter);
}

}  // namespace entente::channel
