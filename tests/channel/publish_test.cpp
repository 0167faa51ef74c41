#include "channel/publish.h"

#include "channel/lanes.h"
#include "tests/channel/party.h"

namespace entente::test {
namespace {

constexpr std::string_view tlp_red =
    R"(,"object_marking_refs":["marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1"])";

using Publish = Pair;

std::vector<std::string> objects(int count) {
    std::vector<std::string> made;
    for (int i = 0; i < count; ++i) made.push_back(object_text(i));
    return made;
}

TEST_F(Publish, SealsWhatWasOffered) {
    const auto report = alpha_.put(channel_, objects(3));
    EXPECT_EQ(report.sealed, 3U);
    EXPECT_EQ(report.refused, 0U);
    // The opening, a `seen` of nobody's content yet, or none, and the objects.
    EXPECT_EQ(report.lane_size, alpha_.lane_of(channel_, alpha_).frontier.size());
}

TEST_F(Publish, SealsNothingIfOneIsRefused) {
    const auto before = alpha_.lane_of(channel_, alpha_).frontier.size();
    const auto report = alpha_.put(channel_, {object_text(1), "{}", object_text(2)});
    EXPECT_EQ(report.refused, 1U);
    EXPECT_EQ(report.sealed, 0U);
    EXPECT_EQ(alpha_.lane_of(channel_, alpha_).frontier.size(), before);
}

TEST_F(Publish, SkipsTheInvalidIfAsked) {
    const auto report = alpha_.put(channel_, {object_text(1), "{}", object_text(2)}, true);
    EXPECT_EQ(report.offered, 3U);
    EXPECT_EQ(report.refused, 1U);
    EXPECT_EQ(report.sealed, 2U);
    ASSERT_EQ(report.refusals.size(), 1U);
    EXPECT_EQ(report.refusals.front().where, "here");
}

TEST_F(Publish, FindsTheSameObjectUnchanged) {
    alpha_.put(channel_, objects(2));
    const auto size = alpha_.lane_of(channel_, alpha_).frontier.size();
    const auto again = alpha_.put(channel_, objects(2));
    EXPECT_EQ(again.unchanged, 2U);
    EXPECT_EQ(again.sealed, 0U);
    EXPECT_EQ(again.lane_size, size);
}

TEST_F(Publish, TellsWhatItChangedInStix20AndFindsItUnchangedTheNextTime) {
    const std::string tool =
        R"({"type":"tool","id":"tool--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f","name":"lamp",)"
        R"("created":"2021-08-24T12:30:00.000Z","modified":"2021-08-24T12:30:00.000Z",)"
        R"("labels":["remote-access"]})";
    const auto report = alpha_.put(channel_, {tool, object_text(1)});
    EXPECT_EQ(report.sealed, 2U);
    EXPECT_EQ(report.upgraded, 1U);
    ASSERT_EQ(report.upgrades.size(), 1U);
    EXPECT_EQ(report.upgrades[0].id, "tool--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f");
    EXPECT_FALSE(report.upgrades[0].changes.empty());
    EXPECT_EQ(alpha_.put(channel_, {tool}).unchanged, 1U);
}

TEST_F(Publish, TakesTheSameObjectOnceFromOnePut) {
    const auto report = alpha_.put(channel_, {object_text(1), object_text(1)});
    EXPECT_EQ(report.sealed, 1U);
    EXPECT_EQ(report.unchanged, 1U);
}

TEST_F(Publish, RefusesOtherContentOfTheSameVersionInOnePut) {
    const auto report = alpha_.put(channel_, {object_text(1), object_text(1, "other")});
    EXPECT_EQ(report.refused, 1U);
    EXPECT_EQ(report.sealed, 0U);
    ASSERT_EQ(report.refusals.size(), 1U);
    EXPECT_EQ(report.refusals.front().error.kind, ErrorKind::conflict);
}

TEST_F(Publish, RefusesOtherContentOfAVersionThatIsOnTheLane) {
    alpha_.put(channel_, {object_text(1)});
    const auto report = alpha_.put(channel_, {object_text(1, "other"), object_text(2)});
    EXPECT_EQ(report.refused, 1U);
    EXPECT_EQ(report.sealed, 0U);
    ASSERT_EQ(report.refusals.size(), 1U);
    EXPECT_EQ(report.refusals.front().error.kind, ErrorKind::conflict);
}

// TLP 2.0: RED is for the eyes of individual recipients only, and a channel has organisations.
TEST_F(Publish, RefusesTlpRed) {
    const auto report = alpha_.put(channel_, {object_text(1, "secret", tlp_red)});
    EXPECT_EQ(report.refused, 1U);
    ASSERT_EQ(report.refusals.size(), 1U);
    EXPECT_EQ(report.refusals.front().error.kind, ErrorKind::refused);
}

// Design 02-log section 4.2: a batch has at most 1,000 entries, one place kept for a `seen`.
TEST_F(Publish, SealsMoreObjectsThanABatchHolds) {
    std::vector<std::uint64_t> steps;
    const auto publication = must(channel::Publication::begin(*alpha_.context, channel_));
    for (const auto& object : objects(1'001)) ASSERT_TRUE(publication->offer(object, "here"));
    const auto report = must(publication->finish(
        false, [&](std::uint64_t sealed, std::uint64_t) { steps.push_back(sealed); }));
    EXPECT_EQ(report.sealed, 1'001U);
    EXPECT_EQ(steps, (std::vector<std::uint64_t>{999, 1'001}));
    carry(alpha_, bravo_, lane_);
    EXPECT_EQ(channel::held_size(*bravo_.context, lane_), report.lane_size);
}

TEST_F(Publish, RefusesABundleThatIsNone) {
    const auto publication = must(channel::Publication::begin(*alpha_.context, channel_));
    ASSERT_TRUE(publication->offer(object_text(1), "here"));
    ASSERT_TRUE(publication->offer_bundle(R"({"type":"bundle","id":"nonsense"})"));
    const auto report = must(publication->finish(false, [](auto, auto) {}));
    EXPECT_EQ(report.refused, 1U);
    EXPECT_EQ(report.sealed, 0U);
}

TEST_F(Publish, LeavesNothingInTheSpool) {
    std::vector<std::string> large;
    for (int i = 0; i < 5; ++i) large.push_back(object_text(i, std::string(1'000'000, 'x')));
    EXPECT_EQ(alpha_.put(channel_, large).sealed, 5U);
    EXPECT_TRUE(std::filesystem::is_empty(alpha_.scratch / "spool"));
}

TEST(PublishAlone, IsRefusedBeforeEveryPartySigned) {
    Party alpha{"ALPHA"};
    const Party bravo{"BRAVO"};
    ASSERT_TRUE(alpha.directory->add_card(bravo.card));
    const auto charter = must(channel::propose_channel(*alpha.context, "Test", {bravo.card}));
    const auto begun = channel::Publication::begin(*alpha.context, charter.channel());
    ASSERT_FALSE(begun);
    EXPECT_EQ(begun.error().kind, ErrorKind::refused);
}

}  // namespace
}  // namespace entente::test
