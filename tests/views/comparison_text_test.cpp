#include "views/comparison_text.h"

#include <sstream>

#include "tests/support/precompiled.h"
#include "tests/views/examples.h"

namespace entente::views {
namespace {

using testing::HasSubstr;
using testing::Not;

std::vector<std::string> lines_of(const std::string& text) {
    std::istringstream stream(text);
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

Comparison an_example() {
    auto alpha = answer("ALPHA", 0.35, {"report--1", "report--2"});
    alpha.latest.term = "unlikely";
    alpha.latest.confidence_basis = "Two sources, one of them indirect.";
    alpha.latest.assumptions = {"The borders stay as they are."};
    alpha.latest.dissent = "One section holds it to be likely.";
    auto before = alpha.latest;
    before.distribution = {0.25, 0.75};
    before.confidence = "low";
    before.modified = at_time("2021-09-16T12:00:00.000Z");
    alpha.earlier = {before};
    return compare(a_question(),
                   {.by_party = {alpha, answer("BRAVO", 0.6, {"report--1", "report--9"})},
                    .remarks = {"CHARLIE withdrew its answer"}},
                   {{"report--1", an_object()}, {"report--2", an_object()}});
}

TEST(ComparisonText, ShowsTheWholeComparison) {
    EXPECT_EQ(to_text(an_example()),
              R"(QUESTION: Will it happen within six months?
  Asked by            ALPHA, 2021-09-16
  Rule                Yes if two independent sources report it.
  Known on            2022-03-16T00:00:00.000Z
  Id                  question--1

ALPHA, 2021-09-17
  Judgement           ALPHA holds that it may.
  Likelihood          35 %
                      in its own word: unlikely (ICD 203)
                      computed: unlikely (ICD 203, 20-45 %)
                      before, 2021-09-16: 25 %
  Confidence          moderate
                      Two sources, one of them indirect.
                      before, 2021-09-16: low
  Assumes             The borders stay as they are.
  Dissent             One section holds it to be likely.

BRAVO, 2021-09-17
  Judgement           BRAVO holds that it may.
  Likelihood          60 %
                      computed: likely (ICD 203, 55-80 %)
  Confidence          moderate

HOW FAR APART
  Between two         ALPHA and BRAVO: 25 percentage points; Jensen-Shannon 0.0457 bits
                      0 bits: the same answer; 1 bit between two: each rules out the other's.

EVIDENCE CITED BY ALL
  Cited by            ALPHA, BRAVO
                      What an official said
                      put here by ALPHA
                      report--1

EVIDENCE CITED BY SOME, THOUGH ALL HAVE IT
  Cited by            ALPHA
                      What an official said
                      put here by ALPHA
                      report--2

CITED, BUT NOT ON THIS CHANNEL
  Cited by            BRAVO
                      report--9

CALCULATED FROM ALL ANSWERS: THE VIEW OF NOBODY
  Linear pool         47.5 %
  Logarithmic pool    47.33 %

REMARKS
  Note                CHARLIE withdrew its answer
)");
}

// ICD 203, D.6.e.(2)
TEST(ComparisonText, NeverPutsLikelihoodAndConfidenceOnOneLine) {
    for (const auto& line : lines_of(to_text(an_example()))) {
        const bool has_confidence =
            line.find("moderate") != std::string::npos || line.find("low") != std::string::npos;
        const bool has_likelihood =
            line.find('%') != std::string::npos || line.find("likely") != std::string::npos;
        EXPECT_FALSE(has_confidence && has_likelihood) << line;
    }
}

TEST(ComparisonText, DoesNotRoundTheNearlyImpossibleToZero) {
    const auto text = to_text(compare(
        a_question(),
        {.by_party = {answer("ALPHA", 0.0001, {}), answer("BRAVO", 0.9999, {})}, .remarks = {}},
        {}));
    EXPECT_THAT(text, HasSubstr("Likelihood          below 0.1 %\n"));
    EXPECT_THAT(text, HasSubstr("Likelihood          above 99.9 %\n"));
}

TEST(ComparisonText, SaysThatNobodyHasAnswered) {
    const auto text = to_text(compare(a_question(), {}, {}));
    EXPECT_THAT(text, HasSubstr("No party has answered yet.\n"));
    EXPECT_THAT(text, Not(HasSubstr("NOBODY")));
}

TEST(ComparisonText, SaysThatTheAnswersRuleOneAnotherOut) {
    const auto text = to_text(
        compare(a_question(),
                {.by_party = {answer("ALPHA", 0, {}), answer("BRAVO", 1, {})}, .remarks = {}}, {}));
    EXPECT_THAT(text, HasSubstr("100 percentage points; Jensen-Shannon 1.0000 bits"));
    EXPECT_THAT(text, HasSubstr("Logarithmic pool    none: the answers rule one another out\n"));
}

TEST(ComparisonText, LetsNoPartyWriteControlCharacters) {
    auto hostile = answer("ALPHA", 0.5, {"report--\x1b[1m"});
    hostile.latest.judgement = "\x1b[2Jyes";
    hostile.latest.term = "likely\r\x1b[A";
    hostile.latest.confidence = "high\u202E";
    hostile.latest.dissent = "\u009B31m";
    const auto text = to_text(compare(a_question(), {.by_party = {hostile}, .remarks = {}}, {}));
    for (const char c : text) EXPECT_TRUE(c == '\n' || c < 0 || c >= ' ');
    EXPECT_THAT(text, Not(HasSubstr("\u202E")));
    EXPECT_THAT(text, Not(HasSubstr("\u009B")));
}

}  // namespace
}  // namespace entente::views
