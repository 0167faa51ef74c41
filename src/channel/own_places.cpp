#include "channel/own_places.h"

#include <algorithm>

#include "channel/describe.h"
#include "channel/lanes.h"
#include "lane/entry.h"

namespace entente::channel {
namespace {

Result<OwnEntry> entry_at(const Context& context, json::Parser& parser,
                          const store::Position& place) {
    const auto range = TRY(context.store.read(place.lane, place.index, 1, 0));
    ByteReader reader(range.records, "record");
    const auto entry = TRY(lane::read_entry(reader));
    const auto header = TRY(lane::decode_header(entry.header));
    return OwnEntry{.place = place,
                    .id = lane::entry_id(entry.header),
                    .time = header.time,
                    .salt = entry.salt,
                    .origin = header.origin,
                    .version = describe(parser, header.kind, entry.body).version,
                    .body = Bytes(entry.body)};
}

}  // namespace

Result<std::vector<OwnEntry>> own_entries(const Context& context, const ChannelId& channel,
                                          std::string_view object_id) {
    const auto lanes = TRY(own_lanes(context, channel));
    const auto places = TRY(context.store.find(object_id));
    std::vector<OwnEntry> entries;
    json::Parser parser;
    for (const auto& place : places) {
        if (std::ranges::count(lanes, place.lane, &lane::LaneState::id) == 0) continue;
        entries.push_back(TRY(entry_at(context, parser, place)));
    }
    return entries;
}

Result<std::vector<store::Position>> own_places_of(const Context& context, const ChannelId& channel,
                                                   const lane::EntryId& entry) {
    const auto lanes = TRY(own_lanes(context, channel));
    for (const auto& lane : lanes) {
        const auto index = TRY(context.store.find_entry(lane.id, entry));
        if (!index) continue;
        const store::Position place{.lane = lane.id, .index = *index};
        json::Parser parser;
        const auto found = TRY(entry_at(context, parser, place));
        const auto facts = describe(parser, lane::BodyKind::stix, found.body);
        if (facts.object_id.empty()) return std::vector{place};
        const auto all = TRY(own_entries(context, channel, facts.object_id));
        std::vector<store::Position> places;
        for (const auto& other : all) {
            if (other.version == facts.version) places.push_back(other.place);
        }
        if (places.empty()) places.push_back(place);
        return places;
    }
    return std::vector<store::Position>();
}

}  // namespace entente::channel
