// What is looked at after every step, on every node that is up and held to be honest.

#include <algorithm>

#include "channel/lanes.h"
#include "lane/entry.h"
#include "lane/tree.h"
#include "tests/simulation/world.h"

namespace entente::simulation {
namespace {

std::string place(const Node& node, const lane::LaneId& lane) {
    return node.name() + ", lane " + lane::to_hex(lane);
}

std::string text(const lane::LaneId& lane, const Extent& extent) {
    return lane::to_hex(lane) + " " + std::to_string(extent.size.value()) + " " +
           to_hex(view(extent.root)) + "\n";
}

}  // namespace

void World::check_all() {
    for (auto& node : nodes_) {
        if (is_over() || !node->is_up() || !node->is_honest) continue;
        check_growth(*node);
        check_cursors(*node);
        check_proofs(*node);
    }
}

/// I14, and I27: no lane is left with a part of a batch.
void World::check_growth(Node& node) {
    const auto now = node.extents();
    for (const auto& [lane, before] : known_[node.name()]) {
        const auto at = now.find(lane);
        verdicts_.demand(Invariant::i14, at != now.end() && at->second.size >= before.size,
                         place(node, lane) + " has shrunk");
        if (at == now.end() || at->second.size < before.size) continue;
        const auto root = at->second.size == before.size ? Result<lane::Digest>(at->second.root)
                                                         : node.store->root_at(lane, before.size);
        verdicts_.demand(Invariant::i14, root && *root == before.root,
                         place(node, lane) + " has another leaf than before");
    }
    for (const auto& [lane, extent] : now) {
        const auto state = node.store->state(lane);
        const bool is_whole = state && (state->opening.writer != node.id() ||
                                        state->checkpoint.head.size == extent.size);
        verdicts_.demand(Invariant::i27, is_whole, place(node, lane) + " shows part of a batch");
    }
    known_[node.name()] = now;
}

/// I3 for what it sealed, I27 for what it took in: all is there after a start.
void World::check_promises(Node& node) {
    for (const auto& [lane, extent] : node.promised) {
        const auto state = node.store->state(lane);
        const auto root = node.store->root_at(lane, extent.size);
        const bool is_kept = root && *root == extent.root;
        const bool is_own = state && state->opening.writer == node.id();
        verdicts_.demand(Invariant::i27, is_kept, place(node, lane) + " has lost what was kept");
        verdicts_.demand(Invariant::i3, is_kept || !is_own,
                         place(node, lane) + " has lost entries");
    }
}

/// I24: whatever tiles there are, the proofs are those of the leaves.
void World::check_proofs(Node& node) {
    for (const auto& [lane, extent] : node.extents()) {
        const auto* const history = ledger_.find(lane);
        const bool is_known = history != nullptr && ledger_.is_honest(history->opening.writer);
        if (!is_known || !dice_.chance(25)) continue;
        const auto size_max = std::min(extent.size.value(), history->frontier.size().value());
        if (size_max < 2) continue;
        const auto size = 2 + dice_.below(size_max - 1);
        const auto index = dice_.below(size);
        const auto old_size = 1 + dice_.below(size);
        const auto inclusion =
            node.store->prove_inclusion(lane, lane::EntryIndex(index), lane::TreeSize(size));
        const auto consistency =
            node.store->prove_consistency(lane, lane::TreeSize(old_size), lane::TreeSize(size));
        const bool is_included =
            inclusion && lane::verify_inclusion({.index = lane::EntryIndex(index),
                                                 .size = lane::TreeSize(size),
                                                 .leaf = history->leaves[index],
                                                 .root = history->roots[size]},
                                                *inclusion);
        const bool is_consistent =
            consistency && lane::verify_consistency({.old_size = lane::TreeSize(old_size),
                                                     .old_root = history->roots[old_size],
                                                     .new_size = lane::TreeSize(size),
                                                     .new_root = history->roots[size]},
                                                    *consistency);
        verdicts_.demand(Invariant::i24, is_included, place(node, lane) + ": a wrong inclusion");
        verdicts_.demand(Invariant::i24, is_consistent, place(node, lane) + ": a wrong prefix");
    }
}

std::string World::cursor_of(Node& node, const Node& peer) const {
    if (options_.mutation.counts_globally) {
        std::string all;
        for (const auto& [lane, extent] : node.extents()) all += text(lane, extent);
        return all;
    }
    return channel::shared_fingerprint(*node.context, peer.id()).value_or("unreadable");
}

/// I30: the same of what the peer may read gives the same cursor, whatever else there is.
void World::check_cursors(Node& node) {
    for (const auto& peer : nodes_) {
        if (peer.get() == &node) continue;
        std::string shared = node.name() + " " + peer->name() + "\n";
        for (const auto& [lane, extent] : node.extents()) {
            const auto state = node.store->state(lane);
            if (!state || !is_among(state->opening.audience, peer->id())) continue;
            // Of a lane with two histories only that is said.
            const bool is_frozen = node.directory->disputes().is_frozen(lane);
            shared += is_frozen ? "frozen " + lane::to_hex(lane) + "\n" : text(lane, extent);
        }
        const auto cursor = cursor_of(node, *peer);
        const auto [at, is_new] = cursors_.try_emplace(shared, cursor);
        verdicts_.demand(Invariant::i30, is_new || at->second == cursor,
                         node.name() + "'s cursor for " + peer->name() + " depends on others");
    }
}

/// I11: what a `seen` names is held, at the moment in which it is sealed.
void World::check_sealing(Node& node, const lane::SealedBatch& batch) {
    if (!node.is_honest) return;
    ByteReader reader(batch.entries(), "records");
    while (reader.left() > 0) {
        const auto entry = lane::read_entry(reader);
        const auto header =
            entry ? lane::open_entry(*entry) : Result<lane::Header>(std::unexpected(entry.error()));
        if (!header) return;
        for (const auto& head : seen_heads(*entry, header->kind)) {
            const auto state = node.store->state(head.lane);
            const bool is_held =
                state && state->frontier.size() == head.size && state->frontier.root() == head.root;
            verdicts_.demand(Invariant::i11, is_held, node.name() + " names what it does not hold");
        }
    }
}

}  // namespace entente::simulation
