// Sudden ends: a node gets SIGKILL at random moments around `put` and replication, again and again,
// and nothing that was acknowledged is lost.
#include <chrono>
#include <fstream>
#include <random>
#include <set>
#include <thread>

#include "json/value.h"
#include "tests/e2e/pair.h"
#include "tests/support/precompiled.h"

namespace entente::test {
namespace {

constexpr int objects_per_bundle = 2'500;  // three batches
constexpr int kills_per_test = 17;         // three tests: 51 in all

using Duration = std::chrono::steady_clock::duration;

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

    /// Founds the channel and lets one bundle through, to know how long that takes here: the
    /// moment of each cut is drawn from that time.
    void found() {
        pair_.found();
        const auto start = std::chrono::steady_clock::now();
        if (put_next().wait() == 0) acknowledged_.push_back(bundles_);
        put_time_ = std::chrono::steady_clock::now() - start;
        ASSERT_TRUE(comes_to_hold([&] { return pair_.are_equal(); }));
    }

    /// Puts the next bundle and kills the writer before that would have ended.
    void cut_writer() {
        auto put = put_next();
        wait_for_a_moment_within(put_time_);
        pair_.alpha.kill();
        if (put.wait() == 0) {
            acknowledged_.push_back(bundles_);
        } else {
            ++puts_cut_;
        }
        pair_.alpha.start();
    }

    /// Puts the next bundle and kills the reader while it follows.
    void cut_reader() {
        auto put = put_next();
        wait_for_a_moment_within(put_time_ + put_time_ / 2);
        pair_.bravo.kill();
        ASSERT_EQ(put.wait(), 0) << pair_.alpha.log();
        acknowledged_.push_back(bundles_);
        if (!is_receipted()) ++replications_cut_;
        pair_.bravo.start();
    }

    void expect_nothing_lost() {
        ASSERT_TRUE(comes_to_hold([&] { return pair_.are_equal(); }))
            << pair_.alpha.log() << pair_.bravo.log();
        const auto at_alpha = ids_at(pair_.alpha);
        EXPECT_EQ(at_alpha, ids_at(pair_.bravo));
        for (const int seed : acknowledged_) {
            EXPECT_EQ(held_of(at_alpha, seed), objects_per_bundle) << "bundle " << seed;
        }
        EXPECT_EQ(pair_.alpha.stop(), 0);
        EXPECT_EQ(pair_.bravo.stop(), 0);
        pair_.alpha.must({"verify"});
        pair_.bravo.must({"verify"});
        record(at_alpha);
    }

    Pair pair_;
    int puts_cut_ = 0;
    int replications_cut_ = 0;

private:
    Process put_next() {
        ++bundles_;
        const auto file = pair_.scratch / ("bundle-" + std::to_string(bundles_) + ".json");
        std::ofstream(file) << bundle(objects_per_bundle, bundles_);
        return {{entente_program(), "put", file, "--json", "--node", pair_.alpha.directory()},
                pair_.scratch / "put.log"};
    }

    /// The one sleep of these tests: what is tried is that the moment of the cut does not matter.
    void wait_for_a_moment_within(Duration time) {
        std::uniform_int_distribution<Duration::rep> moment(0, time.count());
        std::this_thread::sleep_for(Duration(moment(random_)));
    }

    /// Whether BRAVO has given a receipt for all that ALPHA sealed.
    [[nodiscard]] bool is_receipted() const {
        const auto status = json::Document::parse(pair_.alpha.must({"status", "--json"}));
        const auto channels = status->root().member("channels")->elements();
        for (const auto& lane : (*channels.begin()).member("lanes")->elements()) {
            if (lane.member("writer_name")->as_string().value() != "ALPHA") continue;
            const auto reader = *lane.member("readers")->elements().begin();
            return reader.member("receipted")->as_integer().value() ==
                   lane.member("sealed")->as_integer().value();
        }
        ADD_FAILURE() << "ALPHA has no lane";
        return false;
    }

    static int held_of(const std::set<std::string>& ids, int seed) {
        int held = 0;
        for (int object = 0; object < objects_per_bundle; ++object) {
            held += ids.contains(object_id(seed, object)) ? 1 : 0;
        }
        return held;
    }

    void record(const std::set<std::string>& ids) {
        int in_part = 0;
        for (int seed = 1; seed <= bundles_; ++seed) {
            const int held = held_of(ids, seed);
            if (held > 0 && held < objects_per_bundle) ++in_part;
        }
        RecordProperty("bundles_acknowledged", static_cast<int>(acknowledged_.size()));
        RecordProperty("bundles_held_in_part", in_part);
        RecordProperty("puts_cut", puts_cut_);
        RecordProperty("replications_cut", replications_cut_);
        RecordProperty("objects_held", static_cast<int>(ids.size()));
    }

    std::mt19937 random_;
    Duration put_time_{};
    int bundles_ = 0;
    std::vector<int> acknowledged_;
};

TEST_F(SuddenEnd, OfTheWriterInTheMiddleOfPutLosesNothingThatWasAcknowledged) {
    found();
    for (int i = 0; i < kills_per_test; ++i) cut_writer();
    EXPECT_GT(puts_cut_, 0) << "no cut came before its put had ended";
    expect_nothing_lost();
}

TEST_F(SuddenEnd, OfTheReaderInTheMiddleOfReplicationLosesNothingThatWasAcknowledged) {
    found();
    for (int i = 0; i < kills_per_test; ++i) cut_reader();
    EXPECT_GT(replications_cut_, 0) << "no cut came before all was receipted";
    expect_nothing_lost();
}

TEST_F(SuddenEnd, OfEitherInTurnLosesNothingThatWasAcknowledged) {
    found();
    for (int i = 0; i < kills_per_test; ++i) i % 2 == 0 ? cut_writer() : cut_reader();
    EXPECT_GT(puts_cut_, 0) << "no cut came before its put had ended";
    expect_nothing_lost();
}

}  // namespace
}  // namespace entente::test
