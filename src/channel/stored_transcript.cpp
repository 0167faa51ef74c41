#include "channel/stored_transcript.h"

#include "base/limits.h"
#include "channel/describe.h"
#include "channel/recalled.h"
#include "lane/entry.h"
#include "store/store.h"

namespace entente::channel {
namespace {

constexpr std::uint32_t page_entries = 500;

}  // namespace

Result<std::vector<TranscriptEntry>> StoredTranscript::range(const lane::LaneId& lane,
                                                             lane::EntryIndex first,
                                                             std::uint32_t count_max) const {
    TRY_VOID(context_.store.wait_indexed());  // a recall hides what stands before it
    const auto state = TRY(context_.store.state(lane));
    const auto writer_name = context_.directory.name_of(state.opening.writer);
    const auto range = TRY(context_.store.read(lane, first, count_max, limits::segment_bytes_max));
    std::vector<TranscriptEntry> entries;
    json::Parser parser;
    ByteReader reader(range.records, "record");
    for (std::uint32_t i = 0; i < range.count; ++i) {
        const auto entry = TRY(lane::read_entry(reader));
        const auto header = TRY(lane::decode_header(entry.header));
        const auto id = lane::entry_id(entry.header);
        const auto hidden = TRY(why_hidden(lane, entry, id));
        entries.push_back(
            {.channel = state.opening.channel,
             .lane = lane,
             .index = lane::EntryIndex(range.first.value() + i),
             .id = id,
             .writer = header.writer,
             .writer_name = writer_name,
             .time = header.time,
             .type = hidden ? *hidden : describe(parser, header.kind, entry.body).type,
             .body = hidden ? Bytes() : Bytes(entry.body)});
    }
    return entries;
}

Result<std::optional<std::string>> StoredTranscript::why_hidden(const lane::LaneId& lane,
                                                                const lane::EntryView& entry,
                                                                const lane::EntryId& id) const {
    if (entry.state == lane::BodyState::erased) return std::string(store::erased_type);
    if (!TRY(has_recalls(context_))) return std::nullopt;
    if (!TRY(recall_of(context_, lane, id))) return std::nullopt;
    return std::string(recalled_type);
}

Result<std::optional<TranscriptEntry>> StoredTranscript::at(const store::Position& position) const {
    auto entries = TRY(range(position.lane, position.index, 1));
    if (entries.front().is_hidden()) return std::optional<TranscriptEntry>();
    return std::optional(std::move(entries.front()));
}

Result<std::vector<TranscriptEntry>> StoredTranscript::all_at(
    const std::vector<store::Position>& positions) const {
    std::vector<TranscriptEntry> entries;
    for (const auto& position : positions) {
        auto entry = TRY(at(position));
        if (entry) entries.push_back(*std::move(entry));
    }
    return entries;
}

Result<std::vector<TranscriptEntry>> StoredTranscript::versions(std::string_view object_id) const {
    TRY_VOID(context_.store.wait_indexed());
    const auto positions = TRY(context_.store.find(object_id));
    return all_at(positions);
}

Result<std::vector<TranscriptEntry>> StoredTranscript::referring(std::string_view object_id) const {
    TRY_VOID(context_.store.wait_indexed());
    const auto positions = TRY(context_.store.referring(object_id));
    return all_at(positions);
}

Result<void> StoredTranscript::each(
    const lane::ChannelId& channel, std::string_view type,
    const std::function<Result<void>(const TranscriptEntry&)>& visit) const {
    TRY_VOID(context_.store.wait_indexed());
    store::PageQuery query{
        .channel = channel, .type = std::string(type), .count_max = page_entries};
    while (true) {
        const auto page = TRY(context_.store.page(query));
        for (const auto& position : page.positions) {
            const auto entry = TRY(at(position));
            if (entry) TRY_VOID(visit(*entry));
        }
        if (!page.next) return {};
        query.cursor = *page.next;
    }
}

Result<TranscriptPage> StoredTranscript::page(const TranscriptQuery& query) const {
    TRY_VOID(context_.store.wait_indexed());
    TranscriptPage page{.entries = {}, .next = query.cursor};
    // Operations stand between the objects: a page is not done because there were only such.
    while (page.next && page.entries.size() < query.count_max) {
        const auto left = query.count_max - static_cast<std::uint32_t>(page.entries.size());
        const auto found = TRY(context_.store.page({.channel = query.channel,
                                                    .type = query.type,
                                                    .cursor = *page.next,
                                                    .count_max = left}));
        for (const auto& position : found.positions) {
            auto entry = TRY(at(position));
            const bool is_shown = entry && !entry->type.starts_with("op:");
            if (is_shown) page.entries.push_back(*std::move(entry));
        }
        page.next = found.next;
    }
    return page;
}

}  // namespace entente::channel
