#pragma once
// One party's node in a simulation: the real context, verbs, store and service, on a disk, a clock
// and a randomness of the simulation's.

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "channel/context.h"
#include "http/router.h"
#include "peer/contacts.h"
#include "tests/simulation/dice.h"
#include "tests/simulation/memory_matters.h"
#include "tests/simulation/watched_store.h"
#include "tests/support/forgetful_disk.h"

namespace entente::simulation {

/// How much of a lane there was at some moment.
struct Extent {
    lane::TreeSize size;
    lane::Digest root;
};

using Extents = std::map<lane::LaneId, Extent>;

/// A node's directory and fence as they were once. Its own matters do not change while it runs.
struct Snapshot {
    test::ForgetfulDisk::Files files;
    Extents promised;
};

struct NodeOptions {
    std::string name;
    std::uint64_t seed;
    std::string index_path;
    StoreLies lies = {};
    test::Lies disk_lies = {};
};

class Node {
public:
    explicit Node(const NodeOptions& options);

    /// Opens what is on the disk, as the real node does at its start.
    ///
    /// errors  as open_embedded
    Result<void> start();

    /// Closes everything. What waits is written if the disk still works.
    void stop();

    /// Whether it answers. Not after its power went, and not once its store has failed.
    [[nodiscard]] bool is_up() const;

    [[nodiscard]] bool is_writing_stopped() const;

    /// Puts new objects on a channel.
    ///
    /// to  nobody named: all of its parties
    Result<std::uint64_t> put(const lane::ChannelId& channel, const std::vector<lane::PartyId>& to,
                              int count, std::size_t text_bytes);

    [[nodiscard]] Snapshot snapshot() const;

    /// with_fence  the fence is as old as the rest: it was on the same storage
    void restore(const Snapshot& snapshot, bool with_fence);

    /// The same keys on a copy of the same disk: what a cloned machine is, or a writer who wants
    /// two histories.
    [[nodiscard]] std::unique_ptr<Node> clone(const std::string& index_path);

    [[nodiscard]] const lane::PartyId& id() const { return card.card.id; }

    [[nodiscard]] const std::string& name() const { return options_.name; }

    [[nodiscard]] crypto::Digest tls_key() const { return card.card.tls.front(); }

    [[nodiscard]] Extents extents() const;

    SetClock clock;
    SeededRandom random;
    channel::Keys keys;
    channel::SignedCard card;
    test::ForgetfulDisk disk;
    MemoryMatters matters;
    Extents promised;  ///< what the store said is on disk, since the start of time
    bool is_honest = true;
    std::function<void(Node&, const lane::SealedBatch&)> on_sealing = [](auto&, auto&) {};

    // Only while it is up.
    std::unique_ptr<store::Store> store;
    std::unique_ptr<channel::Directory> directory;
    std::unique_ptr<channel::Announcer> announcer;
    std::unique_ptr<channel::Context> context;
    std::unique_ptr<peer::Contacts> contacts;
    http::Router router;

private:
    Result<void> open();
    void note_kept(const lane::LaneId& lane);

    NodeOptions options_;
    int next_object_ = 0;
};

}  // namespace entente::simulation
