#include "views/assessment.h"

#include <algorithm>

#include "tests/support/memory_transcript.h"
#include "tests/support/precompiled.h"
#include "tests/views/examples.h"

namespace entente::views {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// Assessments of question--1, put on one channel.
class Gathering : public testing::Test {
protected:
    void put(const std::string& name, const AssessmentBody& body) { put_bytes(name, body.text()); }

    void put_bytes(const std::string& name, Bytes body) {
        transcript_.add(1, name, "assessment--1", "assessment", std::move(body));
    }

    [[nodiscard]] AllAnswers gathered() const {
        return gather_answers(a_question(), transcript_.versions("assessment--1").value());
    }

    test::MemoryTranscript transcript_;
};

TEST_F(Gathering, TakesTheLatestOfEachPartyAndKeepsTheEarlierNewestFirst) {
    put("BRAVO", {.yes = 0.6, .no = 0.4});
    put("ALPHA", {.modified = "2021-09-18T00:00:00Z", .yes = 0.3, .no = 0.7});
    put("ALPHA", {.modified = "2021-09-20T00:00:00Z", .yes = 0.2, .no = 0.8});
    put("ALPHA", {.modified = "2021-09-19T00:00:00Z", .yes = 0.1, .no = 0.9});
    const auto answers = gathered().by_party;
    ASSERT_EQ(answers.size(), 2U);
    EXPECT_EQ(answers[0].latest.party, party("ALPHA"));
    EXPECT_EQ(answers[0].latest.distribution[0], 0.2);
    ASSERT_EQ(answers[0].earlier.size(), 2U);
    EXPECT_EQ(answers[0].earlier[0].distribution[0], 0.1);
    EXPECT_EQ(answers[0].earlier[1].distribution[0], 0.3);
    EXPECT_EQ(answers[1].latest.party, party("BRAVO"));
}

TEST_F(Gathering, TakesTheLaterInTheLaneAmongThoseModifiedAtOnce) {
    put("ALPHA", {.yes = 0.3, .no = 0.7});
    put("ALPHA", {.yes = 0.4, .no = 0.6});
    EXPECT_EQ(gathered().by_party.at(0).latest.distribution[0], 0.4);
}

TEST_F(Gathering, PassesOverAnswersToOtherQuestions) {
    put("ALPHA", {.question = "question--2"});
    EXPECT_TRUE(gathered().by_party.empty());
    EXPECT_TRUE(gathered().remarks.empty());
}

TEST_F(Gathering, SaysWhoWithdrew) {
    put("ALPHA", {});
    put("ALPHA", {.modified = "2021-09-18T00:00:00Z", .is_revoked = true});
    EXPECT_TRUE(gathered().by_party.empty());
    EXPECT_THAT(gathered().remarks, ElementsAre("ALPHA withdrew its answer"));
}

TEST_F(Gathering, LetsNoUnreadableAnswerHideAnothers) {
    put("ALPHA", {.yes = 0.5, .no = 0.6});
    put_bytes("ALPHA", "");
    put("BRAVO", {});
    const auto answers = gathered();
    ASSERT_EQ(answers.by_party.size(), 1U);
    ASSERT_EQ(answers.remarks.size(), 2U);
    EXPECT_THAT(answers.remarks[0], HasSubstr("ALPHA, entry 1, /distribution"));
    EXPECT_THAT(answers.remarks[1], HasSubstr("ALPHA, entry 2: the body was erased"));
}

TEST_F(Gathering, SaysThatTwoPartiesWroteOneAssessment) {
    put("ALPHA", {});
    put("BRAVO", {});
    EXPECT_THAT(gathered().remarks,
                ElementsAre("more than one party wrote assessment--1: ALPHA, BRAVO"));
}

RC_GTEST_PROP(Gather, GivesTheSameInWhateverOrderTheEntriesAreRead, ()) {
    test::MemoryTranscript transcript;
    const auto count = *rc::gen::inRange(1, 8);
    for (int i = 0; i < count; ++i) {
        const double yes = *rc::gen::inRange(0, 5) / 4.0;
        const auto day = std::to_string(*rc::gen::inRange(1, 4));
        const auto name = *rc::gen::element<std::string>("ALPHA", "BRAVO", "CHARLIE");
        const AssessmentBody body{
            .modified = "2021-09-0" + day + "T00:00:00Z", .yes = yes, .no = 1 - yes};
        transcript.add(1, name, "assessment--1", "assessment", body.text());
    }
    auto entries = transcript.versions("assessment--1").value();
    const auto summary = [&] {
        std::vector<Distribution> latest;
        for (const auto& answers : gather_answers(a_question(), entries).by_party) {
            latest.push_back(answers.latest.distribution);
        }
        return latest;
    };
    const auto before = summary();
    std::ranges::reverse(entries);
    RC_ASSERT(summary() == before);
}

TEST_F(Gathering, RefusesDistributionsThatAreNone) {
    const auto with = [](std::string_view distribution) {
        return R"({"analytic_confidence":"low","distribution":)" + std::string(distribution) +
               R"(,"id":"assessment--1","modified":"2021-09-17T00:00:00Z",)"
               R"("question_ref":"question--1","type":"assessment"})";
    };
    const std::vector<std::string> broken = {
        R"(null)",
        R"([])",
        R"([{"answer":"yes","probability":0.5}])",
        R"([{"answer":"perhaps","probability":1}])",
        R"([{"answer":"yes","probability":0.5},{"answer":"yes","probability":0.5}])",
        R"([{"answer":"yes","probability":1.5},{"answer":"no","probability":-0.5}])",
        R"([{"answer":"yes"},{"answer":"no","probability":1}])",
        R"([1])",
    };
    for (const auto& distribution : broken) put_bytes("ALPHA", with(distribution));
    EXPECT_EQ(gathered().remarks.size(), broken.size());
    put_bytes("ALPHA", with(R"([{"answer":"yes","probability":1}])"));
    EXPECT_THAT(gathered().by_party.at(0).latest.distribution, ElementsAre(1, 0));
}

TEST_F(Gathering, RefusesMoreEvidenceThanAnyoneReads) {
    AssessmentBody body;
    for (std::size_t i = 0; i <= basis_refs_max; ++i) {
        body.basis_refs.push_back("report--" + std::to_string(i));
    }
    put("ALPHA", body);
    EXPECT_TRUE(gathered().by_party.empty());
    EXPECT_EQ(gathered().remarks.size(), 1U);
}

TEST_F(Gathering, CountsEvidenceThatIsCitedTwiceOnce) {
    put("ALPHA", {.basis_refs = {"report--1", "report--2", "report--1"}});
    EXPECT_THAT(gathered().by_party.at(0).latest.basis_refs, ElementsAre("report--1", "report--2"));
}

}  // namespace
}  // namespace entente::views
