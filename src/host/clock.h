#pragma once
// The machine's clock.

#include "base/clock.h"

namespace entente::host {

/// The time of day that the machine believes.
class SystemClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override;
};

}  // namespace entente::host
