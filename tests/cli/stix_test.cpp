// `entente stix …`: what needs no node.
#include "cli/commands.h"
#include "json/value.h"
#include "tests/cli/stix_command.h"

namespace entente::cli::test {
namespace {

using ::testing::HasSubstr;

constexpr auto good = R"({"type":"tool","spec_version":"2.1",)"
                      R"("id":"tool--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f",)"
                      R"("created":"2021-08-24T12:30:00.000Z",)"
                      R"("modified":"2021-08-24T12:30:00.000Z","name":"x"})";
constexpr auto bad = R"({"type":"tool","spec_version":"2.1",)"
                     R"("id":"tool--9e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f",)"
                     R"("created":"2021-08-24T12:30:00.000Z",)"
                     R"("modified":"2021-08-24T12:30:00.000Z","name":7})";

// A word outside an open vocabulary: a SHOULD that is not kept.
constexpr auto unusual = R"({"type":"tool","spec_version":"2.1",)"
                         R"("id":"tool--ae2e2d2b-17d4-4cbf-938f-98ee46b3cd3f",)"
                         R"("created":"2021-08-24T12:30:00.000Z",)"
                         R"("modified":"2021-08-24T12:30:00.000Z","name":"x",)"
                         R"("tool_types":["hammer"]})";
// A SHOULD that next to nobody keeps.
constexpr auto url_without_hashes = R"({"type":"tool","spec_version":"2.1",)"
                                    R"("id":"tool--be2e2d2b-17d4-4cbf-938f-98ee46b3cd3f",)"
                                    R"("created":"2021-08-24T12:30:00.000Z",)"
                                    R"("modified":"2021-08-24T12:30:00.000Z","name":"x",)"
                                    R"("external_references":[{"source_name":"a",)"
                                    R"("url":"https://a.example/"}]})";

TEST_F(StixCommand, ValidateTellsEachFileThatIsSound) {
    const auto path = file("a.json", bundle_of({good}));
    EXPECT_EQ(run(StixValidate{.files = {path}}, screen_.terminal), Ending::done);
    EXPECT_THAT(screen_.out(), HasSubstr("       1        0        0        0  " + path));
}

TEST_F(StixCommand, ValidateNamesObjectPlaceRuleAndRemedy) {
    const auto text = bundle_of({good, bad});
    const auto path = file("a.json", text);
    const auto done = run(StixValidate{.files = {path}}, screen_.terminal);
    ASSERT_FALSE(done.has_value());
    EXPECT_EQ(done.error().kind, ErrorKind::invalid);
    const auto offset = std::to_string(text.rfind(":7}") + 1);
    EXPECT_THAT(screen_.out(), HasSubstr(path + ", byte " + offset + ": error: tool--9e2e2d2b"));
    EXPECT_THAT(screen_.out(), HasSubstr("/name: must be a string"));
    EXPECT_THAT(screen_.out(), HasSubstr("(STIX 2.1 section"));
}

TEST_F(StixCommand, ValidateEndsWithTheWorstThatItFound) {
    const auto path = file("a.json", bundle_of({unusual}));
    const auto ends = [&](Said said) {
        return run(StixValidate{.files = {path}, .said = said}, screen_.terminal);
    };
    EXPECT_EQ(ends(Said::errors), Ending::done);
    EXPECT_EQ(ends(Said::warnings), Ending::warnings);
    const auto link = file("b.json", bundle_of({url_without_hashes}));
    EXPECT_EQ(run(StixValidate{.files = {link}}, screen_.terminal), Ending::done);
    EXPECT_EQ(run(StixValidate{.files = {link}, .said = Said::all}, screen_.terminal),
              Ending::infos);
    EXPECT_EQ(run(StixValidate{.files = {link, path}, .said = Said::all}, screen_.terminal),
              Ending::warnings);
}

TEST_F(StixCommand, ValidateGoesThroughDirectories) {
    file("d/b.json", good);
    file("d/e/a.json", bad);
    file("d/readme.txt", "no STIX");
    EXPECT_FALSE(run(StixValidate{.files = {scratch_ / "d"}}, screen_.terminal).has_value());
    EXPECT_THAT(screen_.out(), HasSubstr("d/b.json"));
    EXPECT_THAT(screen_.out(), HasSubstr("d/e/a.json"));
    EXPECT_THAT(screen_.out(), ::testing::Not(HasSubstr("readme.txt")));
}

TEST_F(StixCommand, ValidateComparesTranslationsWithWhatTheyTranslate) {
    const std::string translation =
        R"({"type":"language-content","spec_version":"2.1",)"
        R"("id":"language-content--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f",)"
        R"("created":"2021-08-24T12:30:00.000Z","modified":"2021-08-24T12:30:00.000Z",)"
        R"("object_ref":"tool--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f",)"
        R"("contents":{"de":{"name":["x"]}}})";
    for (const auto& objects : {std::vector{translation, std::string(good)},
                                std::vector{std::string(good), translation}}) {
        const auto path = file("a.json", bundle_of(objects));
        Screen screen;
        EXPECT_FALSE(run(StixValidate{.files = {path}}, screen.terminal).has_value());
        EXPECT_THAT(screen.out(), HasSubstr("/contents/de/name: not of the kind"));
    }
}

TEST_F(StixCommand, ValidateTakesWhatIsNoJsonForAFinding) {
    const auto path = file("a.json", "{\"type\":");
    EXPECT_FALSE(run(StixValidate{.files = {path}}, screen_.terminal).has_value());
    EXPECT_THAT(screen_.out(), HasSubstr("RFC 8259"));
}

TEST_F(StixCommand, ValidateSaysWhenThereIsNoFile) {
    const auto done = run(StixValidate{.files = {scratch_ / "none.json"}}, screen_.terminal);
    ASSERT_FALSE(done.has_value());
    EXPECT_EQ(done.error().kind, ErrorKind::not_found);
}

TEST_F(StixCommand, ValidateWritesJsonAndSarif) {
    const auto path = file("a.json", bundle_of({bad}));
    EXPECT_FALSE(run(StixValidate{.files = {path}, .is_json = true}, screen_.terminal));
    const auto json = json::Document::parse(screen_.out());
    ASSERT_TRUE(json.has_value()) << screen_.out();
    EXPECT_EQ(
        (*json->root().member("files")->elements().begin()).member("errors")->as_integer().value(),
        1);
    Screen other;
    EXPECT_FALSE(run(StixValidate{.files = {path}, .is_sarif = true}, other.terminal));
    const auto sarif = json::Document::parse(other.out());
    ASSERT_TRUE(sarif.has_value()) << other.out();
    EXPECT_EQ(sarif->root().member("version")->as_string().value(), "2.1.0");
    const auto run_one = *sarif->root().member("runs")->elements().begin();
    EXPECT_FALSE(run_one.member("results")->elements().empty());
}

TEST_F(StixCommand, ValidateReportsOpenReferencesIfItIsAskedTo) {
    const auto path = file(
        "a.json",
        bundle_of({R"({"type":"relationship","spec_version":"2.1",)"
                   R"("id":"relationship--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f",)"
                   R"("created":"2021-08-24T12:30:00.000Z","modified":"2021-08-24T12:30:00.000Z",)"
                   R"("relationship_type":"related-to",)"
                   R"("source_ref":"tool--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f",)"
                   R"("target_ref":"tool--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f"})"}));
    EXPECT_TRUE(run(StixValidate{.files = {path}}, screen_.terminal));
    EXPECT_THAT(screen_.out(), ::testing::Not(HasSubstr("/objects/0/source_ref")));
    Screen other;
    static_cast<void>(run(StixValidate{.files = {path}, .said = Said::all, .has_references = true},
                          other.terminal)
                          .has_value());
    EXPECT_THAT(other.out(), HasSubstr("/objects/0/source_ref"));
}

TEST_F(StixCommand, PatternCheckWritesAPatternAsItIsUsuallyWritten) {
    EXPECT_TRUE(run(StixPatternCheck{.pattern = "[file:name='a']"}, screen_.terminal));
    EXPECT_EQ(screen_.out(), "[file:name = 'a']\n");
}

TEST_F(StixCommand, PatternCheckTellsWhereAPatternIsWrong) {
    const auto done = run(StixPatternCheck{.pattern = "[file:name=]"}, screen_.terminal);
    ASSERT_FALSE(done.has_value());
    EXPECT_THAT(done.error().where, HasSubstr("line 1, column 12"));
}

TEST_F(StixCommand, PatternExplainSaysItInWords) {
    const auto done =
        run(StixPatternExplain{.pattern = "[file:name = 'a'] REPEATS 3 TIMES"}, screen_.terminal);
    ASSERT_TRUE(done.has_value()) << to_line(done.error());
    EXPECT_THAT(screen_.out(), HasSubstr("3 times"));
}

}  // namespace
}  // namespace entente::cli::test
