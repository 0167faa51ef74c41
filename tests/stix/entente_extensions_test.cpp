#include "stix/entente_extensions.h"

#include "json/stream.h"
#include "stix/bundle.h"
#include "stix/id.h"
#include "stix/parse.h"
#include "tests/stix/objects.h"
#include "tests/support/precompiled.h"
#include "tests/support/shared_data.h"

namespace entente::stix {
namespace {

std::string made_by(std::string_view extension) {
    return R"("extensions":{")" + std::string(extension) + R"(":{"extension_type":"new-sdo"}})";
}

const std::string question =
    R"("wording":"Will it hold until May?","answer_kind":"yes-no",)"
    R"("resolves_on":"2022-05-01T00:00:00Z","resolution_rule":"as the monitors report",)" +
    made_by(question_extension);

const std::string assessment =
    R"("question_ref":")" + id_of("question") +
    R"(","distribution":[{"answer":"yes","probability":0.3},{"answer":"no","probability":0.7}],)"
    R"("likelihood_scale":"icd-203","likelihood_term":"unlikely","analytic_confidence":"moderate",)"
    R"("key_judgement":"It will not hold.","basis_refs":[")" +
    id_of("report") + "\"]," + made_by(assessment_extension);

std::string with_sourcing(std::string_view sourcing) {
    return object_of("incident", R"("name":"x","extensions":{")" + std::string(sourcing_extension) +
                                     R"(":)" + std::string(sourcing) + "}");
}

TEST(Question, IsAskedWithARuleToSettleIt) {
    EXPECT_EQ(errors(object_of("question", question)), Lines{});
    EXPECT_EQ(warnings(object_of("question", question)), Lines{});
    EXPECT_EQ(errors(object_of("question", replaced(question, "yes-no", "perhaps"))),
              Lines{"/answer_kind: \"perhaps\" is not one of its values"});
    EXPECT_EQ(errors(object_of("question", made_by(question_extension))).size(), 4U);
}

TEST(Question, NamesItsExtension) {
    EXPECT_EQ(errors(object_of("question", R"("wording":"x")")),
              Lines{"/type: an object of this type must name its extension"});
    EXPECT_EQ(errors(object_of("question", replaced(question, "new-sdo", "new-sco"))).size(), 1U);
    EXPECT_EQ(errors(object_of("tool", R"("name":"x",)" + made_by(question_extension))),
              Lines{"/extensions/" + std::string(question_extension) +
                    ": this extension is for objects of type question"});
}

TEST(Assessment, IsADistributionWithAJudgement) {
    EXPECT_EQ(errors(object_of("assessment", assessment)), Lines{});
    EXPECT_EQ(errors(object_of("assessment", made_by(assessment_extension))).size(), 5U);
    EXPECT_EQ(errors(object_of("assessment", replaced(assessment, "moderate", "sure"))),
              Lines{"/analytic_confidence: \"sure\" is not one of its values"});
    EXPECT_EQ(
        errors(object_of("assessment", replaced(assessment, id_of("question"), id_of("tool")))),
        Lines{"/question_ref: may not refer to an object of type \"tool\""});
}

TEST(Assessment, GivesProbabilitiesThatAddUpToOne) {
    const Lines wrong{"/distribution: the probabilities do not add up to 1"};
    EXPECT_EQ(errors(object_of("assessment", replaced(assessment, "0.7", "0.6"))), wrong);
    EXPECT_EQ(errors(object_of("assessment", replaced(assessment, "0.7", "0.70000001"))), wrong);
    EXPECT_EQ(errors(object_of("assessment", replaced(assessment, "0.7", "0.7000000001"))),
              Lines{});
    EXPECT_EQ(errors(object_of("assessment", replaced(assessment, "0.7", "1.7"))),
              (Lines{"/distribution/1/probability: out of range", wrong[0]}));
    EXPECT_EQ(errors(object_of("assessment", replaced(assessment, R"("no")", R"("yes")"))),
              Lines{"/distribution: an answer stands twice: yes"});
}

TEST(Sourcing, SaysWhoSaysIt) {  // NATO AJP-2.1: reliability A to F, credibility 1 to 6
    const std::string sourcing =
        R"({"extension_type":"property-extension","attribution":{"kind":"named-official",)"
        R"("name":"the spokesman","via":"a newspaper"},"source_reliability":"B",)"
        R"("information_credibility":2,"basis":"said"})";
    const auto at = "/extensions/" + std::string(sourcing_extension);
    EXPECT_EQ(errors(with_sourcing(sourcing)), Lines{});
    EXPECT_EQ(errors(with_sourcing(replaced(sourcing, "\"B\"", "\"G\""))),
              Lines{at + "/source_reliability: \"G\" is not one of its values"});
    EXPECT_EQ(errors(with_sourcing(replaced(sourcing, ":2", ":7"))),
              Lines{at + "/information_credibility: out of range"});
    EXPECT_EQ(errors(with_sourcing(replaced(sourcing, "named-official", "rumour"))),
              Lines{at + "/attribution/kind: \"rumour\" is not one of its values"});
    EXPECT_EQ(errors(with_sourcing(R"({"extension_type":"property-extension"})")),
              Lines{at + ": the property \"attribution\" is missing"});
}

TEST(EntenteExtensions, HaveIdentifiersOfTheirOwn) {
    for (const auto id : {question_extension, assessment_extension, sourcing_extension}) {
        EXPECT_TRUE(is_id(id));
        EXPECT_EQ(find_entente_extension(id)->id, id);
    }
    EXPECT_EQ(find_entente_object("question")->id, question_extension);
    EXPECT_FALSE(find_entente_object(""));
    EXPECT_FALSE(find_entente_extension(id_of("extension-definition")));
    EXPECT_TRUE(find_entente_kind("assessment"));
    EXPECT_FALSE(find_entente_kind("tool"));
}

/// The bundle that is published for consumers who want the definitions.
TEST(EntenteExtensions, AreDefinedInTheSchemasFolder) {
    const auto text = test::read_file(ENTENTE_SOURCE_DIR "/schemas/extension-definitions.json");
    std::vector<std::string> defined;
    json::ObjectStream stream;
    const auto fed = stream.feed(text, [&](const json::Piece& piece) -> Result<void> {
        if (piece.kind == json::Piece::Kind::bundle) return check_bundle(piece.text);
        const auto object = TRY(parse(piece.text));
        EXPECT_TRUE(object.findings().empty()) << object.id();
        if (object.type() == "extension-definition") defined.push_back(object.id());
        return {};
    });
    ASSERT_TRUE(fed) << to_line(fed.error());
    EXPECT_TRUE(stream.finish());
    EXPECT_THAT(defined, testing::UnorderedElementsAre(question_extension, assessment_extension,
                                                       sourcing_extension));
}

/// What docs/STIX.md shows: every JSON block in it is one valid object.
TEST(EntenteExtensions, AreShownInTheDocumentByValidObjects) {
    const auto document = test::read_file(ENTENTE_SOURCE_DIR "/docs/STIX.md");
    int count = 0;
    for (auto at = document.find("```json\n"); at != std::string::npos;
         at = document.find("```json\n", at + 1)) {
        const auto start = at + std::string_view("```json\n").size();
        EXPECT_EQ(errors(document.substr(start, document.find("```", start) - start)), Lines{});
        ++count;
    }
    EXPECT_EQ(count, 3);
}

}  // namespace
}  // namespace entente::stix
