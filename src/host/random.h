#pragma once
// The machine's randomness.

#include "base/random.h"

namespace entente::host {

/// The kernel's generator.
class SystemRandom final : public Random {
public:
    void fill(std::span<std::byte> out) override;
};

}  // namespace entente::host
