#include "channel/recall.h"

#include <algorithm>
#include <map>

#include "base/limits.h"
#include "channel/keep.h"
#include "channel/own_places.h"
#include "channel/recovery.h"
#include "channel/targets.h"
#include "channel/writer.h"
#include "lane/entry.h"
#include "store/store.h"

namespace entente::channel {
namespace {

constexpr std::size_t entry_digits = 64;  // of an entry's id

std::unexpected<Error> not_ours(std::string_view what) {
    return fail(ErrorKind::not_found, "we have put no such thing on this channel",
                std::string(what), "give a STIX id, or the whole id of an entry: see entente show");
}

/// The id of the entry at a place, if it is an object and not an operation.
Result<std::optional<lane::EntryId>> object_at(const Context& context,
                                               const store::Position& place) {
    const auto range = TRY(context.store.read(place.lane, place.index, 1, 0));
    ByteReader reader(range.records, "record");
    const auto entry = TRY(lane::read_entry(reader));
    const auto header = TRY(lane::decode_header(entry.header));
    if (header.kind != lane::BodyKind::stix) return std::optional<lane::EntryId>();
    return std::optional(lane::entry_id(entry.header));
}

/// An entry of ours, and the lane that it stands in.
struct Named {
    lane::LaneId lane;
    lane::EntryId entry;
};

/// The entries of our lanes that `what` names: what was put to several audiences is named in all.
Result<std::vector<Named>> find_ours(const Context& context, const ChannelId& channel,
                                     std::string_view what) {
    std::vector<store::Position> places;
    if (what.size() == entry_digits) {
        const auto entry = TRY(lane::parse_id<lane::EntryId>(what));
        places = TRY(own_places_of(context, channel, entry));
    } else {
        const auto entries = TRY(own_entries(context, channel, what));
        for (const auto& entry : entries) places.push_back(entry.place);
    }
    std::ranges::sort(places);
    std::vector<Named> named;
    for (const auto& place : places) {
        const auto entry = TRY(object_at(context, place));
        if (entry) named.push_back({.lane = place.lane, .entry = *entry});
    }
    if (named.empty()) return not_ours(what);
    return named;
}

/// Those that no recall asks as much of already.
Result<std::vector<Named>> not_recalled(const Context& context, const std::vector<Named>& named,
                                        lane::RecallAction action) {
    std::vector<Named> left;
    for (const auto& one : named) {
        const auto before = TRY(recall_of(context, one.lane, one.entry));
        const bool is_done = before && (before->body.action == action ||
                                        before->body.action == lane::RecallAction::erase);
        if (!is_done) left.push_back(one);
    }
    if (!left.empty()) return left;
    return fail(ErrorKind::conflict, "it is recalled already", lane::to_hex(named.front().entry),
                "see entente recalls");
}

/// Writes operations into a lane of ours. Call it with context.writing held.
Result<void> write(Context& context, const lane::LaneState& ours, std::vector<lane::Body> bodies) {
    auto writer = TRY(BatchWriter::begin(context, ours));
    TRY_VOID(writer.write(std::move(bodies)));
    return writer.finish();
}

lane::Body body_of(const Bytes& operation) {
    return {.kind = lane::BodyKind::operation, .bytes = operation};
}

/// Erases what the recall asks for and says so. False: that must wait.
Result<bool> execute(Context& context, const FoundRecall& found) {
    if (found.body.action == lane::RecallAction::hide) return true;
    const auto state = TRY(context.store.state(found.lane));
    const auto answered = TRY(erased_by(context, state.opening.channel, found.body.entry));
    if (std::ranges::count(answered, context.self(), &FoundErased::writer) > 0) return true;
    const auto index = TRY(context.store.find_entry(found.lane, found.body.entry));
    if (!index) return true;  // its writer names what is not in its lane
    const auto object = TRY(object_at(context, {.lane = found.lane, .index = *index}));
    if (!object) return true;  // operations stay: others' rights rest on them
    TRY_VOID(keep_erased(context, found.lane, *index));
    const std::scoped_lock lock(context.writing);
    const auto ours = TRY(lane_within(context, state.opening.channel, state.opening.audience));
    if (!ours) return false;
    const lane::Erased erased{
        .entry = found.body.entry, .reason = "recalled by its writer", .request = found.id};
    TRY_VOID(write(context, *ours, {body_of(lane::encode_operation(erased))}));
    return true;
}

/// The parties of a lane's audience whose receipt covers the entry at `place`.
std::vector<PartyId> told_of(const Context& context, const store::Position& place,
                             const std::vector<PartyId>& audience) {
    std::vector<PartyId> told;
    for (const auto& party : audience) {
        const auto size = context.store.receipted(place.lane, party);
        if (size.value() > place.index.value()) told.push_back(party);
    }
    return told;
}

Result<RecallStatus> status_of(const Context& context, FoundRecall found) {
    const auto state = TRY(context.store.state(found.lane));
    auto audience = state.opening.audience;
    std::erase(audience, found.writer);
    auto told = told_of(context, {.lane = found.lane, .index = found.index}, audience);
    auto erased = TRY(erased_by(context, state.opening.channel, found.body.entry));
    return RecallStatus{.recall = std::move(found),
                        .writer_name = context.directory.name_of(state.opening.writer),
                        .audience = std::move(audience),
                        .told = std::move(told),
                        .erased = std::move(erased)};
}

}  // namespace

Result<std::vector<lane::EntryId>> recall(Context& context, const ChannelId& channel,
                                          std::string_view what, lane::RecallAction action,
                                          const std::string& reason) {
    if (reason.empty() || reason.size() > limits::reason_bytes_max) {
        return fail(ErrorKind::invalid, "a reason has 1 to 2000 bytes", "--reason",
                    "say why: all who had it will read this");
    }
    TRY_VOID(context.store.wait_indexed());
    std::vector<lane::EntryId> entries;
    {
        const std::scoped_lock lock(context.writing);
        if (const auto stopped = why_stopped(context)) return std::unexpected(*stopped);
        const auto named = TRY(find_ours(context, channel, what));
        const auto left = TRY(not_recalled(context, named, action));
        std::map<lane::LaneId, std::vector<lane::Body>> bodies;
        for (const auto& [lane, entry] : left) {
            bodies[lane].push_back(body_of(lane::encode_operation(
                lane::Recall{.entry = entry, .action = action, .reason = reason})));
            entries.push_back(entry);
        }
        for (auto& [lane, operations] : bodies) {
            const auto ours = TRY(context.store.state(lane));
            TRY_VOID(write(context, ours, std::move(operations)));
        }
    }
    TRY_VOID(context.store.wait_indexed());
    TRY_VOID(execute_recalls(context));
    return entries;
}

Result<void> execute_recalls(Context& context) {
    return context.recalls_done.with([&](RecallsDone& done) -> Result<void> {
        while (true) {
            const auto page = TRY(context.store.page({.channel = std::nullopt,
                                                      .type = "op:recall",
                                                      .cursor = done.cursor,
                                                      .count_max = 1}));
            if (page.positions.empty()) return {};
            const auto found = TRY(recall_at(context, page.positions.front()));
            if (found && !TRY(execute(context, *found))) return {};
            // The last one is met again by the next call: it has its answer then.
            if (!page.next) return {};
            done.cursor = *page.next;
        }
    });
}

Result<std::vector<RecallStatus>> recalls_of(const Context& context, const ChannelId& channel) {
    TRY_VOID(context.store.wait_indexed());
    std::vector<RecallStatus> all;
    store::PageQuery query{.channel = channel, .type = "op:recall"};
    while (true) {
        const auto page = TRY(context.store.page(query));
        for (const auto& place : page.positions) {
            auto found = TRY(recall_at(context, place));
            if (found) all.push_back(TRY(status_of(context, *std::move(found))));
        }
        if (!page.next) return all;
        query.cursor = *page.next;
    }
}

}  // namespace entente::channel
