#pragma once
// When each peer last asked us something, so that one connection serves both directions.

#include <chrono>
#include <map>
#include <optional>

#include "host/guarded.h"
#include "lane/ids.h"

namespace entente::peer {

/// Safe to use from any thread.
class Contacts {
public:
    using Time = std::chrono::steady_clock::time_point;

    void note(const lane::PartyId& party, Time now) {
        last_.with([&](auto& last) { last.insert_or_assign(party, now); });
    }

    /// How long ago the party last asked; nothing if never.
    [[nodiscard]] std::optional<std::chrono::milliseconds> age(const lane::PartyId& party,
                                                               Time now) const {
        return last_.with([&](const auto& last) -> std::optional<std::chrono::milliseconds> {
            const auto at = last.find(party);
            if (at == last.end()) return std::nullopt;
            return std::chrono::duration_cast<std::chrono::milliseconds>(now - at->second);
        });
    }

private:
    host::Guarded<std::map<lane::PartyId, Time>> last_;
};

}  // namespace entente::peer
