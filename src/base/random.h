#pragma once
// Randomness, as an argument. The system's is in host/; simulations bring a seed.

#include <array>
#include <cstddef>
#include <span>

namespace entente {

/// Bytes that nobody can guess. Safe to call from any thread.
class Random {
public:
    Random() = default;
    Random(const Random&) = delete;
    Random& operator=(const Random&) = delete;
    virtual ~Random() = default;

    virtual void fill(std::span<std::byte> out) = 0;

    template <std::size_t Size>
    std::array<std::byte, Size> bytes() {
        std::array<std::byte, Size> out{};
        fill(out);
        return out;
    }
};

}  // namespace entente
