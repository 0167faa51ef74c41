#pragma once
// Three real nodes on one channel.

#include <gtest/gtest.h>

#include "tests/e2e/pair.h"

namespace entente::test {

/// ALPHA, BRAVO and CHARLIE, running, with the founded channel "Test".
class Trio : public ::testing::Test {
protected:
    void SetUp() override;

    std::vector<TestNode*> all() { return {&alpha_, &bravo_, &charlie_}; }

    [[nodiscard]] std::string card_of(const TestNode& node) const {
        return scratch_ / (node.name() + ".card");
    }

    /// Whether both show the same fingerprint of what all three may read.
    static bool agree(const TestNode& one, const TestNode& other);

    Scratch scratch_;
    TestNode alpha_{scratch_, "ALPHA", free_port()};
    TestNode bravo_{scratch_, "BRAVO", free_port()};
    TestNode charlie_{scratch_, "CHARLIE", free_port()};
};

}  // namespace entente::test
