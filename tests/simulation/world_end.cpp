// The end of a simulation: nothing fails any more, everybody meets everybody, and then all must be
// equal, quiet and proved.

#include <algorithm>
#include <tuple>

#include "base/limits.h"
#include "channel/lanes.h"
#include "channel/receipts.h"
#include "channel/receive.h"
#include "channel/seen.h"
#include "lane/entry.h"
#include "lane/segment.h"
#include "tests/simulation/evidence_on_disk.h"
#include "tests/simulation/world.h"

namespace entente::simulation {
namespace {

constexpr int rounds_max = 12;
constexpr unsigned twin_percent = 25;

std::map<lane::LaneId, lane::TreeSize> sizes_of(const std::vector<std::unique_ptr<Node>>& nodes) {
    std::map<lane::LaneId, lane::TreeSize> sizes;
    for (const auto& node : nodes) {
        if (!node->is_honest) continue;
        for (const auto& [lane, extent] : node->extents()) {
            const auto at = sizes.try_emplace(lane, extent.size).first;
            at->second = std::max(at->second, extent.size);
        }
    }
    return sizes;
}

/// How far segments lead, whatever the order in which they come.
lane::TreeSize reach_of(const std::vector<Bytes>& segments) {
    std::uint64_t reach = 0;
    for (bool has_grown = true; has_grown;) {
        has_grown = false;
        for (const auto& bytes : segments) {
            const auto segment = lane::decode_segment(bytes).value();
            const auto end = segment.from.value() + segment.count;
            if (segment.from.value() > reach || end <= reach) continue;
            reach = end;
            has_grown = true;
        }
    }
    return lane::TreeSize(reach);
}

bool is_exposed(const Node& node, const lane::LaneId& lane) {
    return node.directory->disputes().is_frozen(lane);
}

template <class Thing>
void shuffle(std::vector<Thing>& things, Dice& dice) {
    for (std::size_t i = things.size(); i > 1; --i) std::swap(things[i - 1], things[dice.below(i)]);
}

}  // namespace

void World::end() {
    note("the end: all is well from here on");
    network_.set_faults({.hides_heads = options_.mutation.hides_heads,
                         .hides_evidence = options_.mutation.hides_evidence});
    if (!options_.mutation.never_heals) network_.heal();
    network_.deliver_late();
    for (auto& node : nodes_) {
        if (!node->is_up()) {
            node->stop();
            node->disk.revive();
            restart(*node, false);
        }
    }
    meet_all(true);
    settle();
    if (options_.mutation.forgets_evidence) restart_all();
    check_all();
    if (!is_over()) check_end();
}

void World::restart_all() {
    for (auto& node : nodes_) {
        node->stop();
        restart(*node, false);
    }
}

/// Each two meet, if anything differs between them; one dials, as the seed says.
void World::meet_all(bool even_if_equal) {
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            auto* one = nodes_[i].get();
            auto* other = nodes_[j].get();
            if (!one->is_up() || !other->is_up() || !may_meet(*one, *other)) continue;
            if (!even_if_equal && is_equal(*one, *other)) continue;
            if (dice_.chance(50)) std::swap(one, other);
            exchange(*one, *other);
        }
    }
}

/// As often as it takes, and not for ever.
void World::settle() {
    for (int round = 0; round < rounds_max && !is_over(); ++round) {
        const auto before = trace_.size();
        meet_all(false);
        if (trace_.size() == before) return;
    }
}

/// Whether both hold the same of what both may read, receipts too.
bool World::is_equal(Node& one, Node& other) const {
    auto shared = channel::lanes_readable_by(*one.context, other.id());
    auto theirs = channel::lanes_readable_by(*other.context, one.id());
    if (!shared || !theirs) return false;
    for (auto* lanes : {&*shared, &*theirs}) {
        std::erase_if(*lanes, [&](const auto& lane) {
            return is_exposed(one, lane.id) && is_exposed(other, lane.id);
        });
    }
    if (shared->size() != theirs->size()) return false;
    const auto heads = [](const lane::LaneState& lane) {
        auto lines = lane.checkpoint.note.signatures;
        std::ranges::sort(lines, {}, &lane::SignatureLine::name);
        return std::tuple(lane.id, lane.frontier, std::move(lines));
    };
    return std::ranges::equal(*shared, *theirs, {}, heads, heads);
}

void World::check_end() {
    check_evidence();
    check_readers_agree();
    check_receipts_on_disk();
    check_silence();
    check_convergence();
    for (const auto& channel : channels_) check_order(channel);
    if (dice_.chance(twin_percent) || options_.only == Invariant::i13) {
        check_any_order_of_segments();
    }
}

