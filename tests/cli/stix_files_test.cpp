// `entente stix fmt|graph|diff` and `pattern match`: what looks at files as a whole.
#include "cli/commands.h"
#include "cli/files.h"
#include "json/canonical.h"
#include "json/value.h"
#include "tests/cli/stix_command.h"

namespace entente::cli::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr auto spread = "{\n  \"type\": \"tool\",\n  \"id\": \"tool--1\"\n}\n";
constexpr auto canonical = R"({"id":"tool--1","type":"tool"})";

using StixFmt = StixCommand;

TEST_F(StixFmt, PrintsTheCanonicalFormWithoutALineEnd) {  // RFC 8785
    const auto path = file("a.json", spread);
    EXPECT_EQ(run(StixFormat{.files = {path}}, screen_.terminal), Ending::done);
    EXPECT_EQ(screen_.out(), canonical);
}

TEST_F(StixFmt, PrintsForReadingInTheOrderOfTheFile) {
    const auto path = file("a.json", R"({"type":"tool","id":"tool--1"})");
    EXPECT_EQ(run(StixFormat{.files = {path}, .is_pretty = true}, screen_.terminal), Ending::done);
    EXPECT_EQ(screen_.out(), spread);
}

TEST_F(StixFmt, ChangesFilesInTheirPlaceAndSaysWhich) {
    const auto one = file("a.json", spread);
    const auto other = file("b.json", canonical);
    EXPECT_EQ(run(StixFormat{.files = {one, other}, .is_in_place = true}, screen_.terminal),
              Ending::done);
    EXPECT_EQ(read_input(one, 1'000).value(), canonical);
    EXPECT_EQ(screen_.out(), one + ": written, 30 bytes\n");
    EXPECT_FALSE(std::filesystem::exists(one + ".new"));
}

TEST_F(StixFmt, ChecksWithoutWriting) {
    const auto one = file("a.json", spread);
    const auto other = file("b.json", canonical);
    EXPECT_EQ(run(StixFormat{.files = {other}, .is_check = true}, screen_.terminal), Ending::done);
    EXPECT_EQ(run(StixFormat{.files = {one}, .is_check = true, .is_json = true}, screen_.terminal),
              Ending::differs);
    EXPECT_EQ(read_input(one, 1'000).value(), spread);
    EXPECT_THAT(screen_.out(), HasSubstr(R"("changed":true)"));
}

TEST_F(StixFmt, RefusesWhatWouldNotMeanTheSameAndLeavesItAsItIs) {
    for (const std::string text :
         {R"({"a":1,"a":2})", R"({"a":9007199254740993})", "{\"a\":\"\xff\"}", "{}{}", ""}) {
        const auto path = file("a.json", text);
        for (const bool is_pretty : {false, true}) {
            const StixFormat command{.files = {path}, .is_pretty = is_pretty, .is_in_place = true};
            const auto done = run(command, screen_.terminal);
            ASSERT_FALSE(done) << text;
            EXPECT_THAT(done.error().where, HasSubstr(path));
            EXPECT_EQ(read_input(path, 1'000).value(), text);
        }
    }
}

TEST_F(StixFmt, DoesNotWriteSeveralFilesAsOne) {
    const auto path = file("a.json", spread);
    EXPECT_FALSE(run(StixFormat{.files = {path, path}}, screen_.terminal));
    EXPECT_EQ(screen_.out(), "");
}

const std::string tool = R"({"type":"tool","id":"tool--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f",)"
                         R"("name":"Hammer","modified":"2021-01-01T00:00:00Z"})";
const std::string uses =
    R"({"type":"relationship","id":"relationship--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f",)"
    R"("relationship_type":"uses","source_ref":"actor--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f",)"
    R"("target_ref":"tool--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f"})";

using StixGraphCommand = StixCommand;

TEST_F(StixGraphCommand, TakesFilesTogether) {
    const StixGraph command{.files = {file("a.json", uses), file("b.json", bundle_of({tool}))}};
    ASSERT_TRUE(run(command, screen_.terminal));
    EXPECT_EQ(screen_.out(),
              "actor--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f --uses-> tool \"Hammer\"\n"
              "2 objects, 1 connections\n");
}

TEST_F(StixGraphCommand, WritesGraphvizAndJson) {
    const auto path = file("a.json", bundle_of({tool, uses}));
    ASSERT_TRUE(run(StixGraph{.files = {path}, .is_dot = true}, screen_.terminal));
    EXPECT_THAT(screen_.out(), HasSubstr("[label=\"tool\\nHammer\"];"));
    const auto output = scratch_ / "graph.json";
    ASSERT_TRUE(
        run(StixGraph{.files = {path}, .output = output, .is_json = true}, screen_.terminal));
    const auto written = json::Document::parse(read_input(output, 10'000).value());
    ASSERT_TRUE(written);
    EXPECT_EQ((*written->root().member("edges")->elements().begin()).member("label")->as_string(),
              "uses");
}

TEST_F(StixGraphCommand, NamesTheFileAndThePlaceOfWhatIsNoObject) {
    const auto broken = file("a.json", R"({"type":"bundle","objects":[)");
    const auto done = run(StixGraph{.files = {broken}}, screen_.terminal);
    ASSERT_FALSE(done);
    EXPECT_THAT(done.error().where, HasSubstr(broken + ", byte"));
}

using StixDiffCommand = StixCommand;

TEST_F(StixDiffCommand, ShowsEachValueThatChangedAndTheRuleThatItBreaks) {
    auto changed = tool;
    changed.replace(changed.find("Hammer"), 6, "Saw");
    const StixDiff command{.before = file("a.json", bundle_of({tool})),
                           .after = file("b.json", bundle_of({changed, uses}))};
    EXPECT_EQ(run(command, screen_.terminal), Ending::differs);
    EXPECT_THAT(screen_.out(), HasSubstr("~ tool--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f \"Saw\"\n"
                                         "    /name: \"Hammer\" -> \"Saw\"\n"
                                         "    error: /modified: "));
    EXPECT_THAT(screen_.out(), HasSubstr("+ relationship--"));
    EXPECT_THAT(screen_.out(), HasSubstr("0 same, 1 added, 0 removed, 1 changed\n"));
}

TEST_F(StixDiffCommand, EndsWellWhereNothingDiffers) {
    const StixDiff command{.before = file("a.json", bundle_of({tool})),
                           .after = file("b.json", "[" + tool + "]"),
                           .is_json = true};
    EXPECT_EQ(run(command, screen_.terminal), Ending::done);
    EXPECT_EQ(screen_.out(), "{\"objects\":[],\"same\":1}\n");
}

std::string observed(int number, const std::string& time, const std::string& name) {
    const auto digit = std::to_string(number);
    const auto uuid = "--" + digit + "e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f";
    return R"({"type":"observed-data","id":"observed-data)" + uuid + R"(","first_observed":")" +
           time + R"(","last_observed":")" + time +
           R"(","number_observed":1,"object_refs":["domain-name)" + uuid + R"("]},)" +
           R"({"type":"domain-name","id":"domain-name)" + uuid + R"(","value":")" + name + R"("})";
}

const std::string first = observed(1, "2021-01-01T00:00:00Z", "a.example");
const std::string second = observed(2, "2021-01-01T00:01:00Z", "b.example");

using StixMatch = StixCommand;

TEST_F(StixMatch, NamesTheObservedDataThatMatches) {
    const auto path = file("a.json", bundle_of({first, second}));
    EXPECT_EQ(run(StixPatternMatch{.pattern = "[domain-name:value = 'b.example']", .files = {path}},
                  screen_.terminal),
              Ending::done);
    EXPECT_THAT(screen_.out(), HasSubstr("  observed-data--2e2e2d2b"));
    EXPECT_THAT(screen_.out(), Not(HasSubstr("observed-data--1e2e2d2b")));
    EXPECT_EQ(run(StixPatternMatch{.pattern = "[domain-name:value = 'c.example']", .files = {path}},
                  screen_.terminal),
              Ending::differs);
}

TEST_F(StixMatch, TakesFilesTogether) {
    const auto a = file("a.json", bundle_of({first}));
    const auto b = file("b.json", bundle_of({second}));
    const StixPatternMatch command{
        .pattern = "[domain-name:value = 'a.example'] FOLLOWEDBY [domain-name:value = 'b.example']",
        .files = {a, b}};
    EXPECT_EQ(run(command, screen_.terminal), Ending::done);
}

TEST_F(StixMatch, LooksForAllPatternsOfAFile) {
    const auto path = file("a.json", bundle_of({first, second}));
    const auto lines = file("patterns.txt",
                            "# of the week\n\n[domain-name:value = 'a.example']\r\n"
                            "[domain-name:value = 'x.example']\n");
    const StixPatternMatch command{.pattern = path, .files = {}, .patterns_file = lines};
    EXPECT_EQ(run(command, screen_.terminal), Ending::done);
    EXPECT_THAT(screen_.out(), HasSubstr("1 of 2 patterns match, 2 observed-data objects\n"));
}

TEST_F(StixMatch, LooksForIndicatorsByTheirIds) {
    const auto path = file("a.json", bundle_of({first}));
    const auto indicators = file(
        "i.json", bundle_of({R"({"type":"indicator","id":"indicator--1","pattern_type":"stix",)"
                             R"("pattern":"[domain-name:value = 'a.example']"})",
                             R"({"type":"indicator","id":"indicator--2","pattern_type":"yara",)"
                             R"("pattern":"rule x {}"})"}));
    const StixPatternMatch command{
        .pattern = path, .files = {}, .patterns_file = indicators, .is_json = true};
    EXPECT_EQ(run(command, screen_.terminal), Ending::done);
    EXPECT_THAT(screen_.out(), HasSubstr(R"("pattern":"indicator--1","times":1)"));
    EXPECT_THAT(screen_.out(), HasSubstr(R"("patterns":1)"));
}

TEST_F(StixMatch, NamesTheLineOfAPatternThatIsNone) {
    const auto lines = file("patterns.txt", "[a:b = 1]\n[a:b =]\n");
    const StixPatternMatch command{
        .pattern = file("a.json", bundle_of({first})), .files = {}, .patterns_file = lines};
    const auto done = run(command, screen_.terminal);
    ASSERT_FALSE(done);
    EXPECT_THAT(done.error().where, HasSubstr(lines + ", line 2"));
}

TEST_F(StixMatch, WantsAFileToLookIn) {
    EXPECT_FALSE(run(StixPatternMatch{.pattern = "[a:b = 1]", .files = {}}, screen_.terminal));
}

}  // namespace
}  // namespace entente::cli::test
