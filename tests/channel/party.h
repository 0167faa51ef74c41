#pragma once
// Parties with real parts: keys, a store, a directory and a context each; only the clock is set.

#include <atomic>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "channel/describe.h"
#include "channel/found.h"
#include "channel/heads.h"
#include "channel/lanes.h"
#include "channel/publish.h"
#include "channel/receive.h"
#include "channel/recovery.h"
#include "channel/serve_segment.h"
#include "host/random.h"
#include "store/embedded/embedded_store.h"
#include "store/embedded/sqlite_matters.h"
#include "store/store.h"
#include "tests/channel/outcome.h"
#include "tests/support/precompiled.h"
#include "tests/support/scratch.h"

namespace entente::test {

inline constexpr Instant kabul{1'629'808'200'000'000};  // 2021-08-24T12:30:00Z

/// A clock that stands where it is set.
class SetClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override { return Instant(now_.load()); }

    void step(std::int64_t seconds) { now_ += seconds * 1'000'000; }

private:
    std::atomic<std::int64_t> now_ = kabul.value();
};

inline channel::Keys make_keys(Random& random) {
    using crypto::KeyPair;
    return {.root = KeyPair::generate(random),
            .next_root = KeyPair::generate(random),
            .log = KeyPair::generate(random),
            .cosign = KeyPair::generate(random),
            .bundle = KeyPair::generate(random),
            .age = age::Identity::generate(random),
            .tls = must(crypto::make_tls_identity("entente node", kabul))};
}

/// The first card of the party that has these keys.
inline channel::SignedCard make_card(const channel::Keys& keys, const std::string& name,
                                     std::uint64_t revision = 0) {
    using channel::KeyState;
    const channel::Card card{
        .id = channel::party_id(keys.root.public_key()),
        .name = name,
        .revision = revision,
        .issued = kabul,
        .root = keys.root.public_key(),
        .next_root = crypto::sha256({view(keys.next_root.public_key().bytes)}),
        .previous = std::nullopt,
        .log = {{.key = keys.log.public_key(), .state = KeyState::active}},
        .cosign = {{.key = keys.cosign.public_key(), .state = KeyState::active}},
        .bundle = {{.key = keys.bundle.public_key(), .state = KeyState::active}},
        .age = {{.recipient = keys.age.recipient(),
                 .not_after = Instant(kabul.value() + 90 * 86'400'000'000)}},
        .tls = {must(crypto::spki_digest(keys.tls.certificate_pem))},
        .endpoints = {}};
    return channel::sign_card(card, keys.root);
}

/// The Nth identity, in one version; `text` tells contents apart.
inline std::string object_text(int number, std::string_view text = "as ever",
                               std::string_view more = "") {
    const auto digits = std::to_string(number);
    return R"({"type":"identity","spec_version":"2.1","id":"identity--00000000-0000-4000-8000-)" +
           std::string(12 - digits.size(), '0') + digits +
           R"(","created":"2021-08-24T12:30:00.000Z","modified":"2021-08-24T12:30:00.000Z",)"
           R"("name":")" +
           std::string(text) + R"(","identity_class":"group")" + std::string(more) + "}";
}

/// One organisation in this process.
class Party {
public:
    explicit Party(const std::string& name) : keys(make_keys(random)), card(make_card(keys, name)) {
        std::filesystem::create_directories(scratch / "node");
        std::filesystem::create_directories(scratch / "spool");
        open("node", "fence");
        EXPECT_TRUE(context->directory.add_card(card));
    }

    /// Opens what stands in the folder `node` of our directory, in place of what is open.
    void open(const std::string& node, const std::string& fence) {
        context.reset();
        store.reset();
        directory.reset();
        matters.reset();
        std::filesystem::create_directories(scratch / fence);
        matters = must(store::open_sqlite_matters(scratch / (node + "/node.db")));
        directory = must(channel::Directory::load(*matters, id()));
        store = must(store::open_embedded(*disk, {.directory = scratch / node,
                                                  .fence_directory = scratch / fence,
                                                  .self = id(),
                                                  .describe = channel::make_describe()}));
        context.reset(new channel::Context{.store = *store,
                                           .matters = *matters,
                                           .directory = *directory,
                                           .keys = keys,
                                           .clock = clock,
                                           .random = random,
                                           .announcer = announcer,
                                           .disk = *disk,
                                           .spool_directory = scratch / "spool",
                                           .evidence_directory = scratch / "evidence"});
        EXPECT_TRUE(channel::begin_recovery(*context));
    }

