#include "channel/recovery.h"

#include <algorithm>

#include "channel/lanes.h"
#include "channel/missing_bodies.h"
#include "channel/receipts.h"
#include "store/store.h"

namespace entente::channel {
namespace {

constexpr auto remedy = "let the peers connect, or import their bundles, then: entente recover";

std::string size_text(lane::TreeSize size) {
    return std::to_string(size.value());
}

Error restored(const std::string& evidence, const std::string& where) {
    return {.kind = ErrorKind::refused,
            .what = "we may have been restored from a backup: " + evidence +
                    "; writing is stopped so that we do not sign a second history",
            .where = where,
            .remedy = remedy};
}

/// The parties of all founded channels, without us.
std::set<PartyId> everyone(const Context& context) {
    std::set<PartyId> parties;
    for (const auto& charter : context.directory.charters()) {
        if (!context.directory.is_founded(charter)) continue;
        for (const auto& party : charter.charter.parties) parties.insert(party.id);
    }
    parties.erase(context.self());
    return parties;
}

Result<void> refuse_missing(const Context& context, const Missing& missing,
                            const std::vector<PartyId>& without) {
    if (!missing.heads.empty()) {
        const auto& head = missing.heads.front();
        return fail(ErrorKind::unavailable,
                    "entries that we signed or receipted are not back yet: of this lane " +
                        size_text(head.size) + ", and " + size_text(held_size(context, head.lane)) +
                        " are here",
                    "lane " + lane::to_hex(head.lane),
                    "a member of the lane has them: let it connect, or import its bundle (entente "
                    "bundle export --contents everything)");
    }
    for (const auto& party : missing.unheard) {
        if (std::ranges::find(without, party) != without.end()) continue;
        return fail(
            ErrorKind::unavailable,
            "a party has not shown yet what it holds of us: " + context.directory.name_of(party),
            lane::to_hex(party),
            "let it connect; only if it never can: entente recover --without " +
                context.directory.name_of(party));
    }
    return {};
}

/// Those that were held up while nothing was signed.
Result<void> give_receipts(Context& context) {
    for (const auto& id : context.store.lanes()) {
        const auto lane = TRY(context.store.state(id));
        const bool is_complete = lane.checkpoint.head.size == lane.frontier.size();
        if (context.directory.disputes().is_frozen(id) || lacks_bodies(context, id)) continue;
        const bool is_given = context.store.receipted(id, context.self()) >= lane.frontier.size();
        if (lane.opening.writer == context.self() || !is_complete || is_given) continue;
        TRY_VOID(context.store.give_receipt(lane.checkpoint.head, make_receipt(context, lane)));
    }
    return {};
}

}  // namespace

std::optional<Error> why_stopped(const Context& context) {
    return context.recovery.with([](const Recovery& recovery) { return recovery.stopped; });
}

Result<void> begin_recovery(Context& context) {
    TRY_VOID(find_missing_bodies(context));
    const auto doubt = context.store.doubt();
    if (!doubt.exists()) return give_receipts(context);
    context.recovery.with([&](Recovery& recovery) {
        recovery.needs_everyone = !doubt.reason.empty();
        if (doubt.missing.empty()) {
            recovery.stopped = restored(doubt.reason, "the fence");
            return;
        }
        const auto& head = doubt.missing.front();
        recovery.stopped =
            restored("the fence says that we signed or receipted " + size_text(head.size) +
                         " entries of this lane, and the record holds " +
                         size_text(held_size(context, head.lane)),
                     "lane " + lane::to_hex(head.lane));
    });
    return {};
}

void note_heard(Context& context, const PartyId& party) {
    context.recovery.with([&](Recovery& recovery) { recovery.heard.insert(party); });
}

void note_shown(Context& context, const std::string& peer, const lane::Head& head,
                lane::TreeSize held) {
    context.recovery.with([&](Recovery& recovery) {
        recovery.needs_everyone = true;
        const auto [at, is_new] = recovery.shown.emplace(head.lane, head);
        if (!is_new && at->second.size < head.size) at->second = head;
        if (recovery.stopped) return;
        recovery.stopped = restored(peer + " shows our signature on size " + size_text(head.size) +
                                        " of our lane, and we hold " + size_text(held),
                                    "lane " + lane::to_hex(head.lane));
    });
}

Missing missing_for_recovery(const Context& context) {
    Missing missing{.heads = context.store.doubt().missing, .unheard = {}};
    context.recovery.with([&](const Recovery& recovery) {
        for (const auto& [lane, head] : recovery.shown) {
            // Two histories cannot both come back: the lane is frozen, and resolved by its
            // operator.
            if (context.directory.disputes().of(lane)) continue;
            const auto root = context.store.root_at(lane, head.size);
            if (!root || *root != head.root) missing.heads.push_back(head);
        }
        if (!recovery.needs_everyone) return;
        for (const auto& party : everyone(context)) {
            if (!recovery.heard.contains(party)) missing.unheard.push_back(party);
        }
    });
    return missing;
}

Result<bool> recover(Context& context, const std::vector<PartyId>& without) {
    if (!why_stopped(context)) return false;
    const std::scoped_lock lock(context.writing, context.receiving);
    TRY_VOID(refuse_missing(context, missing_for_recovery(context), without));
    TRY_VOID(context.store.settle());
    context.recovery.with([](Recovery& recovery) {
        recovery.stopped = std::nullopt;
        recovery.needs_everyone = false;
        recovery.shown.clear();
    });
    TRY_VOID(give_receipts(context));
    context.announcer.announce();
    return true;
}

}  // namespace entente::channel
