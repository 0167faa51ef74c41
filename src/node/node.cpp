#include "node/node.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include "channel/describe.h"
#include "channel/lanes.h"
#include "channel/names.h"
#include "channel/recovery.h"
#include "channel/spool.h"
#include "host/clock.h"
#include "host/random.h"
#include "http/target.h"
#include "node/key_files.h"
#include "store/embedded/embedded_store.h"
#include "store/embedded/sqlite_matters.h"

namespace entente::node {
namespace {

constexpr std::size_t config_bytes_max = 65'536;
constexpr std::string_view owner_drawer = "node";
constexpr std::string_view owner_name = "party";
constexpr std::chrono::seconds lock_patience{3};
constexpr std::chrono::milliseconds look_again{20};

Result<void> check_empty(host::Disk& disk, const Layout& layout) {
    if (!disk.exists(layout.directory)) return {};
    if (disk.exists(layout.config())) {
        return fail(ErrorKind::conflict, "there is a node here already", layout.directory,
                    "choose another directory; nothing was changed");
    }
    const auto names = TRY(disk.list(layout.directory));
    if (names.empty()) return {};
    return fail(ErrorKind::conflict, "the directory is not empty, and holds no finished node",
                layout.directory, "choose another directory, or empty this one");
}

/// An age key lasts 90 days: what was sealed for it is safe from a later thief once it is destroyed
/// (design 02-log section 3.3). Rounded to the millisecond, as a card has it.
Instant age_key_end(Instant now) {
    constexpr std::int64_t day_us = 86'400'000'000;
    constexpr std::int64_t millisecond_us = 1'000;
    const auto end = now.value() + 90 * day_us;
    return Instant(end - end % millisecond_us);
}

channel::Card first_card(const channel::Keys& keys, const NewNode& options,
                         const crypto::Digest& tls, Instant now) {
    using channel::KeyState;
    return {.id = channel::party_id(keys.root.public_key()),
            .name = options.name,
            .revision = 0,
            .issued = now,
            .root = keys.root.public_key(),
            .next_root = crypto::sha256({view(keys.next_root.public_key().bytes)}),
            .previous = std::nullopt,
            .log = {{.key = keys.log.public_key(), .state = KeyState::active}},
            .cosign = {{.key = keys.cosign.public_key(), .state = KeyState::active}},
            .bundle = {{.key = keys.bundle.public_key(), .state = KeyState::active}},
            .age = {{.recipient = keys.age.recipient(), .not_after = age_key_end(now)}},
            .tls = {tls},
            .endpoints = options.endpoints};
}

/// What another key signs or shows, every peer would refuse.
Result<void> check_listed(const channel::Card& card, const channel::Keys& keys,
                          const host::Path& path) {
    const auto is_listed = [](const auto& list, const auto& key) {
        return std::ranges::any_of(list, [&](const auto& listed) { return listed.key == key; });
    };
    const auto tls = crypto::spki_digest(keys.tls.certificate_pem);
    if (is_listed(card.log, keys.log.public_key()) &&
        is_listed(card.cosign, keys.cosign.public_key()) &&
        is_listed(card.bundle, keys.bundle.public_key()) &&
        std::ranges::any_of(
            card.age, [&](const auto& key) { return key.recipient == keys.age.recipient(); }) &&
        tls && std::ranges::find(card.tls, *tls) != card.tls.end()) {
        return {};
    }
    return fail(ErrorKind::corrupt, "the keys are not those that this node's card lists", path,
                "put back the key files that belong here");
}

store::EmbeddedOptions store_options(const Layout& layout, const Config& config,
                                     const lane::PartyId& self) {
    return {.directory = layout.directory,
            .fence_directory = config.fence_directory,
            .self = self,
            .describe = channel::make_describe()};
}

Result<NewNode> completed(NewNode options) {
    TRY_VOID(channel::check_name(options.name, "--name"));
    TRY_VOID(parse_listen(options.listen));
    if (options.endpoints.empty()) options.endpoints.push_back("https://" + options.listen);
    for (const auto& endpoint : options.endpoints) TRY_VOID(http::parse_endpoint(endpoint));
    if (options.fence_directory.empty()) {
        options.fence_directory = Layout{options.directory}.default_fence();
    }
    return options;
}

}  // namespace

Result<channel::SignedCard> create_node(host::Disk& disk, const Clock& clock, Random& random,
                                        const NewNode& asked) {
    const auto options = TRY(completed(asked));
    const Layout layout{options.directory};
    TRY_VOID(check_empty(disk, layout));
    TRY_VOID(disk.make_directory(layout.directory));
    TRY_VOID(disk.make_directory(layout.spool()));
    TRY_VOID(disk.make_directory(options.fence_directory));
    const auto keys = TRY(create_keys(disk, layout.keys(), clock.now(), random));
    const auto tls = TRY(crypto::spki_digest(keys.tls.certificate_pem));
    const auto card = channel::sign_card(first_card(keys, options, tls, clock.now()), keys.root);
    {
        const auto matters = TRY(store::open_sqlite_matters(layout.matters()));
        const auto directory = TRY(channel::Directory::load(*matters, card.card.id));
        TRY_VOID(directory->add_card(card));
        TRY_VOID(matters->put(owner_drawer, owner_name, lane::to_hex(card.card.id)));
    }
    // Last: a directory without it is one whose init did not finish.
    const Config config{.listen = options.listen, .fence_directory = options.fence_directory};
    TRY_VOID(disk.replace(layout.config(), to_text(config)));
    return card;
}

Result<void> check_owner(const store::OwnMatters& matters, const lane::PartyId& self,
                         const host::Path& directory) {
    const auto owner = TRY(matters.get(owner_drawer, owner_name));
    if (owner == lane::to_hex(self)) return {};
    return fail(ErrorKind::corrupt, "the keys are not those of this directory's node", directory,
                "put back the keys, or the node.db, that belong here");
}

Result<Config> read_config(host::Disk& disk, const Layout& layout) {
    if (!disk.exists(layout.config())) {
        return fail(ErrorKind::not_found, "there is no node here", layout.directory,
                    "name its directory with --node, or make one: entente init DIR --name NAME");
    }
    const auto text = TRY(host::read_whole(disk, layout.config(), config_bytes_max));
    return parse_config(text);
}

Result<void> rebuild(const host::Path& directory,
                     const std::function<void(std::uint64_t)>& progress) {
    const auto disk = host::make_system_disk();
    const Layout layout{directory};
    const auto config = TRY(read_config(*disk, layout));
    const auto keys = TRY(load_keys(*disk, layout.keys()));
    const auto self = channel::party_id(keys.root.public_key());
    return store::rebuild_embedded(*disk, store_options(layout, config, self), progress);
}

Node::Node() = default;

Node::~Node() {
    announcer_.close();
}

Result<std::unique_ptr<Node>> Node::open_patiently(const host::Path& directory, const Warn& warn) {
    const auto end = std::chrono::steady_clock::now() + lock_patience;
    while (true) {
        auto node = open(directory, warn);
        const bool is_taken = !node && node.error().kind == ErrorKind::conflict;
        if (!is_taken || std::chrono::steady_clock::now() > end) return node;
        std::this_thread::sleep_for(look_again);
    }
}

Result<std::unique_ptr<Node>> Node::open(const host::Path& directory, const Warn& warn) {
    std::unique_ptr<Node> node(new Node());
    node->layout_ = Layout{directory};
    node->disk_ = host::make_system_disk();
    node->clock_ = std::make_unique<host::SystemClock>();
    node->random_ = std::make_unique<host::SystemRandom>();
    auto& disk = *node->disk_;
    node->config_ = TRY(read_config(disk, node->layout_));
    node->keys_ = std::make_unique<channel::Keys>(TRY(load_keys(disk, node->layout_.keys())));
    const auto self = channel::party_id(node->keys_->root.public_key());
    // The store first: its lock says whether another process is at work here.
    auto options = store_options(node->layout_, node->config_, self);
    options.warn = warn;
    node->store_ = TRY(store::open_embedded(disk, std::move(options)));
    node->matters_ = TRY(store::open_sqlite_matters(node->layout_.matters()));
    node->directory_ = TRY(channel::Directory::load(*node->matters_, self));
    TRY_VOID(check_owner(*node->matters_, self, directory));
    const auto card = TRY(node->directory_->known_card(self));
    TRY_VOID(check_listed(card.card, *node->keys_, node->layout_.keys()));
    node->context_.reset(new channel::Context{.store = *node->store_,
                                              .matters = *node->matters_,
                                              .directory = *node->directory_,
                                              .keys = *node->keys_,
                                              .clock = *node->clock_,
                                              .random = *node->random_,
                                              .announcer = node->announcer_,
                                              .disk = disk,
                                              .spool_directory = node->layout_.spool(),
                                              .evidence_directory = node->layout_.evidence()});
    TRY_VOID(channel::begin_recovery(*node->context_));
    if (const auto stopped = channel::why_stopped(*node->context_); stopped && warn) {
        warn(to_line(*stopped));
    }
    TRY_VOID(channel::clear_spool_directory(disk, node->layout_.spool()));
    TRY_VOID(channel::open_missing_lanes(*node->context_));
    return node;
}

}  // namespace entente::node
