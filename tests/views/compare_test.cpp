#include "views/compare.h"

#include "json/value.h"
#include "tests/support/memory_transcript.h"
#include "tests/support/precompiled.h"
#include "tests/views/examples.h"
#include "views/comparison_json.h"

namespace entente::views {
namespace {

using testing::ElementsAre;

const auto here = 1;
const auto elsewhere = 2;

Result<Comparison> compared(const test::MemoryTranscript& transcript) {
    return compare(transcript, test::log_id<lane::ChannelId>(here), "question--1");
}

Bytes report_body(std::string_view id, std::string_view name,
                  std::string_view modified = "2021-09-01T00:00:00Z") {
    return json::Object()
        .add("type", "report")
        .add("id", id)
        .add("modified", modified)
        .add("name", name)
        .text();
}

/// A question, two answers and their evidence on one channel.
class Comparing : public testing::Test {
protected:
    void SetUp() override {
        transcript_.add(here, "ALPHA", "question--1", "question", question_body());
        put_report(here, "ALPHA", "report--1", "what both cite");
        put_report(here, "BRAVO", "report--2", "what ALPHA alone cites");
        put_report(elsewhere, "ALPHA", "report--3", "what another channel has");
        answer(here, "ALPHA",
               {.yes = 0.35, .no = 0.65, .basis_refs = {"report--1", "report--2", "report--3"}});
        answer(here, "BRAVO",
               {.id = "assessment--2", .yes = 0.6, .no = 0.4, .basis_refs = {"report--1"}});
    }

    void put_report(int channel, const std::string& name, const std::string& id,
                    std::string_view title) {
        transcript_.add(channel, name, id, "report", report_body(id, title));
    }

    void answer(int channel, const std::string& name, const AssessmentBody& body) {
        transcript_.add(channel, name, body.id, "assessment", body.text());
    }

    test::MemoryTranscript transcript_;
};

TEST_F(Comparing, FindsTheQuestionTheAnswersAndTheirEvidence) {
    const auto comparison = compared(transcript_).value();
    EXPECT_EQ(comparison.question.wording, "Will it happen?");
    ASSERT_EQ(comparison.parties.size(), 2U);
    ASSERT_EQ(comparison.cited_by_all.size(), 1U);
    EXPECT_EQ(comparison.cited_by_all[0].object.value().title, "what both cite");
    EXPECT_THAT(comparison.cited_by_all[0].object.value().writers, ElementsAre("ALPHA"));
    ASSERT_EQ(comparison.cited_by_some.size(), 1U);
    EXPECT_THAT(comparison.cited_by_some[0].object.value().writers, ElementsAre("BRAVO"));
    ASSERT_EQ(comparison.not_on_channel.size(), 1U);
    EXPECT_EQ(comparison.not_on_channel[0].id, "report--3");
    EXPECT_TRUE(comparison.remarks.empty());
}

TEST_F(Comparing, PassesOverAnswersOnAnotherChannel) {
    answer(elsewhere, "CHARLIE", {.id = "assessment--3"});
    EXPECT_EQ(compared(transcript_).value().parties.size(), 2U);
}

TEST_F(Comparing, PassesOverObjectsThatMerelyMentionTheQuestion) {
    transcript_.add(here, "CHARLIE", "note--1", "note",
                    R"({"id":"note--1","object_refs":["question--1"],"type":"note"})");
    EXPECT_EQ(compared(transcript_).value().parties.size(), 2U);
}

TEST_F(Comparing, NamesEvidenceByItsLatestVersion) {
    transcript_.add(here, "ALPHA", "report--1", "report",
                    report_body("report--1", "the corrected name", "2021-09-05T00:00:00Z"));
    const auto comparison = compared(transcript_).value();
    EXPECT_EQ(comparison.cited_by_all[0].object.value().title, "the corrected name");
}

TEST_F(Comparing, SaysThatEvidenceWasErased) {
    transcript_.add(here, "BRAVO", "report--4", "report", "");
    answer(
        here, "BRAVO",
        {.id = "assessment--2", .modified = "2021-09-20T00:00:00Z", .basis_refs = {"report--4"}});
    const auto comparison = compared(transcript_).value();
    EXPECT_EQ(comparison.cited_by_some.back().object.value().title, "erased");
}

TEST_F(Comparing, CutsATitleBetweenTwoLetters) {
    std::string name;
    for (int i = 0; i < 100; ++i) name += "喀";
    transcript_.add(here, "ALPHA", "report--1", "report",
                    report_body("report--1", name, "2021-09-05T00:00:00Z"));
    const auto title = compared(transcript_).value().cited_by_all[0].object.value().title;
    EXPECT_EQ(title, name.substr(0, 159) + "…");
}

TEST_F(Comparing, GivesTheSameBytesInWhateverOrderTheLanesArrived) {
    test::MemoryTranscript other;
    put_report(here, "CHARLIE", "report--9", "unrelated");
    answer(here, "CHARLIE", {.id = "assessment--3", .yes = 0.1, .no = 0.9});
    const auto expected = to_json(compared(transcript_).value());
    for (const auto* name : {"CHARLIE", "BRAVO", "ALPHA"}) {
        for (const auto* type : {"question", "assessment", "report"}) {
            const auto each = transcript_.each(
                test::log_id<lane::ChannelId>(here), type,
                [&](const channel::TranscriptEntry& entry) -> Result<void> {
                    if (entry.writer_name != name) return {};
                    const auto document = json::Document::parse(entry.body);
                    const auto id = document->root().member("id")->as_string().value();
                    other.add(here, name, std::string(id), type, entry.body);
                    return {};
                });
            ASSERT_TRUE(each.has_value());
        }
    }
    EXPECT_EQ(to_json(compared(other).value()), expected);
}

TEST_F(Comparing, OfAQuestionThatIsNotOnTheChannelIsNotFound) {
    const auto other =
        compare(transcript_, test::log_id<lane::ChannelId>(elsewhere), "question--1");
    ASSERT_FALSE(other.has_value());
    EXPECT_EQ(other.error().kind, ErrorKind::not_found);
}

}  // namespace
}  // namespace entente::views
