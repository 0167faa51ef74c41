#include "channel/version_lookup.h"

#include "tests/channel/party.h"

namespace entente::test {
namespace {

using channel::ObjectVersion;

constexpr int asked_at_once = 4'096;

std::string id_of(int number) {
    const auto digits = std::to_string(number);
    return "identity--00000000-0000-4000-8000-" + std::string(12 - digits.size(), '0') + digits;
}

class VersionLookup : public Pair {
protected:
    [[nodiscard]] channel::VersionLookup begin() const {
        return must(channel::VersionLookup::begin(*alpha_.context, channel_));
    }

    /// The number of the object at each place; -1: nothing was found.
    std::vector<int> answers(channel::VersionLookup& lookup) {
        std::vector<int> found;
        for (const auto& position : must(lookup.answers())) {
            found.push_back(position ? number_at(*position) : -1);
        }
        return found;
    }

    [[nodiscard]] std::vector<int> look_up(const std::vector<ObjectVersion>& versions) {
        auto lookup = begin();
        for (const auto& version : versions) lookup.add(version);
        return answers(lookup);
    }

private:
    [[nodiscard]] int number_at(const store::Position& position) const {
        EXPECT_EQ(position.lane, lane_);
        const auto range = must(alpha_.store->read(position.lane, position.index, 1, 1'000'000));
        for (const int number : {1, 2, 3}) {
            if (range.records.find(id_of(number)) != Bytes::npos) return number;
        }
        return -2;
    }
};

TEST_F(VersionLookup, FindsWhatIsOnOurLaneInTheOrderOfAsking) {
    alpha_.put(channel_, {object_text(1), object_text(2), object_text(3)});
    EXPECT_EQ(look_up({{id_of(3), kabul}, {id_of(9), kabul}, {id_of(1), kabul}, {id_of(3), kabul}}),
              (std::vector<int>{3, -1, 1, 3}));
}

TEST_F(VersionLookup, AnswersNothingToNoQuestion) {
    EXPECT_TRUE(look_up({}).empty());
}

TEST_F(VersionLookup, TellsVersionsApart) {
    alpha_.put(channel_, {object_text(1)});
    const Instant later(kabul.value() + 1'000);
    EXPECT_EQ(look_up({{id_of(1), later}, {id_of(1), std::nullopt}, {id_of(1), kabul}}),
              (std::vector<int>{-1, -1, 1}));
}

TEST_F(VersionLookup, LooksOnNoOtherLane) {
    const auto other = found({&alpha_, &bravo_}, "another");
    alpha_.put(other, {object_text(1)});
    bravo_.put(channel_, {object_text(2)});
    exchange(alpha_, bravo_);
    EXPECT_EQ(look_up({{id_of(1), kabul}, {id_of(2), kabul}}), (std::vector<int>{-1, -1}));
}

TEST_F(VersionLookup, KeepsTheOrderAcrossItsParts) {
    alpha_.put(channel_, {object_text(1), object_text(2), object_text(3)});
    std::vector<ObjectVersion> versions(asked_at_once + 2, {id_of(99), kabul});
    versions.front().first = id_of(1);
    versions[asked_at_once - 1].first = id_of(2);
    versions[asked_at_once].first = id_of(3);
    std::vector<int> expected(asked_at_once + 2, -1);
    expected.front() = 1;
    expected[asked_at_once - 1] = 2;
    expected[asked_at_once] = 3;
    EXPECT_EQ(look_up(versions), expected);
}

// Two publications at a time: the second must not seal what the first has sealed since it asked.
TEST_F(VersionLookup, FindsWhatWasPutSinceItAsked) {
    auto lookup = begin();
    for (int i = 0; i < asked_at_once; ++i) lookup.add({id_of(1), kabul});  // asks for them all
    alpha_.put(channel_, {object_text(1)});
    lookup.add({id_of(2), kabul});
    std::vector<int> expected(asked_at_once, 1);
    expected.push_back(-1);
    EXPECT_EQ(answers(lookup), expected);
}

}  // namespace
}  // namespace entente::test
