#include "tests/simulation/ledger.h"

#include <algorithm>

#include "base/limits.h"
#include "lane/entry.h"
#include "lane/operation.h"

namespace entente::simulation {

std::vector<lane::Head> seen_heads(const lane::EntryView& entry, lane::BodyKind kind) {
    if (kind != lane::BodyKind::operation) return {};
    const auto operation = lane::decode_operation(entry.body);
    if (!operation) return {};
    const auto* const seen = std::get_if<lane::Seen>(&*operation);
    return seen == nullptr ? std::vector<lane::Head>() : seen->heads;
}

Result<const History*> Ledger::learn(const store::Store& store, const lane::LaneId& lane,
                                     lane::TreeSize size) {
    auto at = lanes_.find(lane);
    if (at == lanes_.end()) {
        const auto state = TRY(store.state(lane));
        History fresh{.opening = state.opening,
                      .frontier = {},
                      .leaves = {},
                      .roots = {lane::Frontier().root()},
                      .entries = {},
                      .seen = {}};
        at = lanes_.emplace(lane, std::move(fresh)).first;
    }
    auto& history = at->second;
    while (history.frontier.size() < size) {
        const auto first = history.frontier.size().value();
        const auto count = static_cast<std::uint32_t>(size.value() - first);
        const auto range =
            TRY(store.read(lane, lane::EntryIndex(first), count, limits::segment_bytes_max));
        ByteReader reader(range.records, "records");
        for (std::uint32_t i = 0; i < range.count; ++i) {
            const auto entry = TRY(lane::read_entry(reader));
            TRY_VOID(take(lane, history, entry));
        }
    }
    return &history;
}

Result<void> Ledger::take(const lane::LaneId& lane, History& history,
                          const lane::EntryView& entry) {
    const auto header = TRY(lane::open_entry(entry));
    const auto heads = seen_heads(entry, header.kind);
    if (is_honest(history.opening.writer)) {
        const bool is_later = history.entries.empty() || history.entries.back().time <= header.time;
        verdicts_.demand(Invariant::i23, is_later, "a header time falls in " + lane::to_hex(lane));
        check_seen(history, heads);
    }
    history.entries.push_back({.lane = lane,
                               .index = lane::EntryIndex(history.leaves.size()),
                               .writer = header.writer,
                               .time = header.time,
                               .seen = heads});
    history.leaves.push_back(lane::entry_id(entry.header).value());
    history.frontier.append(history.leaves.back());
    history.roots.push_back(history.frontier.root());
    return {};
}

/// Sizes never fall, and everybody who reads the `seen` may read the lanes that it names.
void Ledger::check_seen(History& history, const std::vector<lane::Head>& heads) {
    for (const auto& head : heads) {
        const auto [at, is_new] = history.seen.try_emplace(head.lane, head.size);
        verdicts_.demand(Invariant::i11, is_new || at->second <= head.size,
                         "a seen falls back, of lane " + lane::to_hex(head.lane));
        at->second = std::max(at->second, head.size);
        const auto* const named = find(head.lane);
        if (named == nullptr) continue;
        const auto& readers = named->opening.audience;
        const bool is_readable = std::ranges::all_of(
            history.opening.audience, [&](const auto& party) { return is_among(readers, party); });
        verdicts_.demand(Invariant::i11, is_readable,
                         "a seen names a lane that not all of its readers may know of");
    }
}

}  // namespace entente::simulation
