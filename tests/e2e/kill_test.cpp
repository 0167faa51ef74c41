// Sudden ends: a node gets SIGKILL at random moments around `put` and replication, again and again,
// and nothing that was acknowledged is lost.
#include <csignal>
#include <fstream>
#include <random>
#include <set>
#include <thread>

#include "json/value.h"
#include "tests/e2e/pair.h"
#include "tests/support/precompiled.h"

namespace entente::test {
namespace {

constexpr int objects_per_bundle = 1'500;
constexpr int kills_per_test = 17;  // three tests: 51 in all
constexpr std::uint32_t delay_ms_max = 100;

/// The one sleep of these tests: what is tried is that the moment of the cut does not matter.
void wait_for_a_random_moment(std::mt19937& random) {
    std::this_thread::sleep_for(std::chrono::milliseconds(random() % delay_ms_max));
}

std::string id_of(int seed, int object) {
    const auto whole = bundle(object + 1, seed);
    const auto at = whole.rfind("identity--");
    return whole.substr(at, std::string("identity--").size() + 36);
}

std::set<std::string> ids_at(const TestNode& node) {
    std::set<std::string> ids;
    std::uint64_t cursor = 0;
    do {
        const auto text = node.must({"list", "--type", "identity", "--limit", "1000", "--json",
                                     "--cursor", std::to_string(cursor)});
        const auto document = json::Document::parse(text);
        if (!document) {
            ADD_FAILURE() << "no JSON: " << text;
            return ids;
        }
        for (const auto& object : document->root().member("objects")->elements()) {
            ids.emplace(object.member("id")->as_string().value());
        }
        cursor = static_cast<std::uint64_t>(document->root().member("next")->as_integer().value());
    } while (cursor != 0);
    return ids;
}

/// A pair of which one node dies again and again while ALPHA puts bundles.
class SuddenEnd : public ::testing::Test {
protected:
    explicit SuddenEnd(std::uint32_t seed = 20'210'908) : random_(seed) {
        RecordProperty("seed", static_cast<int>(seed));
    }

    /// Puts the next bundle and kills `victim` meanwhile.
    void cut(TestNode& victim) {
        const int seed = ++bundles_;
        const auto file = pair_.scratch / ("bundle-" + std::to_string(seed) + ".json");
        std::ofstream(file) << bundle(objects_per_bundle, seed);
        Process put({entente_program(), "put", file, "--json", "--node", pair_.alpha.directory()},
                    pair_.scratch / "put.log");
        wait_for_a_random_moment(random_);
        victim.kill();
        if (put.wait() == 0) acknowledged_.push_back(seed);
        victim.start();
    }

    void expect_nothing_lost() {
        ASSERT_TRUE(comes_to_hold([&] { return pair_.are_equal(); }))
            << pair_.alpha.log() << pair_.bravo.log();
        const auto at_alpha = ids_at(pair_.alpha);
        const auto at_bravo = ids_at(pair_.bravo);
        EXPECT_EQ(at_alpha, at_bravo);
        for (const int seed : acknowledged_) {
            for (int object = 0; object < objects_per_bundle; object += 100) {
                EXPECT_TRUE(at_alpha.contains(id_of(seed, object))) << seed << ' ' << object;
            }
            EXPECT_TRUE(at_alpha.contains(id_of(seed, objects_per_bundle - 1))) << seed;
        }
        EXPECT_GE(at_alpha.size(), acknowledged_.size() * objects_per_bundle);
        EXPECT_EQ(pair_.alpha.stop(), 0);
        EXPECT_EQ(pair_.bravo.stop(), 0);
        pair_.alpha.must({"verify"});
        pair_.bravo.must({"verify"});
        RecordProperty("bundles_acknowledged", static_cast<int>(acknowledged_.size()));
        RecordProperty("objects_held", static_cast<int>(at_alpha.size()));
    }

    Pair pair_;
    std::mt19937 random_;
    int bundles_ = 0;
    std::vector<int> acknowledged_;
};

TEST_F(SuddenEnd, AtTheWriterLosesNothingThatWasAcknowledged) {
    pair_.found();
    for (int i = 0; i < kills_per_test; ++i) cut(pair_.alpha);
    expect_nothing_lost();
}

TEST_F(SuddenEnd, AtTheReaderLosesNothingThatWasAcknowledged) {
    pair_.found();
    for (int i = 0; i < kills_per_test; ++i) cut(pair_.bravo);
    expect_nothing_lost();
}

TEST_F(SuddenEnd, AtEitherInTurnLosesNothingThatWasAcknowledged) {
    pair_.found();
    random_.seed(1'977);
    RecordProperty("seed", 1'977);
    for (int i = 0; i < kills_per_test; ++i) cut(i % 2 == 0 ? pair_.alpha : pair_.bravo);
    expect_nothing_lost();
}

}  // namespace
}  // namespace entente::test
