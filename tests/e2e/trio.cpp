#include "tests/e2e/trio.h"

#include <gtest/gtest.h>

namespace entente::test {

Trio::Trio(std::array<Machine, 3> machines)
    : alpha_(scratch_, "ALPHA", std::move(machines[0])),
      bravo_(scratch_, "BRAVO", std::move(machines[1])),
      charlie_(scratch_, "CHARLIE", std::move(machines[2])) {}

void Trio::found() {
    for (const auto* node : all()) node->must({"peer", "card", "-o", card_of(*node)});
    for (const auto* node : all()) {
        for (const auto* other : all()) {
            if (other != node) node->must({"peer", "add", card_of(*other)});
        }
    }
    for (auto* node : all()) node->start();
    alpha_.must({"channel", "new", "Test", "--with", "BRAVO", "--with", "CHARLIE"});
    for (const auto* node : {&bravo_, &charlie_}) {
        EXPECT_TRUE(comes_to_hold([&] {
            return node->run({"channel", "join", "Test"}).exit_code == 0;
        })) << node->log();
    }
    EXPECT_TRUE(comes_to_hold([&] { return all_agree(); }))
        << alpha_.log() << bravo_.log() << charlie_.log();
}

bool Trio::agree(const TestNode& one, const TestNode& other) {
    const auto ours = one.fingerprint();
    return !ours.empty() && ours == other.fingerprint();
}

}  // namespace entente::test
