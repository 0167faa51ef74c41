#include "peer/link.h"

#include <optional>

#include "tests/peer/scene.h"

namespace entente::test {
namespace {

using ::testing::HasSubstr;

constexpr peer::LinkOptions quick{.retry_min = std::chrono::milliseconds(10),
                                  .retry_max = std::chrono::milliseconds(50),
                                  .poll = std::chrono::seconds(1)};
constexpr std::chrono::seconds patience{60};

/// What a link reported, from any thread.
class Reports {
public:
    peer::Report taker() {
        return [this](const std::string& line) {
            lines_.with([&](auto& lines) { lines.push_back(line); });
        };
    }

    [[nodiscard]] std::vector<std::string> lines() const {
        return lines_.with([](const auto& lines) { return lines; });
    }

private:
    host::Guarded<std::vector<std::string>> lines_;
};

class Linked : public Pair {
protected:
    /// Waits for news until `holds`; whether it came to hold.
    bool comes_to_hold(const std::function<bool()>& holds) {
        const auto end = std::chrono::steady_clock::now() + patience;
        while (!holds()) {
            if (std::chrono::steady_clock::now() > end) return false;
            alpha_.announcer.wait_beyond(alpha_.announcer.count(), std::chrono::milliseconds(20));
        }
        return true;
    }

    [[nodiscard]] bool are_equal() const {
        return must(channel::transcript_fingerprint(*alpha_.context, channel_)) ==
               must(channel::transcript_fingerprint(*bravo_.context, channel_));
    }

    peer::Contacts contacts_;
    Reports reports_;
    std::optional<Serving> serving_{std::in_place, bravo_};
    std::string endpoint_ = serving_->endpoint();
    std::uint16_t port_ = serving_->port();
};

TEST_F(Linked, BringsWhatEitherSidePuts) {
    const peer::Link link(*alpha_.context, contacts_, bravo_.card, endpoint_, quick,
                          reports_.taker());
    alpha_.put(channel_, {object_text(1)});
    EXPECT_TRUE(comes_to_hold([&] { return are_equal(); }));
    bravo_.put(channel_, {object_text(2)});
    EXPECT_TRUE(comes_to_hold([&] { return are_equal(); }));
    EXPECT_TRUE(comes_to_hold([&] { return link.state().is_connected; }));
    EXPECT_EQ(link.state().last_error, "");
}

TEST_F(Linked, ComesBackAfterTheOtherSideWasAway) {
    const peer::Link link(*alpha_.context, contacts_, bravo_.card, endpoint_, quick,
                          reports_.taker());
    ASSERT_TRUE(comes_to_hold([&] { return link.state().is_connected && are_equal(); }));
    serving_.reset();
    alpha_.put(channel_, {object_text(1)});
    EXPECT_TRUE(comes_to_hold([&] { return !link.state().last_error.empty(); }));
    bravo_.put(channel_, {object_text(2)});
    serving_.emplace(bravo_, port_);
    EXPECT_TRUE(comes_to_hold([&] { return link.state().is_connected && are_equal(); }));
}

TEST_F(Linked, SaysAnErrorOnceHoweverOftenItTries) {
    serving_.reset();
    const peer::Link link(*alpha_.context, contacts_, bravo_.card, endpoint_, quick,
                          reports_.taker());
    ASSERT_TRUE(comes_to_hold([&] { return !link.state().last_error.empty(); }));
    serving_.emplace(bravo_, port_);
    ASSERT_TRUE(comes_to_hold([&] { return reports_.lines().size() > 1; }));
    EXPECT_THAT(reports_.lines()[0], HasSubstr("link to BRAVO (" + endpoint_ + ")"));
    EXPECT_EQ(reports_.lines()[1], "link to BRAVO: connected");
}

TEST_F(Linked, TellsThatAnotherPartyAnswers) {
    Party charlie("CHARLIE");
    found({&alpha_, &charlie}, "Another");
    const Serving impostor(charlie);
    const peer::Link link(*alpha_.context, contacts_, bravo_.card, impostor.endpoint(), quick,
                          reports_.taker());
    EXPECT_TRUE(comes_to_hold([&] { return !reports_.lines().empty(); }));
    EXPECT_THAT(reports_.lines().front(), HasSubstr("certificate"));
    EXPECT_FALSE(link.state().is_connected);
}

TEST_F(Linked, EndsWhileItWaitsForNews) {
    peer::Link link(*alpha_.context, contacts_, bravo_.card, endpoint_, {}, reports_.taker());
    ASSERT_TRUE(comes_to_hold([&] { return link.state().is_connected && are_equal(); }));
    link.stop();
    link.stop();
    EXPECT_FALSE(link.state().is_connected);
}

// If both dial, the connection of the smaller id stays.
TEST_F(Linked, RestsWhileThePartyOfTheSmallerIdDials) {
    auto& smaller = alpha_.id() < bravo_.id() ? alpha_ : bravo_;
    auto& greater = alpha_.id() < bravo_.id() ? bravo_ : alpha_;
    contacts_.note(smaller.id(), std::chrono::steady_clock::now());
    contacts_.note(greater.id(), std::chrono::steady_clock::now());
    const peer::Link rests(*greater.context, contacts_, smaller.card, "https://127.0.0.1:1", {},
                           reports_.taker());
    const peer::Link dials(*smaller.context, contacts_, greater.card, "https://127.0.0.1:1", {},
                           reports_.taker());
    EXPECT_TRUE(rests.state().is_inbound);
    EXPECT_FALSE(dials.state().is_inbound);
}

}  // namespace
}  // namespace entente::test
