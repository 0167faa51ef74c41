#include "channel/directory.h"

#include <algorithm>

#include "tests/channel/party.h"

namespace entente::test {
namespace {

using channel::SignedCard;
using channel::SignedCharter;

/// A party that is here as a card alone.
struct Known {
    explicit Known(Random& random, const std::string& name)
        : keys(make_keys(random)), card(make_card(keys, name)) {}

    [[nodiscard]] lane::PartyId id() const { return card.card.id; }

    [[nodiscard]] std::string hex() const { return lane::to_hex(id()); }

    [[nodiscard]] SignedCard card_with(const auto& change) const {
        auto other = card.card;
        change(other);
        return channel::sign_card(other, keys.root);
    }

    channel::Keys keys;
    SignedCard card;
};

SignedCharter charter_of(const std::vector<const Known*>& parties,
                         const std::string& subject = "Afghanistan 2021") {
    channel::Charter charter{.nonce = crypto::sha256({"nonce"}),
                             .created = kabul,
                             .subject = subject,
                             .parties = {},
                             .policy = {}};
    for (const auto* party : parties) {
        charter.parties.push_back({.id = party->id(), .card = party->card.digest()});
    }
    std::ranges::sort(charter.parties, {}, &channel::CharterParty::id);
    return {.charter = charter, .note = {.text = channel::charter_text(charter), .signatures = {}}};
}

SignedCharter signed_by(SignedCharter charter, const std::vector<const Known*>& signers) {
    for (const auto* signer : signers) {
        charter.note.signatures.push_back(
            channel::sign_charter(charter.charter, signer->id(), signer->keys.root));
    }
    return charter;
}

class Directory : public ::testing::Test {
protected:
    Directory() {
        load();
        EXPECT_TRUE(directory_->add_card(alpha_.card));
    }

    /// As the next process finds it.
    void load() {
        directory_.reset();
        matters_.reset();
        matters_ = must(store::open_sqlite_matters(scratch_ / "node.db"));
        directory_ = must(channel::Directory::load(*matters_, alpha_.id()));
    }

    void add(const std::vector<const Known*>& parties) {
        for (const auto* party : parties) ASSERT_TRUE(directory_->add_card(party->card));
    }

