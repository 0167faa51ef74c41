#include "channel/assess.h"

#include "tests/channel/party.h"

namespace entente::test {
namespace {

constexpr std::string_view whole_answer =
    R"({"question":"question--1","probability":0.25,"scale":"phia","term":"unlikely",)"
    R"("confidence":"low","confidence_basis":"one source","judgement":"No.",)"
    R"("evidence":["report--1","report--2"],"assumptions":["the road is open"],)"
    R"("dissent":"some say yes"})";

/// The whole answer in which `part`, which is there, is `other`.
Bytes answer_with(std::string_view part, std::string_view other) {
    Bytes text(whole_answer);
    const auto at = text.find(part);
    EXPECT_NE(at, Bytes::npos) << part;
    return text.replace(at, part.size(), other);
}

TEST(ParseAnswer, ReadsEveryMember) {
    const auto answer = must(channel::parse_answer(whole_answer));
    EXPECT_EQ(answer.question, "question--1");
    EXPECT_EQ(answer.probability, 0.25);
    EXPECT_EQ(answer.scale, "phia");
    EXPECT_EQ(answer.term, "unlikely");
    EXPECT_EQ(answer.confidence, "low");
    EXPECT_EQ(answer.confidence_basis, "one source");
    EXPECT_EQ(answer.judgement, "No.");
    EXPECT_EQ(answer.evidence, (std::vector<std::string>{"report--1", "report--2"}));
    EXPECT_EQ(answer.assumptions, (std::vector<std::string>{"the road is open"}));
    EXPECT_EQ(answer.dissent, "some say yes");
}

TEST(ParseAnswer, NeedsNoMoreThanTheJudgement) {
    const auto answer = must(channel::parse_answer(
        R"({"question":"q","probability":1,"scale":"phia","confidence":"low","judgement":"j"})"));
    EXPECT_EQ(answer.probability, 1);
    EXPECT_EQ(answer.term + answer.confidence_basis + answer.dissent, "");
    EXPECT_TRUE(answer.evidence.empty());
    EXPECT_TRUE(answer.assumptions.empty());
}

TEST(ParseAnswer, RefusesWhatIsNoObject) {
    for (const auto* text : {"", "{", "null", "[]", "0.5", R"("question")"}) {
        EXPECT_EQ(kind_of(channel::parse_answer(text)), ErrorKind::invalid) << text;
    }
}

TEST(ParseAnswer, NamesTheMemberThatIsMissing) {
    for (const std::string name : {"question", "probability", "scale", "confidence", "judgement"}) {
        const auto parsed = channel::parse_answer(answer_with('"' + name + '"', R"("other")"));
        EXPECT_EQ(kind_of(parsed), ErrorKind::invalid);
        EXPECT_EQ(parsed.error().where, "/" + name);
    }
}

// Nothing that an analyst gave may be lost in silence.
TEST(ParseAnswer, RefusesAMemberOfAnotherKind) {
    for (const std::string name :
         {"question", "probability", "scale", "term", "confidence", "confidence_basis", "judgement",
          "evidence", "assumptions", "dissent"}) {
        for (const std::string other : {"null", "true", "{}"}) {
            const auto text = answer_with(
                '"' + name + "\":", '"' + name + "\":" + other + R"(,"other )" + name + "\":");
            EXPECT_EQ(kind_of(channel::parse_answer(text)), ErrorKind::invalid) << text;
        }
    }
    const auto mixed = answer_with(R"("report--2")", "2");
    EXPECT_EQ(kind_of(channel::parse_answer(mixed)), ErrorKind::invalid);
    const auto as_text = answer_with("0.25", R"("0.25")");
    EXPECT_EQ(kind_of(channel::parse_answer(as_text)), ErrorKind::invalid);
}

const std::string question_id = "question--6a47e535-95f7-4c0e-86cf-44925568f62f";

std::string question_text() {
    return R"({"type":"question","spec_version":"2.1","id":")" + question_id +
           R"(","created":"2021-08-24T12:30:00.000Z","modified":"2021-08-24T12:30:00.000Z",)"
           R"("wording":"Will the airport be open in September?","answer_kind":"yes-no",)"
           R"("resolves_on":"2021-09-01T00:00:00Z","resolution_rule":"Yes, if an aircraft lands",)"
           R"("extensions":{"extension-definition--a94bcab8-427f-45f2-a8da-fa3ffd4ea6dc":)"
           R"({"extension_type":"new-sdo"}}})";
}

channel::Answer answer() {
    return {.question = question_id,
            .probability = 0.25,
            .scale = "percent",
            .term = {},
            .confidence = "low",
            .confidence_basis = {},
            .judgement = "Unlikely: nobody has taken over the tower.",
            .evidence = {},
            .assumptions = {},
            .dissent = {}};
}

/// A channel with a question.
class MakeAssessment : public Pair {
protected:
    MakeAssessment() {
        bravo_.put(channel_, {question_text()});
        exchange(alpha_, bravo_);
    }

