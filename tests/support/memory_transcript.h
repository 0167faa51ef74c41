#pragma once
// A transcript held in memory: what was given to it, in the order in which it was given.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "channel/transcript.h"

namespace entente::test {

/// An id of the log that is `seed` over and over.
template <class Id>
Id log_id(int seed) {
    crypto::Digest digest{};
    digest.fill(static_cast<std::byte>(seed));
    return Id(digest);
}

/// Serves views in tests as channel::StoredTranscript does in the node: operations are not in it.
class MemoryTranscript final : public channel::Transcript {
public:
    /// Puts `body`, canonical JSON, at the end of `party`'s lane on `channel`. Parties are "ALPHA",
    /// "BRAVO", …: their ids follow from the first letter.
    ///
    /// object_id, type  of the body
    void add(int channel, const std::string& party, std::string object_id, std::string type,
             Bytes body) {
        const auto seed = channel * 16 + (party.front() - 'A');
        const auto index =
            static_cast<std::uint64_t>(std::ranges::count_if(held_, [&](const auto& held) {
                return held.entry.lane == log_id<lane::LaneId>(seed);
            }));
        const auto serial = static_cast<int>(held_.size());
        held_.push_back({std::move(object_id),
                         {.channel = log_id<lane::ChannelId>(channel),
                          .lane = log_id<lane::LaneId>(seed),
                          .index = lane::EntryIndex(index + 1),  // 0 is the opening
                          .id = log_id<lane::EntryId>(serial),
                          .writer = log_id<lane::PartyId>(party.front()),
                          .writer_name = party,
                          .time = Instant(0),
                          .type = std::move(type),
                          .body = std::move(body)}});
    }

    [[nodiscard]] Result<std::vector<channel::TranscriptEntry>> versions(
        std::string_view object_id) const override {
        return those([&](const Held& held) { return held.object_id == object_id; });
    }

    [[nodiscard]] Result<void> each(
        const lane::ChannelId& channel, std::string_view type,
        const std::function<Result<void>(const channel::TranscriptEntry&)>& visit) const override {
        for (const auto& held : held_) {
            if (held.entry.channel != channel || held.entry.type != type) continue;
            TRY_VOID(visit(held.entry));
        }
        return {};
    }

    [[nodiscard]] Result<std::vector<channel::TranscriptEntry>> referring(
        std::string_view object_id) const override {
        const auto quoted = '"' + std::string(object_id) + '"';
        return those([&](const Held& held) {
            return held.object_id != object_id && held.entry.body.find(quoted) != Bytes::npos;
        });
    }

private:
    struct Held {
        std::string object_id;
        channel::TranscriptEntry entry;
    };

    [[nodiscard]] std::vector<channel::TranscriptEntry> those(const auto& are_wanted) const {
        std::vector<channel::TranscriptEntry> found;
        for (const auto& held : held_) {
            if (are_wanted(held)) found.push_back(held.entry);
        }
        return found;
    }

    std::vector<Held> held_;
};

}  // namespace entente::test
