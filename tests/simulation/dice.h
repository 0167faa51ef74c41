#pragma once
// Everything that a seed decides: choices, keys and salts, the time of day.

#include <random>
#include <vector>

#include "base/clock.h"
#include "base/random.h"

namespace entente::simulation {

/// Choices. The standard distributions are not used: they differ between libraries.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : engine_(seed) {}

    std::uint64_t number() { return engine_(); }

    /// 0 to count - 1.
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(engine_() % count); }

    bool chance(unsigned percent) { return below(100) < percent; }

    template <class Thing>
    Thing& one_of(std::vector<Thing>& things) {
        return things[below(things.size())];
    }

private:
    std::mt19937_64 engine_;
};

/// The randomness of one node: a stream of its own, so that what one does changes no other's.
class SeededRandom final : public Random {
public:
    explicit SeededRandom(std::uint64_t seed) : engine_(seed) {}

    void fill(std::span<std::byte> out) override {
        for (auto& byte : out) byte = static_cast<std::byte>(engine_());
    }

private:
    std::mt19937_64 engine_;
};

/// A clock that stands where it is set, right or wrong.
class SetClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override { return Instant(now_us_); }

    void step(std::int64_t seconds) { now_us_ += seconds * 1'000'000; }

private:
    std::int64_t now_us_ = 1'629'808'200'000'000;  // 2021-08-24T12:30:00Z
};

}  // namespace entente::simulation
