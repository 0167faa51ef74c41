#pragma once
// A whole channel in one thread from one seed: parties, their network, what goes wrong, and the
// checkers that look on. world_steps.cpp does things, world_checks.cpp looks, world_end.cpp ends.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "channel/lanes.h"
#include "tests/simulation/network.h"
#include "tests/simulation/wire_checks.h"
#include "tests/support/scratch.h"

namespace entente::simulation {

/// What is made wrong on purpose, so that a checker can be seen to find it.
struct Mutation {
    StoreLies store = {};
    test::Lies disk = {};
    bool hides_heads = false;             ///< heads before data is dropped
    bool hides_evidence = false;          ///< nobody tells others what it can prove
    bool forgets_evidence = false;        ///< nor remembers it, and all are started anew at the end
    bool fence_is_in_the_backup = false;  ///< a restore takes the fence back too, and nobody knows
    bool forgives_rollback = false;       ///< who lost its fence too is still held to everything
    bool trusts_the_forger = false;       ///< who signs two histories is held to be honest
    bool never_heals = false;             ///< a partition stays
    bool orders_by_time = false;          ///< the transcript is sorted by header times
    bool counts_globally = false;         ///< the cursor counts what others get too
    bool garbage_is_good = false;         ///< what a carrier made up is what the writer wrote
    bool lies_in_seen = false;            ///< a writer names heads that it does not hold
    bool mixes_up_callers = false;        ///< some ask for heads and get those for another
};

/// What is put without this party says more than it would: two worlds that differ in nothing else.
struct Secret {
    std::size_t outsider = 0;
    std::size_t more_bytes = 0;
};

struct WorldOptions {
    std::uint64_t seed = 0;
    std::optional<Invariant> only = {};  ///< no other checker speaks
    Mutation mutation = {};
    std::optional<Secret> secret = {};
};

/// What became of one seed.
struct Outcome {
    std::optional<Violation> violation;
    std::vector<std::string> trace;
    std::vector<crypto::Digest> heard;  ///< of each party: of all messages to it, in their order
};

class World {
public:
    explicit World(const WorldOptions& options);

    /// Runs to the end, or to the first violation.
    Outcome run();

private:
    using Step = void (World::*)();
    using Places = std::vector<std::pair<lane::LaneId, lane::EntryIndex>>;

    // world.cpp: how it begins and goes on.
    void found_channels();
    void found(const std::string& subject, const std::vector<Node*>& members);
    void take_step();

    void note(std::string line) { trace_.push_back(std::move(line)); }

    Node* any_up();
    Node* any_peer_of(const Node& node);
    std::vector<lane::ChannelId> channels_of(const Node& node) const;
    [[nodiscard]] bool may_meet(const Node& one, const Node& other) const;

    [[nodiscard]] bool is_over() const { return verdicts_.first().has_value(); }

    void hear(const Message& message);

    // world_steps.cpp: what may happen.
    [[nodiscard]] bool is_secret(const Node& writer, const lane::ChannelId& channel,
                                 const std::vector<lane::PartyId>& to) const;
    std::vector<lane::PartyId> any_readers(const Node& node, const lane::ChannelId& channel);
    void put_somewhere();
    void exchange_somewhere();
    void write_seen_somewhere();
    void fail_somewhere();
    void kill_somewhere();
    void restart_somewhere();
    void part_or_heal();
    void jump_a_clock();
    void snapshot_somewhere();
    void roll_back_somewhere();
    void roll_back_fence_too();
    void send_garbage();
    void deliver_late();
    void fork_the_forger();
    void lie_in_seen();
    void put(Node& node, bool is_faulted);
    void exchange(Node& dialler, Node& server);
    bool restart(Node& node, bool may_fail);
    bool recover(Node& node);
    void forget_what_was_lost(Node& node);
    void bury_the_dead();
    void check_refuses_to_seal(Node& node, const std::string& why);

    // world_checks.cpp: after every step.
    void check_all();
    void check_growth(Node& node);
    void check_proofs(Node& node);
    void check_cursors(Node& node);
    void check_promises(Node& node);
    void check_sealing(Node& node, const lane::SealedBatch& batch);
    [[nodiscard]] std::string cursor_of(Node& node, const Node& peer) const;

    // world_end.cpp: once nothing fails any more.
    void end();
    void check_end();
    void restart_all();
    void meet_all(bool even_if_equal);
    void settle();
    [[nodiscard]] bool is_equal(Node& one, Node& other) const;
    void check_silence();
    void check_convergence();
    void check_readers_agree();
    void check_two_agree(const Node& one, const Node& other);
    void check_receipts_on_disk();
    void check_order(const lane::ChannelId& channel);
    void check_order(Node& node, const lane::ChannelId& channel, const channel::Parties& readers);
    void check_one_order(const std::vector<lane::OrderedEntry>& entries,
                         const std::vector<std::size_t>& order);
    void check_any_order_of_segments();
    std::vector<lane::OrderedEntry> entries_for(Node& node, const lane::ChannelId& channel,
                                                const channel::Parties& readers);
    void check_evidence();

    WorldOptions options_;
    Dice dice_;
    Verdicts verdicts_;
    Ledger ledger_;
    WireChecks wire_;
    Network network_;
    test::Scratch scratch_;
    std::vector<std::unique_ptr<Node>> nodes_;
    std::vector<lane::ChannelId> channels_;
    std::map<std::string, std::vector<Snapshot>> snapshots_;
    Node* forger_ = nullptr;
    Node* forgers_twin_ = nullptr;
    std::map<std::string, Extents> known_;        ///< of each node, at the last look
    std::map<std::string, std::string> cursors_;  ///< by all that it may depend on
    /// What order each transcript has, by its readers and heads.
    std::map<std::pair<channel::Parties, std::string>, Places> orders_;
    std::vector<std::string> trace_;
    std::vector<crypto::Digest> heard_;
};

/// Runs the world of one seed.
Outcome run_world(const WorldOptions& options);

}  // namespace entente::simulation
