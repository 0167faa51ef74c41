#pragma once
// Randomness that is the same each time.

#include <cstddef>
#include <random>
#include <span>

#include "base/random.h"

namespace entente::stix {

class SeededRandom : public Random {
public:
    void fill(std::span<std::byte> out) override {
        for (auto& byte : out) byte = static_cast<std::byte>(engine_() & 0xFF);
    }

private:
    std::mt19937_64 engine_{20210824};
};

}  // namespace entente::stix
