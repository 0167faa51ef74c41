#include "tests/simulation/world.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "channel/found.h"
#include "channel/lanes.h"

namespace entente::simulation {
namespace {

/// Where the indices are, which are derived and lose nothing that counts: in memory where a machine
/// has it, for thousands are opened.
std::filesystem::path index_parent() {
    const std::filesystem::path memory = "/dev/shm";
    return std::filesystem::is_directory(memory) ? memory : std::filesystem::temp_directory_path();
}

// An exchange among many costs many signatures: most channels are small.
constexpr std::array party_counts = {2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 4, 4, 4, 4, 5, 6, 7};
constexpr unsigned forger_percent = 20;
constexpr unsigned second_channel_percent = 40;
constexpr std::size_t steps_min = 20;
constexpr std::size_t steps_more = 25;

NetworkFaults draw_faults(Dice& dice) {
    if (dice.chance(30)) return {};
    const auto percent = [&] { return static_cast<unsigned>(dice.below(9)); };
    return {.lost_requests = percent(),
            .lost_answers = percent(),
            .doubled = percent(),
            .delayed = percent()};
}

}  // namespace

World::World(const WorldOptions& options)
    : options_(options),
      dice_(options.seed),
      verdicts_(options.only),
      ledger_(verdicts_),
      wire_(ledger_, verdicts_),
      network_(dice_,
               [this](const Message& message) {
                   wire_.see(message);
                   hear(message);
               }),
      scratch_(index_parent()) {
    const auto count = static_cast<std::size_t>(party_counts[dice_.below(party_counts.size())]);
    for (std::size_t i = 0; i < count; ++i) {
        const auto name = "PARTY-" + std::to_string(i);
        nodes_.push_back(std::make_unique<Node>(NodeOptions{.name = name,
                                                            .seed = dice_.number(),
                                                            .index_path = scratch_ / (name + ".db"),
                                                            .lies = options.mutation.store,
                                                            .disk_lies = options.mutation.disk}));
    }
    const bool has_forger = dice_.chance(forger_percent) || options.mutation.trusts_the_forger;
    if (count > 2 && has_forger) {
        forger_ = nodes_.back().get();
        forger_->is_honest = options.mutation.trusts_the_forger;
    }
    heard_.resize(count);
    std::set<lane::PartyId> honest;
    for (auto& node : nodes_) {
        if (options.mutation.forgets_evidence) node->matters.forget_evidence();
        if (node->is_honest) honest.insert(node->id());
        node->on_sealing = [this](Node& who, const auto& batch) { check_sealing(who, batch); };
    }
    ledger_.set_honest(std::move(honest));
}

Outcome World::run() {
    found_channels();
    auto faults = draw_faults(dice_);
    faults.hides_heads = options_.mutation.hides_heads;
    faults.hides_evidence = options_.mutation.hides_evidence;
    faults.mixes_up_callers = options_.mutation.mixes_up_callers;
    network_.set_faults(faults);
    const auto steps = steps_min + dice_.below(steps_more);
    for (std::size_t step = 0; step < steps && !is_over(); ++step) {
        take_step();
        bury_the_dead();
        check_all();
    }
    if (!is_over()) end();
    return {.violation = verdicts_.first(), .trace = std::move(trace_), .heard = heard_};
}

void World::found_channels() {
    std::vector<Node*> all;
    for (auto& node : nodes_) {
        all.push_back(node.get());
        const auto started = node->start();
        verdicts_.demand(Invariant::i3, started.has_value(), "a new node does not open");
    }
    for (auto* node : all) {
        for (auto* other : all) (void)node->directory->add_card(other->card);
    }
    found("Afghanistan 2021", all);
    if (all.size() < 3 || !dice_.chance(second_channel_percent)) return;
    all.resize(2 + dice_.below(all.size() - 2));
    found("Some of them", all);
}

void World::found(const std::string& subject, const std::vector<Node*>& members) {
    std::vector<channel::SignedCard> cards;
    for (const auto* node : members) cards.push_back(node->card);
    auto charter = channel::propose_channel(*members.front()->context, subject, cards).value();
    for (auto* node : members) {
        (void)node->directory->merge_charter(charter).value();
        charter = channel::join_channel(*node->context, charter).value();
    }
    for (auto* node : members) {
        (void)node->directory->merge_charter(charter).value();
        channel::open_missing_lanes(*node->context).value();
    }
    channels_.push_back(charter.channel());
    note("founded " + subject + " by " + std::to_string(members.size()));
}

void World::take_step() {
    struct Choice {
        std::size_t weight;
        Step step;
    };

    static constexpr std::array choices = {
        Choice{.weight = 28, .step = &World::put_somewhere},
        Choice{.weight = 28, .step = &World::exchange_somewhere},
        Choice{.weight = 5, .step = &World::write_seen_somewhere},
        Choice{.weight = 14, .step = &World::fail_somewhere},
        Choice{.weight = 4, .step = &World::kill_somewhere},
        Choice{.weight = 6, .step = &World::restart_somewhere},
        Choice{.weight = 5, .step = &World::part_or_heal},
        Choice{.weight = 5, .step = &World::jump_a_clock},
        Choice{.weight = 4, .step = &World::snapshot_somewhere},
        Choice{.weight = 4, .step = &World::roll_back_somewhere},
        Choice{.weight = 1, .step = &World::roll_back_fence_too},
        Choice{.weight = 5, .step = &World::send_garbage},
        Choice{.weight = 4, .step = &World::deliver_late},
        Choice{.weight = 4, .step = &World::fork_the_forger}};

    std::size_t all = 0;
    for (const auto& choice : choices) all += choice.weight;
    auto drawn = dice_.below(all);
    for (auto& node : nodes_) node->clock.step(static_cast<std::int64_t>(dice_.below(100)));
    const auto& mutation = options_.mutation;
    if (mutation.lies_in_seen && dice_.chance(20)) return lie_in_seen();
    if (mutation.disk.hides_short_writes && dice_.chance(40)) return fail_somewhere();
    if (mutation.forgives_rollback && dice_.chance(20)) return roll_back_fence_too();
    for (const auto& choice : choices) {
        if (drawn < choice.weight) return (this->*choice.step)();
        drawn -= choice.weight;
    }
}

/// Counted when it leaves, whether it arrives or not.
void World::hear(const Message& message) {
    const auto at = std::ranges::find(nodes_, message.to.name(), &Node::name);
    auto& heard = heard_[static_cast<std::size_t>(at - nodes_.begin())];
    const auto* const answer = message.answer;
    const auto head = answer == nullptr ? message.request.method + " " + message.request.target
                                        : std::to_string(answer->status);
    const ByteView body = answer == nullptr ? message.request.body : answer->body;
    heard = crypto::sha256({view(heard), message.from.name(), "\n", head, "\n", body});
}

Node* World::any_up() {
    std::vector<Node*> up;
    for (auto& node : nodes_) {
        if (node->is_up()) up.push_back(node.get());
    }
    return up.empty() ? nullptr : dice_.one_of(up);
}

Node* World::any_peer_of(const Node& node) {
    std::vector<Node*> peers;
    for (auto& other : nodes_) {
        if (other->is_up() && may_meet(node, *other)) peers.push_back(other.get());
    }
    return peers.empty() ? nullptr : dice_.one_of(peers);
}

/// A forger shows one history to one half of the others, and another to the rest.
bool World::may_meet(const Node& one, const Node& other) const {
    if (one.id() == other.id()) return false;
    const auto side = [](const Node& node) { return node.name().back() % 2 == 0; };
    if (forgers_twin_ == nullptr) return true;
    if (&one == forger_ || &one == forgers_twin_) return side(other) == (&one == forger_);
    if (&other == forger_ || &other == forgers_twin_) return side(one) == (&other == forger_);
    return true;
}

std::vector<lane::ChannelId> World::channels_of(const Node& node) const {
    std::vector<lane::ChannelId> channels;
    for (const auto& channel : channels_) {
        if (node.directory->charter(channel)) channels.push_back(channel);
    }
    return channels;
}

Outcome run_world(const WorldOptions& options) {
    World world(options);
    return world.run();
}

}  // namespace entente::simulation
