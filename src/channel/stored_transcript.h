#pragma once
// The transcript as this node's store holds it.

#include "channel/context.h"
#include "channel/transcript.h"

namespace entente::lane {
struct EntryView;
}

namespace entente::store {
struct Position;
}

namespace entente::channel {

/// What to page through. Empty fields do not restrict.
struct TranscriptQuery {
    ChannelId channel;
    std::string type;          ///< exactly this STIX type
    std::uint64_t cursor = 0;  ///< 0: from the start
    std::uint32_t count_max = 100;
};

struct TranscriptPage {
    std::vector<TranscriptEntry> entries;  ///< objects only
    std::optional<std::uint64_t> next;     ///< cursor of the next page; nothing: this was the last
};

/// Reads through the store's index, up to what was appended before the call.
class StoredTranscript final : public Transcript {
public:
    explicit StoredTranscript(const Context& context) : context_(context) {}

    [[nodiscard]] Result<std::vector<TranscriptEntry>> versions(
        std::string_view object_id) const override;

    [[nodiscard]] Result<void> each(
        const lane::ChannelId& channel, std::string_view type,
        const std::function<Result<void>(const TranscriptEntry&)>& visit) const override;

    [[nodiscard]] Result<std::vector<TranscriptEntry>> referring(
        std::string_view object_id) const override;

    /// One page of objects, in the order in which this node took them in.
    [[nodiscard]] Result<TranscriptPage> page(const TranscriptQuery& query) const;

    /// `count_max` entries of a lane from `first`: operations too, and what is hidden, without its
    /// body.
    [[nodiscard]] Result<std::vector<TranscriptEntry>> range(const lane::LaneId& lane,
                                                             lane::EntryIndex first,
                                                             std::uint32_t count_max) const;

private:
    /// The entry, unless its body is recalled or erased.
    [[nodiscard]] Result<std::optional<TranscriptEntry>> at(const store::Position& position) const;
    [[nodiscard]] Result<std::optional<std::string>> why_hidden(const lane::LaneId& lane,
                                                                const lane::EntryView& entry,
                                                                const lane::EntryId& id) const;
    [[nodiscard]] Result<std::vector<TranscriptEntry>> all_at(
        const std::vector<store::Position>& positions) const;

    const Context& context_;
};

}  // namespace entente::channel
