#include "tests/simulation/node.h"

#include "channel/describe.h"
#include "channel/lanes.h"
#include "channel/publish.h"
#include "channel/recovery.h"
#include "peer/service.h"
#include "store/embedded/embedded_store.h"

namespace entente::simulation {
namespace {

constexpr auto node_directory = "node";
constexpr auto fence_directory = "fence";
constexpr int objects_of_a_clone = 1'000'000;  // it names others than the original

channel::Keys make_keys(Random& random) {
    using crypto::KeyPair;
    return {.root = KeyPair::generate(random),
            .next_root = KeyPair::generate(random),
            .log = KeyPair::generate(random),
            .cosign = KeyPair::generate(random),
            .bundle = KeyPair::generate(random),
            .age = age::Identity::generate(random),
            .tls = {}};  // the simulated network has no TLS: it knows callers by their cards
}

channel::SignedCard make_card(const channel::Keys& keys, const std::string& name, Instant now) {
    using channel::KeyState;
    const channel::Card card{
        .id = channel::party_id(keys.root.public_key()),
        .name = name,
        .revision = 0,
        .issued = now,
        .root = keys.root.public_key(),
        .next_root = crypto::sha256({view(keys.next_root.public_key().bytes)}),
        .previous = std::nullopt,
        .log = {{.key = keys.log.public_key(), .state = KeyState::active}},
        .cosign = {{.key = keys.cosign.public_key(), .state = KeyState::active}},
        .bundle = {{.key = keys.bundle.public_key(), .state = KeyState::active}},
        .age = {},
        .tls = {crypto::sha256({"tls ", name})},
        .endpoints = {}};
    return channel::sign_card(card, keys.root);
}

std::string object_text(const std::string& writer, int number, std::size_t text_bytes) {
    const auto digest = to_hex(view(crypto::sha256({writer, " ", std::to_string(number)})));
    return R"({"type":"identity","spec_version":"2.1","id":"identity--)" + digest.substr(0, 8) +
           "-" + digest.substr(8, 4) + "-4" + digest.substr(12, 3) + "-8" + digest.substr(15, 3) +
           "-" + digest.substr(18, 12) +
           R"(","created":"2021-08-24T12:30:00.000Z","modified":"2021-08-24T12:30:00.000Z",)"
           R"("name":")" +
           std::string(text_bytes, 'n') + R"(","identity_class":"group"})";
}

}  // namespace

Node::Node(const NodeOptions& options)
    : random(options.seed),
      keys(make_keys(random)),
      card(make_card(keys, options.name, clock.now())),
      disk(options.seed),
      options_(options) {
    disk.lie(options_.disk_lies);
}

Result<void> Node::start() {
    auto opened = open();
    if (!opened) stop();
    return opened;
}

Result<void> Node::open() {
    auto real = TRY(store::open_embedded(disk, {.directory = node_directory,
                                                .fence_directory = fence_directory,
                                                .self = id(),
                                                .describe = channel::make_describe(),
                                                .index_path = options_.index_path}));
    store = std::make_unique<WatchedStore>(
        std::move(real),
        StoreEvents{.sealing = [this](const auto& batch) { on_sealing(*this, batch); },
                    .kept = [this](const auto& lane) { note_kept(lane); }},
        options_.lies);
    directory = TRY(channel::Directory::load(matters, id()));
    if (!directory->card(id())) TRY_VOID(directory->add_card(card));
    announcer = std::make_unique<channel::Announcer>();
    contacts = std::make_unique<peer::Contacts>();
    context.reset(new channel::Context{.store = *store,
                                       .matters = matters,
                                       .directory = *directory,
                                       .keys = keys,
                                       .clock = clock,
                                       .random = random,
                                       .announcer = *announcer,
                                       .disk = disk,
                                       .spool_directory = "spool"});
    TRY_VOID(channel::begin_recovery(*context));
    router = {};
    peer::add_routes(router, *context, *contacts);
    return channel::open_missing_lanes(*context);
}

void Node::stop() {
    router = {};
    context.reset();
    contacts.reset();
    announcer.reset();
    directory.reset();
    store.reset();
}

bool Node::is_up() const {
    if (!context || disk.is_off()) return false;
    return context->failure.with([](const auto& failure) { return !failure.has_value(); });
}

bool Node::is_writing_stopped() const {
    return channel::why_stopped(*context).has_value();
}

void Node::note_kept(const lane::LaneId& lane) {
    const auto state = store->state(lane);
    if (!state) return;
    promised.insert_or_assign(
        lane, Extent{.size = state->frontier.size(), .root = state->frontier.root()});
}

Result<std::uint64_t> Node::put(const lane::ChannelId& channel,
                                const std::vector<lane::PartyId>& to, int count,
                                std::size_t text_bytes) {
    const auto publication = TRY(channel::Publication::begin(*context, channel, {.to = to}));
    for (int i = 0; i < count; ++i) {
        const auto text = object_text(options_.name, next_object_++, text_bytes);
        TRY_VOID(publication->offer(text, "here"));
    }
    const auto report = TRY(publication->finish(false, [](auto, auto) {}));
    return report.sealed;
}

Snapshot Node::snapshot() const {
    auto files = disk.copy(node_directory);
    files.merge(disk.copy(fence_directory));
    return {.files = std::move(files), .promised = promised};
}

void Node::restore(const Snapshot& snapshot, bool with_fence) {
    disk.restore(node_directory, snapshot.files);
    if (with_fence) disk.restore(fence_directory, snapshot.files);
}

std::unique_ptr<Node> Node::clone(const std::string& index_path) {
    auto options = options_;
    options.index_path = index_path;
    auto twin = std::make_unique<Node>(options);
    const auto now = snapshot();
    twin->restore(now, true);
    for (const auto* drawer : {"card", "charter"}) {
        for (const auto& [name, document] : matters.list(drawer).value()) {
            (void)twin->matters.put(drawer, name, document);
        }
    }
    twin->promised = promised;
    twin->next_object_ = next_object_ + objects_of_a_clone;
    twin->is_honest = is_honest;
    return twin;
}

Extents Node::extents() const {
    Extents extents;
    for (const auto& lane : store->lanes()) {
        const auto state = store->state(lane);
        if (!state) continue;
        extents.insert_or_assign(
            lane, Extent{.size = state->frontier.size(), .root = state->frontier.root()});
    }
    return extents;
}

}  // namespace entente::simulation
