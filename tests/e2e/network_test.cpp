// What networks and machines do to three nodes: partitions that heal, and a node that hangs
// (design 02-log sections 3.10 and 5; issue "a channel nobody can break").
#include "tests/e2e/network.h"

#include <csignal>

#include "tests/e2e/trio.h"
#include "tests/support/precompiled.h"

namespace entente::test {
namespace {

/// Each node on a machine of its own.
class ThreeMachines : public ::testing::Test, protected NamespaceNetwork, protected Trio {
protected:
    static constexpr std::size_t alpha = 0;
    static constexpr std::size_t bravo = 1;
    static constexpr std::size_t charlie = 2;

    ThreeMachines() : NamespaceNetwork(3), Trio({machine(0), machine(1), machine(2)}) {}

    void SetUp() override {
        if (!is_made()) GTEST_SKIP() << "network namespaces cannot be made here: needs root";
        found();
    }
};

TEST_F(ThreeMachines, OfWhichTwoCannotMeetAreToldByTheThird) {  // rule L5
    part(alpha, charlie);
    alpha_.must({"put", "-"}, bundle(5, 1));
    charlie_.must({"put", "-"}, bundle(7, 2));
    EXPECT_TRUE(comes_to_hold([&] {
        return all_agree() && charlie_.run({"show", object_id(1, 4)}).exit_code == 0;
    })) << alpha_.log()
        << charlie_.log();
}

TEST_F(ThreeMachines, AgreeAgainOnceAPartitionHeals) {
    part(alpha, charlie);
    part(bravo, charlie);
    alpha_.must({"put", "-"}, bundle(5, 1));
    charlie_.must({"put", "-"}, bundle(7, 2));
    EXPECT_TRUE(comes_to_hold([&] {
        return agree(alpha_, bravo_) && bravo_.run({"show", object_id(1, 4)}).exit_code == 0;
    })) << bravo_.log();
    EXPECT_EQ(charlie_.run({"show", object_id(1, 4)}).exit_code, 4);
    EXPECT_FALSE(agree(alpha_, charlie_));
    heal(alpha, charlie);
    heal(bravo, charlie);
    EXPECT_TRUE(comes_to_hold([&] {
        return all_agree() && charlie_.run({"show", object_id(1, 4)}).exit_code == 0 &&
               alpha_.run({"show", object_id(2, 6)}).exit_code == 0;
    })) << alpha_.log()
        << charlie_.log();
    for (auto* node : all()) {
        EXPECT_EQ(node->stop(), 0);
        EXPECT_EQ(node->run({"verify"}).exit_code, 0);
    }
}

/// Three nodes on this machine.
class HangingCharlie : public ::testing::Test, protected Trio {
protected:
    void SetUp() override {
        found();
        charlie_.process().signal(SIGSTOP);
    }

    void TearDown() override { charlie_.process().signal(SIGCONT); }
};

TEST_F(HangingCharlie, SlowsNobodyAndCatchesUpOnceItGoesOn) {
    for (int i = 1; i <= 3; ++i) {
        alpha_.must({"put", "-"}, bundle(200, i));
        ASSERT_TRUE(comes_to_hold([&] {
            return agree(alpha_, bravo_) && bravo_.run({"show", object_id(i, 199)}).exit_code == 0;
        })) << alpha_.log()
            << bravo_.log();
    }
    charlie_.process().signal(SIGCONT);
    EXPECT_TRUE(comes_to_hold([&] {
        return all_agree() && charlie_.run({"show", object_id(3, 199)}).exit_code == 0;
    })) << charlie_.log();
}

}  // namespace
}  // namespace entente::test
