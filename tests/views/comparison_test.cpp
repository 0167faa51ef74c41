#include "views/comparison.h"

#include <algorithm>
#include <cmath>

#include "tests/support/memory_transcript.h"
#include "tests/support/precompiled.h"
#include "tests/views/examples.h"
#include "views/comparison_json.h"

namespace entente::views {
namespace {

using testing::ElementsAre;

std::vector<std::string> ids(const std::vector<Evidence>& list) {
    std::vector<std::string> found;
    for (const auto& evidence : list) found.push_back(evidence.id);
    return found;
}

TEST(Comparison, SortsEvidenceByWhoCitesItAndWhoHasIt) {
    const auto comparison = compare(
        a_question(),
        {.by_party = {answer("ALPHA", 0.3, {"report--1", "report--2", "report--9"}),
                      answer("BRAVO", 0.6, {"report--3", "report--1"})},
         .remarks = {}},
        {{"report--1", an_object()}, {"report--2", an_object()}, {"report--3", an_object()}});
    EXPECT_THAT(ids(comparison.cited_by_all), ElementsAre("report--1"));
    EXPECT_THAT(ids(comparison.cited_by_some), ElementsAre("report--2", "report--3"));
    EXPECT_THAT(ids(comparison.not_on_channel), ElementsAre("report--9"));
    EXPECT_THAT(comparison.cited_by_all[0].cited_by, ElementsAre("ALPHA", "BRAVO"));
    EXPECT_THAT(comparison.not_on_channel[0].cited_by, ElementsAre("ALPHA"));
}

TEST(Comparison, OfThreePartiesHasThreePairsAndEvidenceOfTwoIsOfSome) {
    const auto comparison =
        compare(a_question(),
                {.by_party = {answer("ALPHA", 0.1, {"report--1"}),
                              answer("BRAVO", 0.5, {"report--1"}), answer("CHARLIE", 0.9, {})},
                 .remarks = {}},
                {{"report--1", an_object()}});
    ASSERT_EQ(comparison.pairs.size(), 3U);
    EXPECT_EQ(comparison.pairs[1].first, "ALPHA");
    EXPECT_EQ(comparison.pairs[1].second, "CHARLIE");
    EXPECT_NEAR(comparison.pairs[1].points, 80, 1e-9);
    EXPECT_NEAR(comparison.calculated.value().points, 80, 1e-9);
    EXPECT_NEAR(comparison.calculated.value().linear_pool[0], 0.5, 1e-15);
    EXPECT_THAT(ids(comparison.cited_by_some), ElementsAre("report--1"));
}

TEST(Comparison, OfOneAnswerCalculatesNothing) {
    const auto comparison =
        compare(a_question(), {.by_party = {answer("ALPHA", 0.3, {"report--1"})}, .remarks = {}},
                {{"report--1", an_object()}});
    EXPECT_FALSE(comparison.calculated.has_value());
    EXPECT_TRUE(comparison.pairs.empty());
    EXPECT_TRUE(comparison.cited_by_all.empty());
    EXPECT_THAT(ids(comparison.cited_by_some), ElementsAre("report--1"));
}

TEST(Comparison, RemarksOnANumberOutsideItsOwnWord) {
    auto given = answer("ALPHA", 0.3, {});
    given.latest.term = "likely";
    const auto comparison =
        compare(a_question(), {.by_party = {given, answer("BRAVO", 0.3, {})}, .remarks = {}}, {});
    EXPECT_THAT(
        comparison.remarks,
        ElementsAre("the probability that ALPHA gives lies outside its own term \"likely\", "
                    "55-80 %"));
}

TEST(Comparison, KeepsSilentAboutANumberOnTheEdgeOfItsWord) {
    auto given = answer("ALPHA", 0.55, {});
    given.latest.term = "likely";
    EXPECT_TRUE(compare(a_question(), {.by_party = {given}, .remarks = {}}, {}).remarks.empty());
}

TEST(Comparison, RemarksOnAnAnswerToAnEarlierVersionOfTheQuestion) {
    auto question = a_question();
    question.modified = parse_timestamp("2021-10-01T00:00:00Z").value();
    const auto comparison =
        compare(question, {.by_party = {answer("ALPHA", 0.3, {})}, .remarks = {}}, {});
    EXPECT_THAT(comparison.remarks,
                ElementsAre("ALPHA answered an earlier version of the question"));
}

RC_GTEST_PROP(Comparison, IsTheDistanceAndTheBitsOfItsPairs, ()) {
    const double first = *rc::gen::inRange(0, 1001) / 1000.0;
    const double second = *rc::gen::inRange(0, 1001) / 1000.0;
    const auto comparison = compare(
        a_question(),
        {.by_party = {answer("ALPHA", first, {}), answer("BRAVO", second, {})}, .remarks = {}}, {});
    RC_ASSERT(comparison.pairs.size() == 1U);
    const auto& pair = comparison.pairs[0];
    RC_ASSERT(std::abs(pair.points - 100 * std::abs(first - second)) < 1e-9);
    RC_ASSERT(pair.bits >= 0 && pair.bits <= 1);
    RC_ASSERT((pair.bits == 0) == (first == second));
    RC_ASSERT(pair.bits == comparison.calculated.value().bits);
}

}  // namespace
}  // namespace entente::views
