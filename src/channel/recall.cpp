#include "channel/recall.h"

#include <algorithm>

#include "base/limits.h"
#include "channel/keep.h"
#include "channel/lanes.h"
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

/// The entries of our lane that `what` names.
Result<std::vector<lane::EntryId>> find_ours(const Context& context, const lane::LaneState& ours,
                                             std::string_view what) {
    std::vector<store::Position> places;
    if (what.size() == entry_digits) {
        const auto entry = TRY(lane::parse_id<lane::EntryId>(what));
        const auto index = TRY(context.store.find_entry(ours.id, entry));
        if (index) places.push_back({.lane = ours.id, .index = *index});
    } else {
        places = TRY(context.store.find(what));
        std::erase_if(places, [&](const auto& place) { return place.lane != ours.id; });
        std::ranges::sort(places);
    }
    std::vector<lane::EntryId> entries;
    for (const auto& place : places) {
        const auto entry = TRY(object_at(context, place));
        if (entry) entries.push_back(*entry);
    }
    if (entries.empty()) return not_ours(what);
    return entries;
}

/// Those that no recall asks as much of already.
Result<std::vector<lane::EntryId>> not_recalled(const Context& context, const lane::LaneId& lane,
                                                const std::vector<lane::EntryId>& entries,
                                                lane::RecallAction action) {
    std::vector<lane::EntryId> left;
    for (const auto& entry : entries) {
        const auto before = TRY(recall_of(context, lane, entry));
        const bool is_done = before && (before->body.action == action ||
                                        before->body.action == lane::RecallAction::erase);
        if (!is_done) left.push_back(entry);
    }
    if (!left.empty()) return left;
    return fail(ErrorKind::conflict, "it is recalled already", lane::to_hex(entries.front()),
                "see entente recalls");
}

/// Writes operations into our lane on the channel. Call it with context.writing held.
Result<void> write(Context& context, const ChannelId& channel, std::vector<lane::Body> bodies) {
    auto writer = TRY(BatchWriter::begin(context, channel));
    TRY_VOID(writer.write(std::move(bodies)));
    return writer.finish();
}

lane::Body body_of(const Bytes& operation) {
    return {.kind = lane::BodyKind::operation, .bytes = operation};
}

/// Our lane on the channel of `lane`, if it may be written now and whoever reads it may know of
/// that lane (rule L7).
std::optional<lane::LaneState> lane_to_answer_in(const Context& context,
                                                 const lane::LaneState& lane) {
    auto ours = writable_lane(context, lane.opening.channel);
    if (!ours || !std::ranges::includes(lane.opening.audience, ours->opening.audience)) {
        return std::nullopt;
    }
    return *std::move(ours);
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
    if (!lane_to_answer_in(context, state)) return false;
    const lane::Erased erased{
        .entry = found.body.entry, .reason = "recalled by its writer", .request = found.id};
    TRY_VOID(write(context, state.opening.channel, {body_of(lane::encode_operation(erased))}));
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
        const auto ours = TRY(writable_lane(context, channel));
        const auto named = TRY(find_ours(context, ours, what));
        entries = TRY(not_recalled(context, ours.id, named, action));
        std::vector<lane::Body> bodies;
        for (const auto& entry : entries) {
            bodies.push_back(body_of(lane::encode_operation(
                lane::Recall{.entry = entry, .action = action, .reason = reason})));
        }
        TRY_VOID(write(context, channel, std::move(bodies)));
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
