#pragma once
// Time, as an argument. The system's clock is in host/; simulations bring their own.

#include "base/time.h"

namespace entente {

/// Tells the time of day. Safe to call from any thread.
class Clock {
public:
    Clock() = default;
    Clock(const Clock&) = delete;
    Clock& operator=(const Clock&) = delete;
    virtual ~Clock() = default;

    /// May jump in either direction; nothing may depend on its order.
    [[nodiscard]] virtual Instant now() const = 0;
};

}  // namespace entente