    Scratch scratch_;
    host::SystemRandom random_;
    Known alpha_{random_, "ALPHA"};  // ourselves
    Known bravo_{random_, "BRAVO"};
    Known charlie_{random_, "CHARLIE"};
    std::unique_ptr<store::OwnMatters> matters_;
    std::unique_ptr<channel::Directory> directory_;
};

TEST_F(Directory, KnowsThePartiesByName) {
    add({&charlie_, &bravo_});
    std::vector<std::string> names;
    for (const auto& party : directory_->parties()) names.push_back(party.card.name);
    EXPECT_EQ(names, (std::vector<std::string>{"ALPHA", "BRAVO", "CHARLIE"}));
    EXPECT_EQ(directory_->self(), alpha_.id());
}

TEST_F(Directory, KnowsNobodyWhoseCardWasNotAdded) {
    EXPECT_FALSE(directory_->card(bravo_.id()));
    EXPECT_EQ(kind_of(directory_->known_card(bravo_.id())), ErrorKind::not_found);
    EXPECT_EQ(kind_of(directory_->find_party("BRAVO")), ErrorKind::not_found);
}

TEST_F(Directory, TakesANewerCardInPlaceOfTheOlder) {
    add({&bravo_});
    const auto newer = bravo_.card_with([](auto& card) {
        card.revision = 3;
        card.endpoints = {"https://bravo.example:8443"};
    });
    ASSERT_TRUE(directory_->add_card(newer));
    EXPECT_EQ(must(directory_->known_card(bravo_.id())).card, newer.card);
    EXPECT_EQ(kind_of(directory_->add_card(bravo_.card)), ErrorKind::refused);
    EXPECT_EQ(must(directory_->known_card(bravo_.id())).card, newer.card);
}

TEST_F(Directory, TakesTheSameCardAgain) {
    add({&bravo_});
    EXPECT_TRUE(directory_->add_card(bravo_.card));
}

// Design 02-log section 3.3: two different cards with one (id, rev) are evidence, like a fork.
TEST_F(Directory, RefusesAnotherCardOfTheSameRevision) {
    add({&bravo_});
    const auto other = bravo_.card_with([](auto& card) { card.endpoints = {"https://else"}; });
    EXPECT_EQ(kind_of(directory_->add_card(other)), ErrorKind::conflict);
    EXPECT_EQ(must(directory_->known_card(bravo_.id())).card, bravo_.card.card);
}

// Design 02-log section 3.3: only the key that next_root announces may follow; this version has no
// cards of that kind.
TEST_F(Directory, RefusesAChangeOfRootThatWasNotAnnounced) {
    add({&bravo_});
    const auto other = bravo_.card_with([&](auto& card) {
        card.revision = 1;
        card.root = charlie_.keys.root.public_key();
    });
    EXPECT_EQ(kind_of(directory_->add_card(other)), ErrorKind::refused);
    EXPECT_EQ(must(directory_->known_card(bravo_.id())).card, bravo_.card.card);
}

TEST_F(Directory, RefusesTheNameOfAnotherParty) {
    add({&bravo_});
    const auto impostor = charlie_.card_with([](auto& card) { card.name = "BRAVO"; });
    EXPECT_EQ(kind_of(directory_->add_card(impostor)), ErrorKind::conflict);
    const auto ours = charlie_.card_with([](auto& card) { card.name = "ALPHA"; });
    EXPECT_EQ(kind_of(directory_->add_card(ours)), ErrorKind::conflict);
    add({&charlie_});
    const auto renamed = charlie_.card_with([](auto& card) {
        card.name = "BRAVO";
        card.revision = 1;
    });
    EXPECT_EQ(kind_of(directory_->add_card(renamed)), ErrorKind::conflict);
}

TEST_F(Directory, FindsAPartyByNameAndByTheBeginningOfItsId) {
    add({&bravo_, &charlie_});
    for (const auto& wanted : {std::string("BRAVO"), bravo_.hex(), bravo_.hex().substr(0, 8)}) {
        EXPECT_EQ(must(directory_->find_party(wanted)).card.id, bravo_.id()) << wanted;
    }
}

TEST_F(Directory, FindsNobodyBySevenDigitsOrPartOfAName) {
    add({&bravo_});
    for (const auto& wanted : {bravo_.hex().substr(0, 7), std::string("BRAV"), std::string("bravo"),
                               std::string(), bravo_.hex() + "0", bravo_.hex().substr(1)}) {
        EXPECT_EQ(kind_of(directory_->find_party(wanted)), ErrorKind::not_found) << wanted;
    }
}

// A name may look like the beginning of an id: then nobody must be taken for the other.
TEST_F(Directory, AsksForMoreIfTwoPartiesAreMeant) {
    add({&bravo_});
    const auto prefix = bravo_.hex().substr(0, 8);
    ASSERT_TRUE(directory_->add_card(charlie_.card_with([&](auto& card) { card.name = prefix; })));
    EXPECT_EQ(kind_of(directory_->find_party(prefix)), ErrorKind::conflict);
    EXPECT_EQ(must(directory_->find_party(bravo_.hex().substr(0, 9))).card.id, bravo_.id());
}

TEST_F(Directory, TellsWhoseTlsKeyItIs) {
    add({&bravo_});
    EXPECT_EQ(directory_->party_of_tls_key(bravo_.card.card.tls.front()), bravo_.id());
    EXPECT_FALSE(directory_->party_of_tls_key(charlie_.card.card.tls.front()));
    // Nobody comes to us as ourselves.
    EXPECT_FALSE(directory_->party_of_tls_key(alpha_.card.card.tls.front()));
}

TEST_F(Directory, IsFoundedOnlyWhenAllHaveSigned) {
    add({&bravo_, &charlie_});
    const auto charter = charter_of({&alpha_, &bravo_, &charlie_});
    const auto known = [&] { return must(directory_->charter(charter.channel())); };
    ASSERT_TRUE(must(directory_->merge_charter(signed_by(charter, {&alpha_}))));
    EXPECT_FALSE(directory_->is_founded(known()));
    ASSERT_TRUE(must(directory_->merge_charter(signed_by(charter, {&charlie_}))));
    EXPECT_FALSE(directory_->is_founded(known()));
    EXPECT_EQ(directory_->signers(known()).size(), 2U);
    ASSERT_TRUE(must(directory_->merge_charter(signed_by(charter, {&bravo_}))));
    EXPECT_TRUE(directory_->is_founded(known()));
}

TEST_F(Directory, SaysWhetherACharterBroughtAnythingNew) {
    add({&bravo_});
    const auto charter = charter_of({&alpha_, &bravo_});
    const auto one = signed_by(charter, {&alpha_});
    const auto both = signed_by(charter, {&bravo_, &alpha_});
    EXPECT_TRUE(must(directory_->merge_charter(one)));
    EXPECT_FALSE(must(directory_->merge_charter(one)));
    EXPECT_TRUE(must(directory_->merge_charter(both)));
    EXPECT_FALSE(must(directory_->merge_charter(both)));
    EXPECT_FALSE(must(directory_->merge_charter(one)));
    EXPECT_EQ(must(directory_->charter(charter.channel())).note.signatures.size(), 2U);
}

// Invariant I26 of design 02-log section 6: one bad line harms no other, and is not passed on.
TEST_F(Directory, DropsTheLinesThatDoNotVerify) {
    add({&bravo_});
    const auto charter = charter_of({&alpha_, &bravo_});
    auto shown = signed_by(charter, {&alpha_, &charlie_, &bravo_});
    auto& broken = shown.note.signatures.back().signature.back();
    broken = static_cast<char>(broken ^ 1);
    ASSERT_TRUE(must(directory_->merge_charter(shown)));
    const auto kept = must(directory_->charter(charter.channel()));
    EXPECT_EQ(kept.note, signed_by(charter, {&alpha_}).note);
    EXPECT_EQ(directory_->signers(kept), (std::vector<lane::PartyId>{alpha_.id()}));
}

TEST_F(Directory, RefusesACharterThatNoPartySigned) {
    add({&bravo_, &charlie_});
    const auto charter = charter_of({&alpha_, &bravo_});
    EXPECT_EQ(kind_of(directory_->merge_charter(charter)), ErrorKind::refused);
    EXPECT_EQ(kind_of(directory_->merge_charter(signed_by(charter, {&charlie_}))),
              ErrorKind::refused);
    EXPECT_TRUE(directory_->charters().empty());
}

TEST_F(Directory, RefusesACharterThatDoesNotNameUs) {
    add({&bravo_, &charlie_});
    const auto charter = charter_of({&bravo_, &charlie_});
    EXPECT_EQ(kind_of(directory_->merge_charter(signed_by(charter, {&bravo_, &charlie_}))),
              ErrorKind::refused);
}

TEST_F(Directory, NamesThePartyWhoseCardIsWanting) {
    const auto charter = signed_by(charter_of({&alpha_, &bravo_}), {&alpha_, &bravo_});
    const auto merged = directory_->merge_charter(charter);
    EXPECT_EQ(kind_of(merged), ErrorKind::not_found);
    EXPECT_EQ(merged.error().where, bravo_.hex());
    EXPECT_TRUE(directory_->charters().empty());
}

TEST_F(Directory, FindsAChannelBySubjectAndByTheBeginningOfItsId) {
    add({&bravo_});
    const auto charter = signed_by(charter_of({&alpha_, &bravo_}, "Kabul"), {&alpha_});
    ASSERT_TRUE(directory_->merge_charter(charter));
    const auto hex = lane::to_hex(charter.channel());
    for (const auto& wanted : {std::string("Kabul"), hex, hex.substr(0, 8)}) {
        EXPECT_EQ(must(directory_->find_channel(wanted)).channel(), charter.channel()) << wanted;
    }
    EXPECT_EQ(kind_of(directory_->find_channel(hex.substr(0, 7))), ErrorKind::not_found);
    EXPECT_EQ(kind_of(directory_->charter(lane::ChannelId(crypto::sha256({"other"})))),
              ErrorKind::not_found);
}

TEST_F(Directory, AsksForMoreIfTwoChannelsHaveOneSubject) {
    add({&bravo_, &charlie_});
    for (const auto* other : {&bravo_, &charlie_}) {
        ASSERT_TRUE(directory_->merge_charter(signed_by(charter_of({&alpha_, other}), {other})));
    }
    EXPECT_EQ(kind_of(directory_->find_channel("Afghanistan 2021")), ErrorKind::conflict);
}

TEST_F(Directory, IsTheSameInTheNextProcess) {
    const auto newer = bravo_.card_with([](auto& card) { card.revision = 1; });
    add({&bravo_, &charlie_});
    ASSERT_TRUE(directory_->add_card(newer));
    const auto founded = charter_of({&alpha_, &bravo_}, "one");
    const auto proposed = charter_of({&alpha_, &charlie_}, "two");
    ASSERT_TRUE(directory_->merge_charter(signed_by(founded, {&bravo_})));
    ASSERT_TRUE(directory_->merge_charter(signed_by(founded, {&alpha_})));
    ASSERT_TRUE(directory_->merge_charter(signed_by(proposed, {&alpha_})));
    load();
    EXPECT_EQ(directory_->parties().size(), 3U);
    EXPECT_EQ(must(directory_->known_card(bravo_.id())).note, newer.note);
    EXPECT_EQ(directory_->charters().size(), 2U);
    EXPECT_TRUE(directory_->is_founded(must(directory_->charter(founded.channel()))));
    EXPECT_FALSE(directory_->is_founded(must(directory_->charter(proposed.channel()))));
}

TEST_F(Directory, IsCorruptAfterAnyChangeToAKeptCard) {
    add({&bravo_});
    const auto note = lane::encode_note(bravo_.card.note);
    for (std::size_t at = 0; at < note.size(); at += 97) {
        auto changed = note;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        ASSERT_TRUE(matters_->put("card", bravo_.hex(), changed));
        EXPECT_EQ(kind_of(channel::Directory::load(*matters_, alpha_.id())), ErrorKind::corrupt);
    }
    ASSERT_TRUE(matters_->put("card", bravo_.hex(), note));
    EXPECT_TRUE(channel::Directory::load(*matters_, alpha_.id()));
}

TEST_F(Directory, IsCorruptAfterAnyChangeToAKeptCharter) {
    add({&bravo_});
    const auto charter = signed_by(charter_of({&alpha_, &bravo_}), {&alpha_, &bravo_});
    ASSERT_TRUE(directory_->merge_charter(charter));
    const auto name = lane::to_hex(charter.channel());
    const auto note = must(matters_->get("charter", name)).value();
    for (std::size_t at = 0; at < note.size(); at += 97) {
        auto changed = note;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        ASSERT_TRUE(matters_->put("charter", name, changed));
        EXPECT_EQ(kind_of(channel::Directory::load(*matters_, alpha_.id())), ErrorKind::corrupt)
            << at;
    }
    ASSERT_TRUE(matters_->put("charter", name, note));
    EXPECT_TRUE(channel::Directory::load(*matters_, alpha_.id()));
}

}  // namespace
}  // namespace entente::test