/// I12.
void World::check_silence() {
    const auto before = sizes_of(nodes_);
    const auto one_round = [&] {
        for (auto& node : nodes_) {
            if (node->is_up() && node->is_honest && !node->is_writing_stopped()) {
                (void)channel::write_due_seen(*node->context);
            }
        }
        settle();
    };
    one_round();
    const auto after = sizes_of(nodes_);
    for (const auto& [lane, size] : after) {
        const auto at = before.find(lane);
        const auto grown = at == before.end() ? size.value() : size.value() - at->second.value();
        verdicts_.demand(Invariant::i12, grown <= 1,
                         "lane " + lane::to_hex(lane) + " gained " + std::to_string(grown));
    }
    one_round();
    verdicts_.demand(Invariant::i12, sizes_of(nodes_) == after, "the lanes do not fall silent");
}

/// I28: every lane of an honest writer, on every honest reader, with the receipts of all of them.
void World::check_convergence() {
    const auto sizes = sizes_of(nodes_);
    for (const auto& node : nodes_) {
        if (!node->is_honest) continue;
        for (const auto& [lane, size] : sizes) {
            const auto* const history = ledger_.find(lane);
            const bool is_held_to = history != nullptr &&
                                    ledger_.is_honest(history->opening.writer) &&
                                    is_among(history->opening.audience, node->id());
            if (!is_held_to) continue;
            const auto state = node->store->state(lane);
            verdicts_.demand(Invariant::i28, state && state->frontier.size() == size,
                             node->name() + " lacks entries of lane " + lane::to_hex(lane));
            if (!state) continue;
            for (const auto& reader : nodes_) {
                const bool must_sign = reader->is_honest &&
                                       reader->id() != history->opening.writer &&
                                       is_among(history->opening.audience, reader->id());
                verdicts_.demand(Invariant::i28,
                                 !must_sign || node->store->receipted(lane, reader->id()) == size,
                                 node->name() + " has no receipt of " + reader->name() +
                                     " for lane " + lane::to_hex(lane));
            }
        }
    }
}

/// I7.
void World::check_readers_agree() {
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            const bool are_honest = nodes_[i]->is_honest && nodes_[j]->is_honest;
            if (are_honest) check_two_agree(*nodes_[i], *nodes_[j]);
        }
    }
}

void World::check_two_agree(const Node& one, const Node& other) {
    for (const auto& lane : one.store->lanes()) {
        const auto size = std::min(one.store->receipted(lane, one.id()),
                                   other.store->receipted(lane, other.id()));
        if (size == lane::TreeSize(0)) continue;
        const auto mine = one.store->root_at(lane, size);
        const auto theirs = other.store->root_at(lane, size);
        const bool is_equal = mine && theirs && *mine == *theirs;
        const auto text =
            one.name() + " and " + other.name() + " signed two histories of " + lane::to_hex(lane);
        verdicts_.demand(Invariant::i7,
                         is_equal || is_exposed(one, lane) || is_exposed(other, lane),
                         text + ", and none has the evidence");
        verdicts_.demand(Invariant::i17,
                         is_equal || (is_exposed(one, lane) && is_exposed(other, lane)),
                         text + ", they have met, and not both have the evidence");
    }
}

/// I16: nobody that was honest all the time is accused of anything.
void World::check_evidence() {
    for (const auto& node : nodes_) {
        if (!node->is_up()) continue;
        for (const auto& dispute : node->directory->disputes().all()) {
            for (const auto& evidence : dispute.evidence) {
                verdicts_.demand(Invariant::i16, !ledger_.is_honest(evidence.accused()),
                                 node->name() +
                                     " holds evidence against an honest party, of lane " +
                                     lane::to_hex(dispute.lane));
            }
        }
    }
}

/// I4, once more at the end: whatever happened since, each receipt still stands.
void World::check_receipts_on_disk() {
    for (const auto& node : nodes_) {
        if (!node->is_honest) continue;
        for (const auto& lane : node->store->lanes()) {
            const auto size = node->store->receipted(lane, node->id());
            if (size == lane::TreeSize(0)) continue;
            const auto root = node->store->root_at(lane, size);
            const auto missing =
                root ? missing_on_disk(*node, {.lane = lane, .size = size, .root = *root})
                     : std::optional(to_line(root.error()));
            verdicts_.demand(Invariant::i4, !missing, missing.value_or(""));
        }
    }
}

