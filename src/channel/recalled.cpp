#include "channel/recalled.h"

#include <algorithm>

#include "lane/entry.h"
#include "store/store.h"

namespace entente::channel {
namespace {

template <class Body>
Result<std::optional<Found<Body>>> found_at(const Context& context, const store::Position& place) {
    const auto range = TRY(context.store.read(place.lane, place.index, 1, 0));
    ByteReader reader(range.records, "record");
    const auto entry = TRY(lane::read_entry(reader));
    const auto header = TRY(lane::decode_header(entry.header));
    if (header.kind != lane::BodyKind::operation) return std::optional<Found<Body>>();
    const auto operation = lane::decode_operation(entry.body);
    const auto* body = operation ? std::get_if<Body>(&*operation) : nullptr;
    if (body == nullptr) return std::optional<Found<Body>>();
    return std::optional(Found<Body>{.id = lane::entry_id(entry.header),
                                     .lane = place.lane,
                                     .index = place.index,
                                     .writer = header.writer,
                                     .time = header.time,
                                     .body = *body});
}

/// Every operation of this kind that names the entry, in the order of the index.
template <class Body>
Result<std::vector<Found<Body>>> all_about(const Context& context, const lane::EntryId& entry) {
    std::vector<Found<Body>> all;
    const auto places = TRY(context.store.referring(lane::to_hex(entry)));
    for (const auto& place : places) {
        auto found = TRY(found_at<Body>(context, place));
        if (found) all.push_back(*std::move(found));
    }
    return all;
}

}  // namespace

Result<std::optional<FoundRecall>> recall_at(const Context& context, const store::Position& place) {
    return found_at<lane::Recall>(context, place);
}

Result<std::optional<FoundRecall>> recall_of(const Context& context, const lane::LaneId& lane,
                                             const lane::EntryId& entry) {
    std::optional<FoundRecall> strongest;
    const auto all = TRY(all_about<lane::Recall>(context, entry));
    for (const auto& found : all) {
        if (found.lane != lane) continue;  // nobody takes back what another wrote
        const bool is_stronger = !strongest || (found.body.action == lane::RecallAction::erase &&
                                                strongest->body.action == lane::RecallAction::hide);
        if (is_stronger) strongest = found;
    }
    return strongest;
}

Result<std::vector<FoundErased>> erased_by(const Context& context, const ChannelId& channel,
                                           const lane::EntryId& entry) {
    std::vector<FoundErased> first;
    const auto all = TRY(all_about<lane::Erased>(context, entry));
    for (const auto& found : all) {
        const auto state = TRY(context.store.state(found.lane));
        if (state.opening.channel != channel) continue;
        if (std::ranges::count(first, found.writer, &FoundErased::writer) > 0) continue;
        first.push_back(found);
    }
    return first;
}

Result<bool> has_recalls(const Context& context) {
    const auto page =
        TRY(context.store.page({.channel = std::nullopt, .type = "op:recall", .count_max = 1}));
    return !page.positions.empty();
}

}  // namespace entente::channel
