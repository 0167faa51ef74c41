#include <algorithm>

#include "cli/arguments.h"
#include "tests/cli/screen.h"

namespace entente::cli::test {
namespace {

using ::testing::HasSubstr;
using Words = std::vector<std::string>;

auto parse(Words words) {
    words.insert(words.begin(), "entente");
    std::vector<char*> pointers;
    for (auto& word : words) pointers.push_back(word.data());
    return parse_arguments(pointers);
}

/// The command that the words are.
template <class Kind>
Kind read(const Words& words) {
    const auto parsed = parse(words);
    EXPECT_TRUE(parsed) << line_of(parsed);
    return std::get<Kind>(std::get<Command>(*parsed));
}

std::string help_of(const Words& words) {
    const auto parsed = parse(words);
    EXPECT_TRUE(parsed) << line_of(parsed);
    return std::get<HelpText>(*parsed).text;
}

void expect_refused(const Words& words, const std::string& names) {
    const auto parsed = parse(words);
    ASSERT_FALSE(parsed) << ::testing::PrintToString(words);
    EXPECT_EQ(parsed.error().kind, ErrorKind::invalid);
    EXPECT_THAT(parsed.error().what, HasSubstr(names)) << ::testing::PrintToString(words);
    EXPECT_THAT(parsed.error().remedy, HasSubstr("--help"));
}

/// Every command with what it needs, and how many of its words are its name.
struct Row {
    Words words;
    std::size_t name_words;
};

const std::vector<Row>& every_command() {
    static const std::vector<Row> rows = {
        {{"init", "alpha", "--name", "ALPHA"}, 1},
        {{"serve"}, 1},
        {{"peer", "card"}, 2},
        {{"peer", "add", "bravo.card"}, 2},
        {{"peer", "list"}, 2},
        {{"channel", "new", "Afghanistan 2021", "--with", "BRAVO"}, 2},
        {{"channel", "invite", "Afghanistan 2021"}, 2},
        {{"channel", "join", "Afghanistan 2021"}, 2},
        {{"channel", "list"}, 2},
        {{"put", "objects.json"}, 1},
        {{"list"}, 1},
        {{"show", "report--1"}, 1},
        {{"log"}, 1},
        {{"assess", "question--1", "--yes", "0.3", "--confidence", "low", "--judgement", "no"}, 1},
        {{"compare", "question--1"}, 1},
        {{"verify"}, 1},
        {{"status"}, 1},
        {{"evidence", "verify", "fork.json"}, 2},
        {{"evidence", "list"}, 2},
        {{"resolve", "58eae852", "--reason", "why"}, 1},
        {{"prove", "report--1", "-o", "proof"}, 1},
        {{"proof", "verify", "proof"}, 2},
        {{"vkey", "58eae852"}, 1},
        {{"recall", "report--1", "--reason", "why"}, 1},
        {{"recalls"}, 1},
        {{"rebuild"}, 1},
        {{"recover"}, 1},
        {{"bundle", "export", "--to", "BRAVO"}, 2},
        {{"bundle", "inspect", "a.entente"}, 2},
        {{"bundle", "import", "a.entente"}, 2},
        {{"stix", "validate", "objects.json"}, 2},
        {{"stix", "pattern", "check", "[file:name = 'a']"}, 3},
        {{"stix", "pattern", "explain", "[file:name = 'a']"}, 3},
        {{"stix", "pattern", "match", "[file:name = 'a']", "objects.json"}, 3},
        {{"stix", "fmt", "objects.json"}, 2},
        {{"stix", "graph", "objects.json"}, 2},
        {{"stix", "diff", "before.json", "after.json"}, 2}};
    return rows;
}

bool is_json(const Command& command) {
    return std::visit(
        [](const auto& chosen) {
            if constexpr (requires { chosen.common; })
                return chosen.common.is_json;
            else
                return chosen.is_json;
        },
        command);
}

/// The words of a line as a shell has them: quotes hold together, a backslash ends no line.
Words shell_words(const std::string& line) {
    Words words(1);
    bool is_quoted = false;
    for (const char c : line) {
        if (c == '"')
            is_quoted = !is_quoted;
        else if (is_quoted || (c != ' ' && c != '\n' && c != '\\'))
            words.back() += c;
        else if (!words.back().empty())
            words.emplace_back();
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

TEST(EveryCommand, HasJson) {
    EXPECT_EQ(every_command().size(), std::variant_size_v<Command>);
    for (std::size_t kind = 0; kind < every_command().size(); ++kind) {
        auto words = every_command()[kind].words;
        const auto plain = parse(words);
        words.emplace_back("--json");
        const auto json = parse(words);
        ASSERT_TRUE(plain && json) << words[0] << line_of(plain) << line_of(json);
        EXPECT_EQ(std::get<Command>(*plain).index(), kind) << "each command is another one";
        EXPECT_FALSE(is_json(std::get<Command>(*plain)));
        EXPECT_TRUE(is_json(std::get<Command>(*json)));
    }
}

TEST(EveryCommand, HasAnExampleThatIsThatCommand) {
    for (std::size_t kind = 0; kind < every_command().size(); ++kind) {
        const auto& row = every_command()[kind];
        Words words(row.words.begin(), row.words.begin() + static_cast<long>(row.name_words));
        words.emplace_back("--help");
        const auto help = help_of(words);
        const auto at = help.find("Example:\n  entente ");
        ASSERT_NE(at, std::string::npos) << help;
        auto example = shell_words(help.substr(at + std::string("Example:\n").size()));
        example.erase(example.begin());
        const auto parsed = parse(example);
        ASSERT_TRUE(parsed) << help << line_of(parsed);
        EXPECT_EQ(std::get<Command>(*parsed).index(), kind) << help;
    }
}

TEST(Help, ListsTheCommandsAndTheExitCodes) {
    const auto help = help_of({"--help"});
    for (const auto& row : every_command()) EXPECT_THAT(help, HasSubstr(row.words[0]));
    EXPECT_THAT(help, HasSubstr("Exit codes"));
    EXPECT_THAT(help_of({"--version"}), HasSubstr("entente 0."));
}

TEST(Arguments, ThatAreNoCommandAreRefused) {
    expect_refused({}, "subcommand");
    expect_refused({"peer"}, "subcommand");
    expect_refused({"dance"}, "dance");
    expect_refused({"peer", "dance"}, "dance");
    EXPECT_THAT(parse({"stauts"}).error().remedy, HasSubstr("did you mean: status?"));
    EXPECT_THAT(parse({"peer", "ad", "b"}).error().remedy, HasSubstr("did you mean: add?"));
    expect_refused({""}, "");
}

TEST(Arguments, OfAPatternKeepTheirBrackets) {
    const auto parsed = parse({"stix", "pattern", "check", "[file:name = 'a, b']"});
    ASSERT_TRUE(parsed.has_value());
    EXPECT_EQ(std::get<StixPatternCheck>(std::get<Command>(*parsed)).pattern,
              "[file:name = 'a, b']");
}

TEST(Arguments, ThatAreUnknownAreNamed) {
    expect_refused({"list", "--tpye", "report"}, "--tpye");
    expect_refused({"verify", "-x"}, "-x");
    expect_refused({"--loud", "status"}, "--loud");
}

TEST(Arguments, ThatAreMissingAreNamed) {
    expect_refused({"init", "alpha"}, "--name");
    expect_refused({"init", "--name", "ALPHA"}, "directory");
    expect_refused({"peer", "add"}, "file");
    expect_refused({"channel", "new", "S"}, "--with");
    expect_refused({"channel", "join"}, "channel");
    expect_refused({"put"}, "files");
    expect_refused({"show"}, "id");
    expect_refused({"compare"}, "question");
    expect_refused({"serve", "--node"}, "--node");
}

TEST(Arguments, ThatAreTooManyAreNamed) {
    expect_refused({"serve", "now"}, "now");
    expect_refused({"show", "report--1", "report--2"}, "report--2");
    expect_refused({"status", "verify"}, "verify");
}

TEST(Arguments, ThatAreOutOfTheirRangeAreNamed) {
    for (const auto* limit : {"0", "1001", "-1", "many", "99999999999999999999"}) {
        expect_refused({"list", "--limit", limit}, "--limit");
        expect_refused({"log", "--limit", limit}, "--limit");
    }
    expect_refused({"list", "--cursor", "-1"}, "--cursor");
    expect_refused({"log", "--from", "x"}, "--from");
    const auto assess = [](const std::string& yes, const std::string& confidence) {
        return Words{"assess",       "question--1", "--yes",       yes,
                     "--confidence", confidence,    "--judgement", "it is so"};
    };
    for (const auto* yes : {"-0.1", "1.1", "35%", "nan", "likely"}) {
        expect_refused(assess(yes, "low"), "--yes");
    }
    expect_refused(assess("0.3", "certain"), "--confidence");
}

TEST(Arguments, GoToTheirCommand) {
    const auto list = read<List>({"list", "-n", "bravo", "-c", "Test", "--type", "report",
                                  "--limit", "1000", "--cursor", "7"});
    EXPECT_EQ(list.common.node, "bravo");
    EXPECT_EQ(list.channel, "Test");
    EXPECT_EQ(list.type, "report");
    EXPECT_EQ(list.limit, 1'000U);
    EXPECT_EQ(list.cursor, 7U);
    const auto fresh = read<ChannelNew>({"channel", "new", "S", "--with", "B", "--with", "C"});
    EXPECT_EQ(fresh.with, (Words{"B", "C"}));
    const auto put = read<Put>({"put", "--to", "BRAVO", "--to", "CHARLIE", "a.json", "-",
                                "--skip-invalid", "--allow-dangling"});
    EXPECT_EQ(put.to, (std::vector<std::string>{"BRAVO", "CHARLIE"}));
    EXPECT_TRUE(put.allow_dangling);
    EXPECT_EQ(put.files, (Words{"a.json", "-"}));
    EXPECT_TRUE(put.skip_invalid);
}

TEST(Arguments, HaveTheDefaultsThatTheirHelpTells) {
    EXPECT_EQ(read<Init>({"init", "d", "--name", "A"}).listen, "127.0.0.1:7101");
    EXPECT_THAT(help_of({"init", "--help"}), HasSubstr("127.0.0.1:7101"));
    EXPECT_EQ(read<List>({"list"}).limit, 50U);
    EXPECT_THAT(help_of({"list", "--help"}), HasSubstr("50"));
}

TEST(Arguments, ThatAreTextStayWhole) {
    const auto assess = read<Assess>({"assess", "question--1", "--yes", "0.35", "--confidence",
                                      "low", "--judgement", "[no, or not yet]", "--assumption",
                                      "[quiet, open borders]", "--assumption", "a, b"});
    EXPECT_EQ(assess.judgement, "[no, or not yet]");
    EXPECT_EQ(assess.assumptions, (Words{"[quiet, open borders]", "a, b"}));
}

RC_GTEST_PROP(Arguments, GiveACommandHelpOrAnErrorWhateverTheyAre, ()) {
    const auto known = rc::gen::elementOf(
        Words{"init", "peer", "add", "list", "channel", "new", "put", "log", "--json", "--node",
              "--limit", "--name", "-o", "--", "--help", "=", "--from=1", "-"});
    const auto any =
        rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::inRange<char>(1, 127)));
    auto words = *rc::gen::container<Words>(rc::gen::oneOf(known, any));
    const auto parsed = parse(words);
    const bool is_read = parsed.has_value();
    RC_ASSERT((is_read || parsed.error().kind == ErrorKind::invalid));
}

}  // namespace
}  // namespace entente::cli::test
