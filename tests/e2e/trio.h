#pragma once
// Three real nodes on one channel.

#include <array>

#include "tests/e2e/pair.h"

namespace entente::test {

/// ALPHA, BRAVO and CHARLIE, cards not yet exchanged, not running.
class Trio {
public:
    explicit Trio(std::array<Machine, 3> machines = {});

    /// Starts all and founds the channel "Test".
    void found();

    /// Whether both show the same fingerprint of what all three may read.
    static bool agree(const TestNode& one, const TestNode& other);

    [[nodiscard]] bool all_agree() const {
        return agree(alpha_, bravo_) && agree(alpha_, charlie_);
    }

protected:
    std::vector<TestNode*> all() { return {&alpha_, &bravo_, &charlie_}; }

    [[nodiscard]] std::string card_of(const TestNode& node) const {
        return scratch_ / (node.name() + ".card");
    }

    Scratch scratch_;
    TestNode alpha_;
    TestNode bravo_;
    TestNode charlie_;
};

}  // namespace entente::test
