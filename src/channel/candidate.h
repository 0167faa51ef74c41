#pragma once
// An object on its way to our lanes.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "channel/spool.h"
#include "lane/header.h"
#include "lane/ids.h"

namespace entente::channel {

/// What is to become of a candidate.
enum class Fate { sealed, unchanged, refused };

/// A version that stands in lanes of ours already, for other readers (design 02-log section 2.4).
struct Repeat {
    lane::LaneId first;            ///< the lane in which it stands first
    lane::Salt salt;               ///< of that entry: equal commitments are the same body
    lane::Origin origin;           ///< that entry
    std::vector<lane::LaneId> in;  ///< all of our lanes that have it
};

struct Candidate {
    std::string id;
    std::optional<Instant> version;
    Spooled body;
    std::string where;  ///< as it was offered
    Fate fate = Fate::sealed;
    std::unique_ptr<Repeat> repeat = nullptr;  ///< rare, so not held by value

    [[nodiscard]] bool is_for(const lane::LaneId& lane) const {
        if (fate != Fate::sealed) return false;
        if (!repeat) return true;
        for (const auto& held : repeat->in) {
            if (held == lane) return false;
        }
        return true;
    }
};

}  // namespace entente::channel