    [[nodiscard]] lane::PartyId id() const { return card.card.id; }

    /// Puts objects on the channel, all or none.
    channel::PublishReport put(const lane::ChannelId& channel,
                               const std::vector<std::string>& objects, bool skip_invalid = false,
                               const channel::PublishOptions& options = {}) {
        const auto publication = must(channel::Publication::begin(*context, channel, options));
        for (const auto& object : objects) EXPECT_TRUE(publication->offer(object, "here"));
        return must(publication->finish(skip_invalid, [](auto, auto) {}));
    }

    /// The lane of `writer` as it is here.
    [[nodiscard]] lane::LaneState lane_of(const lane::ChannelId& channel,
                                          const Party& writer) const {
        return must(channel::lane_of(*context, channel, writer.id())).value();
    }

    entente::test::Scratch scratch;
    SetClock clock;
    host::SystemRandom random;
    channel::Keys keys;
    channel::SignedCard card;
    std::unique_ptr<host::Disk> disk = host::make_system_disk();
    channel::Announcer announcer;
    std::unique_ptr<store::OwnMatters> matters;
    std::unique_ptr<channel::Directory> directory;
    std::unique_ptr<store::Store> store;
    std::unique_ptr<channel::Context> context;
};

/// Founds a channel: the first proposes, the others join, every signature reaches everyone.
inline lane::ChannelId found(const std::vector<Party*>& parties,
                             const std::string& subject = "Afghanistan 2021") {
    std::vector<channel::SignedCard> cards;
    for (const auto* party : parties) cards.push_back(party->card);
    for (auto* party : parties) {
        for (const auto& card : cards) EXPECT_TRUE(party->directory->add_card(card));
    }
    auto charter = must(channel::propose_channel(*parties.front()->context, subject, cards));
    for (auto* party : parties) {
        if (party == parties.front()) continue;
        EXPECT_TRUE(party->directory->merge_charter(charter));
        charter = must(channel::join_channel(*party->context, charter));
    }
    for (auto* party : parties) {
        EXPECT_TRUE(party->directory->merge_charter(charter));
        EXPECT_TRUE(channel::open_missing_lanes(*party->context));
    }
    return charter.channel();
}

/// Everything of the lane that `from` has and `to` lacks. The last answer, if there was any.
inline std::optional<channel::Received> carry(Party& from, Party& to, const lane::LaneId& lane) {
    std::optional<channel::Received> last;
    while (true) {
        const auto held = channel::held_size(*to.context, lane);
        const auto segment = must(
            channel::serve_segment(*from.context, to.id(), lane, lane::EntryIndex(held.value())));
        if (!segment) return last;
        last = must(channel::receive(*to.context, from.id(), lane, *segment));
    }
}

/// All lanes both ways, receipts too.
inline void exchange(Party& one, Party& other) {
    for (auto* from : {&one, &other}) {
        auto& to = from == &one ? other : one;
        const auto lanes = must(channel::lanes_readable_by(*from->context, to.id()));
        for (const auto& lane : lanes) carry(*from, to, lane.id);
    }
    for (auto* from : {&one, &other}) {
        auto& to = from == &one ? other : one;
        const auto heads = must(channel::heads_for(*from->context, to.id()));
        EXPECT_TRUE(channel::compare_heads(*to.context, from->id(), heads));
    }
}

/// Two parties on one channel.
class Pair : public ::testing::Test {
protected:
    Party alpha_{"ALPHA"};
    Party bravo_{"BRAVO"};
    lane::ChannelId channel_ = found({&alpha_, &bravo_});
    lane::LaneId lane_ = alpha_.lane_of(channel_, alpha_).id;
};

}  // namespace entente::test
