#pragma once
// What the environment asks of the simulation: see simulation_test.cpp.

#include <cstdlib>
#include <gtest/gtest.h>
#include <optional>

#include "base/number.h"

namespace entente::simulation {

/// Nothing if the variable is not set; fails the test if it is no number.
inline std::optional<std::uint64_t> number_from(const char* variable) {
    const auto* const text = std::getenv(variable);
    if (text == nullptr) return std::nullopt;
    const auto number = parse_integer<std::uint64_t>(text, variable);
    EXPECT_TRUE(number) << variable << " is no number: " << text;
    return number ? std::optional(*number) : std::nullopt;
}

inline std::uint64_t seeds_asked_for() {
    return number_from("ENTENTE_SEEDS").value_or(1'000);
}

}  // namespace entente::simulation
