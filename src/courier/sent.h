#pragma once
// What earlier bundles to a party held: the organisation's own note of it.

#include <cstdint>
#include <map>

#include "lane/ids.h"
#include "store/own_matters.h"

namespace entente::courier {

struct Sent {
    std::uint64_t sequence = 0;                    ///< of the last bundle; 0: there was none
    std::map<lane::LaneId, lane::TreeSize> lanes;  ///< how far each lane has gone

    friend bool operator==(const Sent&, const Sent&) = default;
};

/// errors  corrupt: what was kept is not what keep_sent wrote
Result<Sent> load_sent(const store::OwnMatters& matters, const lane::PartyId& to);

/// errors  as store::OwnMatters::put
Result<void> keep_sent(store::OwnMatters& matters, const lane::PartyId& to, const Sent& sent);

}  // namespace entente::courier
