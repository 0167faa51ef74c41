#pragma once
// The organisation's own matters: peers, charters, drafts. Documents by name, each change durable
// when the call returns. None of it is shared, none of it can be rebuilt.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace entente::store {

/// Keeps documents in named drawers. Safe to call from any thread.
class OwnMatters {
public:
    OwnMatters() = default;
    OwnMatters(const OwnMatters&) = delete;
    OwnMatters& operator=(const OwnMatters&) = delete;
    virtual ~OwnMatters() = default;

    /// Puts `document` in the place of the one of that name.
    ///
    /// errors  exhausted: no room; fatal: the device failed
    [[nodiscard]] virtual Result<void> put(std::string_view drawer, std::string_view name,
                                           ByteView document) = 0;

    [[nodiscard]] virtual Result<std::optional<Bytes>> get(std::string_view drawer,
                                                           std::string_view name) const = 0;

    /// Name and document, by name.
    [[nodiscard]] virtual Result<std::vector<std::pair<std::string, Bytes>>> list(
        std::string_view drawer) const = 0;
};

}  // namespace entente::store