    Bytes make(Party& party, const channel::Answer& given = answer()) {
        return must(channel::make_assessment(*party.context, channel_, given));
    }

    /// As make, and puts it on the channel.
    Bytes say(Party& party, const channel::Answer& given = answer()) {
        auto made = make(party, given);
        const auto report = party.put(channel_, {made});
        EXPECT_EQ(report.sealed, 1U);
        if (!report.refusals.empty()) ADD_FAILURE() << to_line(report.refusals.front().error);
        return made;
    }

    static std::string member(const Bytes& object, std::string_view name) {
        const auto document = must(json::Document::parse(object));
        const auto value = document.root().member(name);
        return value ? std::string(must(value->as_string())) : "(none)";
    }
};

TEST_F(MakeAssessment, MakesWhatTheChannelTakes) {
    auto given = answer();
    given.scale = "icd-203";
    given.term = "unlikely";
    given.confidence_basis = "one source";
    given.evidence = {question_id};
    given.assumptions = {"the road is open"};
    given.dissent = "some say yes";
    const auto made = say(alpha_, given);
    EXPECT_EQ(member(made, "type"), "assessment");
    EXPECT_EQ(member(made, "question_ref"), question_id);
    EXPECT_EQ(member(made, "likelihood_term"), "unlikely");
    EXPECT_EQ(member(made, "analytic_confidence"), "low");
    EXPECT_EQ(member(made, "key_judgement"), given.judgement);
    EXPECT_EQ(member(made, "dissent"), "some say yes");
    EXPECT_EQ(member(made, "created"), "2021-08-24T12:30:00.000Z");
    EXPECT_EQ(member(made, "modified"), "2021-08-24T12:30:00.000Z");
    EXPECT_NE(
        made.find(R"([{"answer":"yes","probability":0.25},{"answer":"no","probability":0.75}])"),
        Bytes::npos);
}

// STIX 2.1 section 2.12: no empty lists; and what was not given is not there.
TEST_F(MakeAssessment, LeavesOutWhatWasNotGiven) {
    const auto made = say(alpha_);
    for (const auto* name : {"created_by_ref", "likelihood_term", "confidence_basis", "basis_refs",
                             "assumptions", "dissent"}) {
        EXPECT_EQ(made.find('"' + std::string(name) + '"'), Bytes::npos) << name;
    }
}

// STIX 2.1 section 3.6: id and created stay, modified is later.
TEST_F(MakeAssessment, MakesTheNextVersionOfWhatWeSaidBefore) {
    const auto first = say(alpha_);
    alpha_.clock.step(60);
    const auto second = say(alpha_);
    EXPECT_EQ(member(second, "id"), member(first, "id"));
    EXPECT_EQ(member(second, "created"), member(first, "created"));
    EXPECT_EQ(member(second, "modified"), "2021-08-24T12:31:00.000Z");
}

TEST_F(MakeAssessment, IsLaterThanTheLastWhateverTheClockSays) {
    say(alpha_);
    EXPECT_EQ(member(say(alpha_), "modified"), "2021-08-24T12:30:00.001Z");
    alpha_.clock.step(-3'600);
    EXPECT_EQ(member(say(alpha_), "modified"), "2021-08-24T12:30:00.002Z");
}

TEST_F(MakeAssessment, IsANewOneForEachPartyAndChannel) {
    const auto ours = say(alpha_);
    exchange(alpha_, bravo_);
    EXPECT_NE(member(say(bravo_), "id"), member(ours, "id"));
    const auto other = found({&alpha_, &bravo_}, "another");
    alpha_.put(other, {question_text()});
    const auto made = must(channel::make_assessment(*alpha_.context, other, answer()));
    EXPECT_NE(member(made, "id"), member(ours, "id"));
}

TEST_F(MakeAssessment, IsCreatedByOurIdentity) {
    bravo_.put(channel_, {object_text(1, "ALPHA")});  // theirs, though of our name
    alpha_.put(channel_, {object_text(2, "ALPHA"), object_text(3, "another")});
    exchange(alpha_, bravo_);
    EXPECT_EQ(member(say(alpha_), "created_by_ref"),
              "identity--00000000-0000-4000-8000-000000000002");
}

TEST_F(MakeAssessment, RefusesAQuestionThatIsNotOnTheChannel) {
    const auto other = found({&alpha_, &bravo_}, "another");
    EXPECT_EQ(kind_of(channel::make_assessment(*alpha_.context, other, answer())),
              ErrorKind::not_found);
}

TEST_F(MakeAssessment, NamesTheEvidenceThatIsNotOnTheChannel) {
    auto given = answer();
    given.evidence = {question_id, "report--29e190a0-aecd-4eca-ab7a-b25a2f58540e"};
    const auto made = channel::make_assessment(*alpha_.context, channel_, given);
    EXPECT_EQ(kind_of(made), ErrorKind::not_found);
    EXPECT_EQ(made.error().where, given.evidence.back());
}

}  // namespace
}  // namespace entente::test
