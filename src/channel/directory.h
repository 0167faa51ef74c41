#pragma once
// Who and what this node knows: the parties' cards, the channels' charters, and the lanes that are
// disputed. Kept in the organisation's own matters, and in memory for every request.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "channel/card.h"
#include "channel/charter.h"
#include "channel/disputes.h"
#include "host/guarded.h"

namespace entente::store {
class OwnMatters;
}

namespace entente::channel {

/// Safe to use from any thread. Each change is durable when its call returns.
class Directory {
public:
    /// errors  corrupt: a card, a charter or evidence that was kept no longer verifies
    static Result<std::unique_ptr<Directory>> load(store::OwnMatters& matters, PartyId self);

    Directory(store::OwnMatters& matters, PartyId self)
        : matters_(matters), self_(self), disputes_(matters) {}

    [[nodiscard]] const PartyId& self() const { return self_; }

    /// Takes a card, in place of an older revision of the same party.
    ///
    /// errors  conflict: another card of the same revision, or one that names a known party's name;
    ///         refused: an older one, or a change of root that the previous card did not announce
    Result<void> add_card(const SignedCard& card);

    [[nodiscard]] std::optional<SignedCard> card(const PartyId& party) const;

    /// errors  not_found: add its card first
    [[nodiscard]] Result<SignedCard> known_card(const PartyId& party) const;

    /// What people call a party: the name on its card, or its id if there is no card.
    [[nodiscard]] std::string name_of(const PartyId& party) const;

    /// The party of this name, or of this id or a beginning of it with at least 8 digits.
    ///
    /// errors  not_found; conflict: more than one
    [[nodiscard]] Result<SignedCard> find_party(std::string_view name_or_id) const;

    /// All parties, ourselves too, by name.
    [[nodiscard]] std::vector<SignedCard> parties() const;

    /// Whose TLS key this is, if any party's but ours.
    [[nodiscard]] std::optional<PartyId> party_of_tls_key(const Digest& spki) const;

    /// Takes a charter, or what is new of its signatures; lines that do not verify are dropped.
    /// Whether anything was new.
    ///
    /// errors  refused: we are no party to it, or nobody signed it; not_found: a party whose card
    /// is
    ///         not here: where names it
    Result<bool> merge_charter(const SignedCharter& charter);

    [[nodiscard]] std::vector<SignedCharter> charters() const;

    /// errors  not_found
    [[nodiscard]] Result<SignedCharter> charter(const ChannelId& channel) const;

    /// The channel of this subject, or of this id or a beginning of it with at least 8 digits.
    ///
    /// errors  not_found; conflict: more than one
    [[nodiscard]] Result<SignedCharter> find_channel(std::string_view subject_or_id) const;

    /// The parties that signed.
    [[nodiscard]] std::vector<PartyId> signers(const SignedCharter& charter) const;

    /// Whether every party signed: only then are there lanes.
    [[nodiscard]] bool is_founded(const SignedCharter& charter) const;

    /// The lanes of which two histories were signed.
    [[nodiscard]] Disputes& disputes() { return disputes_; }

    [[nodiscard]] const Disputes& disputes() const { return disputes_; }

private:
    struct Known {
        std::map<PartyId, SignedCard> cards;
        std::map<ChannelId, SignedCharter> charters;
    };

    store::OwnMatters& matters_;
    PartyId self_;
    host::Guarded<Known> known_;
    Disputes disputes_;
};

}  // namespace entente::channel
