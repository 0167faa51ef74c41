#include "channel/keep.h"
#include "channel/lanes.h"
#include "channel/recovery.h"
#include "channel/seen.h"
#include "lane/operation.h"
#include "lane/seal.h"
#include "peer/exchange.h"
#include "peer/paths.h"
#include "store/embedded/embedded_store.h"
#include "tests/simulation/world.h"

namespace entente::simulation {
namespace {

constexpr std::int64_t ten_years_s = 10LL * 365 * 24 * 3'600;
constexpr unsigned narrow_percent = 30;
constexpr std::size_t fault_steps = 12;  // an append has four, a first one some more

/// Whether the fence has a head that this record does not reach.
bool is_behind_fence(Node& node, const Extents& record) {
    const auto fenced = store::audit_fence(node.disk, "fence");
    if (!fenced) return true;
    for (const auto& head : *fenced) {
        const auto at = record.find(head.lane);
        if (at == record.end() || at->second.size < head.size) return true;
    }
    return false;
}

}  // namespace

/// Mostly all parties of a channel; else some of them, at least one.
std::vector<lane::PartyId> World::any_readers(const Node& node, const lane::ChannelId& channel) {
    if (!dice_.chance(narrow_percent)) return {};
    const auto charter = node.directory->charter(channel);
    if (!charter) return {};
    auto others = channel::parties_of(*charter);
    std::erase(others, node.id());
    const auto kept = dice_.one_of(others);
    std::erase_if(others,
                  [&](const lane::PartyId& party) { return party != kept && dice_.chance(50); });
    return others;
}

/// Whether the outsider, if there is one, may not read what `writer` puts to these.
bool World::is_secret(const Node& writer, const lane::ChannelId& channel,
                      const std::vector<lane::PartyId>& to) const {
    if (!options_.secret) return false;
    const auto& outsider = *nodes_[options_.secret->outsider];
    if (outsider.id() == writer.id()) return false;
    if (!to.empty()) return std::ranges::find(to, outsider.id()) == to.end();
    const auto charter = writer.directory->charter(channel);
    return charter && !charter->has_party(outsider.id());
}

void World::put_somewhere() {
    if (auto* node = any_up()) put(*node, false);
}

/// No clock and no earlier fault may stand in its way; what found no room must find it once there
/// is some.
void World::put(Node& node, bool is_faulted) {
    auto channels = channels_of(node);
    if (channels.empty()) return;
    const auto channel = dice_.one_of(channels);
    const auto count = 1 + static_cast<int>(dice_.below(3));
    auto text_bytes = 1 + dice_.below(dice_.chance(20) ? 3'000 : 60);
    const auto to = any_readers(node, channel);
    if (is_secret(node, channel, to)) text_bytes += options_.secret->more_bytes;
    const bool is_stopped = node.is_writing_stopped();
    auto sealed = node.put(channel, to, count, text_bytes);
    note("put " + std::to_string(count) + " by " + node.name() +
         (to.empty() ? "" : " for " + std::to_string(to.size())) +
         (sealed ? "" : ": " + to_line(sealed.error())));
    if (sealed || !node.is_honest) return;
    if (is_faulted) {
        if (sealed.error().kind != ErrorKind::exhausted) return;
        node.disk.plan({});
        sealed = node.put(channel, to, count, text_bytes);
        verdicts_.demand(Invariant::i27, sealed.has_value(),
                         node.name() + " has room again, and does not go on");
        return;
    }
    verdicts_.demand(Invariant::i23, is_stopped, node.name() + " refuses to put without a cause");
}

void World::exchange_somewhere() {
    auto* const dialler = any_up();
    auto* const server = dialler == nullptr ? nullptr : any_peer_of(*dialler);
    if (server != nullptr) exchange(*dialler, *server);
}

void World::exchange(Node& dialler, Node& server) {
    Connection connection(network_, dialler, server);
    peer::Exchange exchange(*dialler.context, server.id(), connection);
    const auto moved = exchange.run();
    auto line = dialler.name() + " -> " + server.name();
    line += moved ? ": sent " + std::to_string(moved->entries_sent) + ", received " +
                        std::to_string(moved->entries_received)
                  : ": " + to_line(moved.error());
    note(std::move(line));
}

void World::write_seen_somewhere() {
    auto* const node = any_up();
    if (node == nullptr) return;
    const auto written = channel::write_due_seen(*node->context);
    note("seen by " + node->name() + (written ? "" : ": " + to_line(written.error())));
}

/// Something of a disk goes wrong while its node is at work.
void World::fail_somewhere() {
    using Kind = test::Fault::Kind;
    constexpr std::array kinds = {Kind::power, Kind::power, Kind::full, Kind::sync, Kind::read};
    constexpr std::array words = {"power", "power", "full", "sync", "read"};
    auto* const node = any_up();
    if (node == nullptr) return;
    const auto kind = dice_.below(kinds.size());
    const auto step = dice_.below(fault_steps);
    note(std::string(words[kind]) + " fails on " + node->name() + " at " + std::to_string(step));
    node->disk.plan({.kind = kinds[kind], .step = step});
    auto* const peer = any_peer_of(*node);
    if (peer == nullptr || dice_.chance(50)) {
        put(*node, true);
    } else if (dice_.chance(50)) {
        exchange(*node, *peer);
    } else {
        exchange(*peer, *node);
    }
    if (!node->disk.is_off()) node->disk.plan({});
}

void World::kill_somewhere() {
    auto* const node = any_up();
    if (node == nullptr) return;
    note("kill " + node->name());
    node->disk.halt();
    node->stop();
    node->disk.revive();
}

/// Whose power went or whose store failed is down until it is started again.
void World::bury_the_dead() {
    for (auto& node : nodes_) {
        if (node->is_up() || !node->context) continue;
        note(node->name() + " is down");
        node->stop();
        if (node->disk.is_off()) node->disk.reboot();
        node->disk.plan({});
        if (dice_.chance(60)) restart(*node, true);
    }
}

void World::restart_somewhere() {
    for (auto& node : nodes_) {
        if (!node->context) restart(*node, dice_.chance(30));
    }
}

/// may_fail  the power may go once more, while it recovers
bool World::restart(Node& node, bool may_fail) {
    if (may_fail && dice_.chance(30)) {
        node.disk.plan({.kind = test::Fault::Kind::power, .step = dice_.below(4)});
        const auto started = node.start();
        note("start " + node.name() + " without power for long");
        if (started && !node.disk.is_off()) {
            node.disk.plan({});
        } else {
            node.stop();
            node.disk.reboot();
        }
    }
    const auto started = node.context ? Result<void>() : node.start();
    note("start " + node.name() + (started ? "" : ": " + to_line(started.error())));
    if (!node.is_honest) return started.has_value();
    const auto why = node.name() + " does not open: " + (started ? "" : to_line(started.error()));
    verdicts_.demand(Invariant::i3, started.has_value(), why);
    verdicts_.demand(Invariant::i27, started.has_value(), why);
    if (started) check_promises(node);
    return started.has_value();
}

void World::part_or_heal() {
    if (dice_.chance(50)) {
        if (!options_.mutation.never_heals) network_.heal();
        note("heal");
        return;
    }
    std::set<std::string> island;
    for (const auto& node : nodes_) {
        if (dice_.chance(50)) island.insert(node->name());
    }
    note("part " + std::to_string(island.size()) + " from the rest");
    network_.part(std::move(island));
}

void World::jump_a_clock() {
    auto& node = *dice_.one_of(nodes_);
    const bool is_forward = dice_.chance(50);
    node.clock.step(is_forward ? ten_years_s : -ten_years_s);
    note("clock of " + node.name() + (is_forward ? " + 10 years" : " - 10 years"));
}

void World::snapshot_somewhere() {
    auto* const node = any_up();
    if (node == nullptr) return;
    auto taken = node->snapshot();
    taken.promised = node->extents();
    snapshots_[node->name()].push_back(std::move(taken));
    note("snapshot of " + node->name());
}

/// An old backup is restored, the fence survives: the node must not seal before all that it signed
/// is back from the others. If they do not have it all, the newer copy is put back.
void World::roll_back_somewhere() {
    auto* const node = any_up();
    if (node == nullptr || snapshots_[node->name()].empty() || !node->is_honest) return;
    const auto old = dice_.one_of(snapshots_[node->name()]);
    node->stop();
    if (!is_behind_fence(*node, old.promised)) {
        restart(*node, false);
        return;
    }
    note("roll back " + node->name());
    const auto newest = node->snapshot();
    const bool with_fence = options_.mutation.fence_is_in_the_backup;
    node->restore(old, with_fence);
    wire_.expect_old_lines(*node);
    if (!node->start()) return;
    check_refuses_to_seal(*node, "its fence knows more than its record");
    if (with_fence) return;
    if (dice_.chance(60) && recover(*node)) return forget_what_was_lost(*node);
    node->stop();
    node->restore(newest, false);
    node->promised = newest.promised;
    restart(*node, false);
}

/// Meets everybody who can be reached. Whether the node signs again.
bool World::recover(Node& node) {
    for (auto& other : nodes_) {
        const bool is_met = node.is_up() && other->is_up() && may_meet(node, *other);
        if (is_met) exchange(node, *other);
    }
    if (!node.is_up()) return false;
    const auto recovered = channel::recover(*node.context, {});
    note("recover " + node.name() + (recovered ? "" : ": " + to_line(recovered.error())));
    return recovered.has_value();
}

/// After a recovery: all that the node signed is here again; of what others wrote and it had given
/// no receipt for, some may be gone, as the backup did not have it.
void World::forget_what_was_lost(Node& node) {
    const auto now = node.extents();
    for (const auto& [lane, before] : node.promised) {
        const auto at = now.find(lane);
        const bool is_here = at != now.end() && at->second.size >= before.size;
        const auto* const history = ledger_.find(lane);
        const bool is_own = history != nullptr && history->opening.writer == node.id();
        verdicts_.demand(Invariant::i20, is_here || !is_own,
                         node.name() + " writes, and lacks what it signed of its lane");
    }
    node.promised = now;
    known_[node.name()] = now;
}

void World::check_refuses_to_seal(Node& node, const std::string& why) {
    for (const auto& channel : channels_of(node)) {
        const auto sealed = node.put(channel, {}, 1, 1);
        verdicts_.demand(Invariant::i20, !sealed.has_value(), node.name() + " seals though " + why);
    }
}

/// The fence was on the same storage: the node cannot know by itself. A peer that holds more shows
/// it; with others it may sign a second history, so it is held to nothing from here on.
void World::roll_back_fence_too() {
    auto* const node = any_up();
    if (node == nullptr || snapshots_[node->name()].empty()) return;
    if (node == forger_ || node == forgers_twin_) return;
    const auto old = dice_.one_of(snapshots_[node->name()]);
    note("roll back " + node->name() + ", its fence too");
    node->stop();
    node->restore(old, true);
    if (!options_.mutation.forgives_rollback) {
        node->is_honest = false;
        std::set<lane::PartyId> honest;
        for (const auto& other : nodes_) {
            if (other->is_honest) honest.insert(other->id());
        }
        ledger_.set_honest(std::move(honest));
    }
    node->promised = old.promised;
    if (!restart(*node, false)) return;
    auto* const peer = any_peer_of(*node);
    if (peer == nullptr || !peer->is_honest || !network_.is_connected(*node, *peer)) return;
    bool is_ahead = false;
    for (const auto& [lane, extent] : peer->extents()) {
        const auto ours = node->store->state(lane);
        is_ahead |=
            ours && ours->opening.writer == node->id() && ours->frontier.size() < extent.size;
    }
    Connection connection(network_, *node, *peer);
    const auto moved = peer::Exchange(*node->context, peer->id(), connection).run();
    if (moved && is_ahead) check_refuses_to_seal(*node, peer->name() + " holds more of its lane");
}

/// A carrier that may read a lane brings what the writer never wrote.
void World::send_garbage() {
    auto* const target = any_up();
    auto* const carrier = target == nullptr ? nullptr : any_peer_of(*target);
    if (carrier == nullptr || wire_.archive().empty()) return;
    auto lane = wire_.archive().begin();
    std::advance(lane, static_cast<std::ptrdiff_t>(dice_.below(wire_.archive().size())));
    auto segment = lane->second[dice_.below(lane->second.size())];
    if (!options_.mutation.garbage_is_good) {
        if (dice_.chance(30)) segment.resize(dice_.below(segment.size()));
        const auto flips = 1 + dice_.below(3);
        for (std::size_t i = 0; i < flips && !segment.empty(); ++i) {
            segment[dice_.below(segment.size())] ^= static_cast<char>(1 + dice_.below(255));
        }
    }
    const auto before = target->disk.bytes();
    const auto answer = ask_routes(*target, carrier->tls_key(),
                                   {.method = "POST",
                                    .target = peer::lane_path(peer::segment_path, lane->first),
                                    .content_type = std::string(peer::segment_type),
                                    .body = segment});
    note("garbage for " + target->name() + (answer ? ": " + std::to_string(answer->status) : ""));
    const bool is_refused = answer && answer->status >= 400;
    verdicts_.demand(Invariant::i21, !options_.mutation.garbage_is_good || is_refused,
                     target->name() + " takes what a carrier made up");
    verdicts_.demand(Invariant::i21, !is_refused || target->disk.bytes() == before,
                     target->name() + " keeps what it refused");
}

void World::deliver_late() {
    note("what was late arrives");
    network_.deliver_late();
}

/// Two nodes with one key: from here on each writes a history of its own.
void World::fork_the_forger() {
    if (forger_ == nullptr || forgers_twin_ != nullptr || !forger_->is_up()) return;
    auto twin = forger_->clone(scratch_ / "twin.db");
    twin->on_sealing = forger_->on_sealing;
    const auto started = twin->start();
    note("the forger " + forger_->name() + " begins a second history" + (started ? "" : ": no"));
    if (!started) return;
    forgers_twin_ = twin.get();
    nodes_.push_back(std::move(twin));
    put(*forger_, false);
    put(*forgers_twin_, false);
}

/// For a test of the tests: a `seen` of what its writer does not hold.
void World::lie_in_seen() {
    if (!options_.mutation.lies_in_seen) return;
    auto* const node = any_up();
    auto channels = node == nullptr ? std::vector<lane::ChannelId>() : channels_of(*node);
    if (channels.empty()) return;
    const auto charter = node->directory->charter(dice_.one_of(channels)).value();
    const auto readers = channel::parties_of(charter);
    const auto lanes =
        channel::lanes_readable_by_all(*node->context, charter.channel(), readers).value();
    lane::Seen seen;
    const lane::LaneState* ours = nullptr;
    for (const auto& lane : lanes) {
        if (lane.opening.writer == node->id())
            ours = &lane;
        else
            seen.heads.push_back({.lane = lane.id,
                                  .size = lane::TreeSize(lane.frontier.size().value() + 9),
                                  .root = lane.frontier.root()});
    }
    if (ours == nullptr || seen.heads.empty()) return;
    const lane::Sealer sealer(node->keys.log, node->clock, node->random);
    const auto batch = sealer.seal(
        *ours, {{.kind = lane::BodyKind::operation, .bytes = lane::encode_operation(seen)}});
    if (batch) (void)channel::keep(*node->context, *batch);
    note(node->name() + " lies in a seen");
}

}  // namespace entente::simulation
