#pragma once
// Entries as views and people read them. Knows nothing of how they are kept: views must not.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "lane/ids.h"

namespace entente::channel {

/// One object on a channel: whose it is, where it stands, what it says.
struct TranscriptEntry {
    lane::ChannelId channel;
    lane::LaneId lane;
    lane::EntryIndex index;
    lane::EntryId id;
    lane::PartyId writer;
    std::string writer_name;
    Instant time;      ///< the writer's claim
    std::string type;  ///< STIX type, "op:<name>", or why the body is hidden
    Bytes body;        ///< canonical JSON, as it was signed; empty if hidden

    [[nodiscard]] bool is_hidden() const { return body.empty(); }
};

/// The type of an entry that its writer has taken back, and whose body is still here.
inline constexpr std::string_view recalled_type = "recalled";

/// Reads what has been said on the node's channels. What was recalled or erased is left out. Safe
/// to call from any thread.
class Transcript {
public:
    Transcript() = default;
    Transcript(const Transcript&) = delete;
    Transcript& operator=(const Transcript&) = delete;
    virtual ~Transcript() = default;

    /// Every version of the object by every party, oldest first.
    [[nodiscard]] virtual Result<std::vector<TranscriptEntry>> versions(
        std::string_view object_id) const = 0;

    /// Calls `visit` for every object of `type` on `channel`, in the order in which this node took
    /// them in; stops at its first error.
    [[nodiscard]] virtual Result<void> each(
        const lane::ChannelId& channel, std::string_view type,
        const std::function<Result<void>(const TranscriptEntry&)>& visit) const = 0;

    /// The objects that name `object_id` in a reference.
    [[nodiscard]] virtual Result<std::vector<TranscriptEntry>> referring(
        std::string_view object_id) const = 0;
};

}  // namespace entente::channel
