#include "views/question.h"

#include "tests/support/memory_transcript.h"
#include "tests/support/precompiled.h"
#include "tests/views/examples.h"

namespace entente::views {
namespace {

Result<Question> latest(const test::MemoryTranscript& transcript) {
    const auto versions = transcript.versions("question--1").value();
    return latest_question("question--1", versions);
}

TEST(Question, IsReadWithItsRuleAndItsAsker) {
    test::MemoryTranscript transcript;
    transcript.add(1, "ALPHA", "question--1", "question", question_body());
    const auto question = latest(transcript).value();
    EXPECT_EQ(question.id, "question--1");
    EXPECT_EQ(question.asked_by, party("ALPHA"));
    EXPECT_EQ(question.wording, "Will it happen?");
    EXPECT_EQ(question.answers, (std::vector<std::string>{"yes", "no"}));
    EXPECT_EQ(question.resolution_rule, "Yes if two sources report it.");
    EXPECT_EQ(question.resolves_on, "2022-03-16T00:00:00.000Z");
}

TEST(Question, IsTheVersionThatWasModifiedLastWhateverTheOrder) {
    test::MemoryTranscript transcript;
    transcript.add(1, "ALPHA", "question--1", "question",
                   question_body("2021-09-18T00:00:00Z", "later"));
    transcript.add(1, "ALPHA", "question--1", "question",
                   question_body("2021-09-17T00:00:00Z", "earlier"));
    EXPECT_EQ(latest(transcript).value().wording, "later");
}

TEST(Question, IsTheOneThatStandsLaterInTheLaneIfBothWereModifiedAtOnce) {
    test::MemoryTranscript transcript;
    const auto* at = "2021-09-18T00:00:00Z";
    transcript.add(1, "ALPHA", "question--1", "question", question_body(at, "first"));
    transcript.add(1, "ALPHA", "question--1", "question", question_body(at, "second"));
    EXPECT_EQ(latest(transcript).value().wording, "second");
}

TEST(Question, ThatNobodyAskedIsNotFound) {
    const auto read = latest(test::MemoryTranscript());
    ASSERT_FALSE(read.has_value());
    EXPECT_EQ(read.error().kind, ErrorKind::not_found);
    EXPECT_EQ(read.error().where, "question--1");
}

TEST(Question, ThatTwoPartiesWroteIsNobodysToDecide) {
    test::MemoryTranscript transcript;
    transcript.add(1, "BRAVO", "question--1", "question", question_body());
    transcript.add(1, "ALPHA", "question--1", "question", question_body());
    const auto read = latest(transcript);
    ASSERT_FALSE(read.has_value());
    EXPECT_EQ(read.error().kind, ErrorKind::conflict);
    EXPECT_EQ(read.error().what, "more than one party wrote this question: ALPHA, BRAVO");
}

TEST(Question, OfAnotherKindOrErasedIsRefused) {
    for (const auto& body :
         {Bytes(R"({"type":"report"})"), Bytes(R"({"answer_kind":"number","type":"question"})"),
          Bytes(R"({"answer_kind":"yes-no","type":"question"})"), Bytes()}) {
        test::MemoryTranscript transcript;
        transcript.add(1, "ALPHA", "question--1", "question", body);
        const auto read = latest(transcript);
        ASSERT_FALSE(read.has_value()) << body;
        EXPECT_EQ(read.error().kind, ErrorKind::invalid);
    }
}

}  // namespace
}  // namespace entente::views