std::vector<lane::OrderedEntry> World::entries_for(Node& node, const lane::ChannelId& channel,
                                                   const channel::Parties& readers) {
    Verdicts silent{Invariant::i10};
    Ledger own(silent);
    std::vector<lane::OrderedEntry> entries;
    const auto lanes = channel::lanes_readable_by_all(*node.context, channel, readers);
    if (!lanes) return entries;
    for (const auto& lane : *lanes) {
        const auto history = own.learn(*node.store, lane.id, lane.frontier.size());
        if (!history) continue;
        entries.insert(entries.end(), (*history)->entries.begin(), (*history)->entries.end());
    }
    return entries;
}

/// I10.
void World::check_order(const lane::ChannelId& channel) {
    for (auto& node : nodes_) {
        if (!node->is_honest || !node->directory->charter(channel)) continue;
        for (const auto& readers : channel::audiences_of(*node->context, channel).value()) {
            if (!is_over()) check_order(*node, channel, readers);
        }
    }
}

void World::check_order(Node& node, const lane::ChannelId& channel,
                        const channel::Parties& readers) {
    auto entries = entries_for(node, channel, readers);
    shuffle(entries, dice_);
    auto order = lane::transcript_order(entries);
    if (options_.mutation.orders_by_time) {
        std::ranges::sort(order, {}, [&](std::size_t at) { return entries[at].time; });
    }
    check_one_order(entries, order);
    Places places;
    for (const auto at : order) places.emplace_back(entries[at].lane, entries[at].index);
    const auto heads = channel::transcript_fingerprint(*node.context, channel, readers).value();
    const auto [at, is_new] = orders_.try_emplace({readers, heads}, places);
    verdicts_.demand(Invariant::i10, is_new || at->second == places,
                     node.name() + " has another order of the same heads");
}

/// It extends happens-before: by lane, and by what a `seen` names.
void World::check_one_order(const std::vector<lane::OrderedEntry>& entries,
                            const std::vector<std::size_t>& order) {
    std::map<std::pair<lane::LaneId, lane::EntryIndex>, std::size_t> places;
    for (std::size_t place = 0; place < order.size(); ++place) {
        const auto& entry = entries[order[place]];
        places.emplace(std::pair(entry.lane, entry.index), place);
    }
    for (const auto& entry : entries) {
        if (!ledger_.is_honest(entry.writer)) continue;
        const auto place = places.at({entry.lane, entry.index});
        const auto demand_before = [&](const lane::LaneId& lane, std::uint64_t size) {
            if (size == 0) return;
            const auto at = places.find({lane, lane::EntryIndex(size - 1)});
            verdicts_.demand(Invariant::i10, at == places.end() || at->second < place,
                             "an entry stands before what it followed");
        };
        demand_before(entry.lane, entry.index.value());
        for (const auto& head : entry.seen) demand_before(head.lane, head.size.value());
    }
}

/// I13: a node that lost everything but its keys is given what ever travelled, in any order and
/// more than once, by any carrier.
void World::check_any_order_of_segments() {
    auto* const node = any_up();
    if (node == nullptr || !node->is_honest) return;
    const auto fresh = node->clone(scratch_ / "fresh.db");
    fresh->disk.restore("node", {});
    fresh->disk.restore("fence", {});
    if (!fresh->start()) return;
    for (const auto& [lane, segments] : wire_.archive()) {
        const auto* const history = ledger_.find(lane);
        if (history == nullptr || !ledger_.is_honest(history->opening.writer)) continue;
        const auto& audience = history->opening.audience;
        const bool is_own = history->opening.writer == node->id();
        if (is_own || !is_among(audience, node->id())) continue;
        // What needs another first is refused now and comes again: as often as there are segments.
        for (std::size_t round = 0; round < segments.size(); ++round) {
            auto mixed = segments;
            mixed.push_back(dice_.one_of(mixed));
            shuffle(mixed, dice_);
            for (const auto& segment : mixed) {
                const auto& carrier = audience[dice_.below(audience.size())];
                (void)channel::receive(*fresh->context, carrier, lane, segment);
            }
        }
        const auto reach = reach_of(segments);
        const auto state = fresh->store->state(lane);
        const bool is_same = state ? state->frontier.size() == reach &&
                                         state->frontier.root() == history->roots[reach.value()]
                                   : reach == lane::TreeSize(0);
        verdicts_.demand(Invariant::i13, is_same,
                         "segments in another order give another lane " + lane::to_hex(lane));
    }
}

}  // namespace entente::simulation
