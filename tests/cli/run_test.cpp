#include "cli/run.h"

#include <fstream>

#include "cli/commands.h"
#include "json/value.h"
#include "tests/cli/screen.h"
#include "tests/support/scratch.h"
#include "tests/support/shared_data.h"

namespace entente::cli::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

/// What the program did with its arguments.
struct Ran {
    int code;
    std::string out;
    std::string error;
};

Ran run_program(std::vector<std::string> words) {
    words.insert(words.begin(), "entente");
    std::vector<char*> pointers;
    for (auto& word : words) pointers.push_back(word.data());
    ::testing::internal::CaptureStdout();
    ::testing::internal::CaptureStderr();
    const int code = cli::run(std::span<char*>(pointers));
    std::fflush(stdout);
    return {.code = code,
            .out = ::testing::internal::GetCapturedStdout(),
            .error = ::testing::internal::GetCapturedStderr()};
}

/// A node that stands still: its commands open it themselves.
class Commands : public ::testing::Test {
protected:
    void SetUp() override {
        const auto made = run_program({"init", node_, "--name", "ALPHA"});
        ASSERT_EQ(made.code, 0) << made.error;
    }

    /// Runs a command at the node.
    [[nodiscard]] Ran at_node(std::vector<std::string> words) const {
        words.insert(words.end(), {"--node", node_});
        return run_program(std::move(words));
    }

    entente::test::Scratch scratch_;
    std::string node_ = scratch_ / "alpha";
};

TEST(Run, TellsWrongArgumentsOnStandardErrorWithExitCode2) {
    for (const auto& words : std::vector<std::vector<std::string>>{{}, {"dance"}, {"show"}}) {
        const auto ran = run_program(words);
        EXPECT_EQ(ran.code, 2);
        EXPECT_EQ(ran.out, "");
        EXPECT_THAT(ran.error, StartsWith("entente: the command line: "));
        EXPECT_THAT(ran.error, HasSubstr("see entente --help"));
    }
}

TEST(Run, PrintsHelpAsAnAnswer) {
    const auto ran = run_program({"put", "--help"});
    EXPECT_EQ(ran.code, 0);
    EXPECT_THAT(ran.out, HasSubstr("Example:"));
    EXPECT_EQ(ran.error, "");
}

TEST(Run, NamesTheDirectoryThatHasNoNode) {
    const entente::test::Scratch scratch;
    for (const auto* command : {"status", "list", "verify", "rebuild", "serve"}) {
        const auto ran = run_program({command, "--node", scratch.path()});
        EXPECT_EQ(ran.code, exit_code(ErrorKind::not_found)) << command;
        EXPECT_THAT(ran.error, HasSubstr(scratch.path())) << command;
        EXPECT_THAT(ran.error, HasSubstr("entente init")) << command;
        EXPECT_EQ(ran.out, "") << command;
    }
}

TEST_F(Commands, PrintNothingButJsonWhenAskedTo) {
    for (const auto& words : std::vector<std::vector<std::string>>{{"status"},
                                                                   {"peer", "card"},
                                                                   {"peer", "list"},
                                                                   {"channel", "list"},
                                                                   {"verify"},
                                                                   {"rebuild"}}) {
        auto asked = words;
        asked.emplace_back("--json");
        const auto ran = at_node(asked);
        EXPECT_EQ(ran.code, 0) << words.back() << ran.error;
        EXPECT_TRUE(json::Document::parse(ran.out)) << words.back() << ran.out;
        EXPECT_EQ(ran.error, "") << words.back();
    }
}

TEST_F(Commands, SayWhoTheNodeIs) {
    EXPECT_THAT(at_node({"status"}).out, StartsWith("ALPHA  "));
    EXPECT_THAT(at_node({"peer", "list"}).out, HasSubstr("ALPHA (this node)"));
    EXPECT_THAT(at_node({"channel", "list"}).error, HasSubstr("channel new --help"));
}

TEST_F(Commands, WriteTheCardIntoAFile) {
    const auto file = scratch_ / "alpha.card";
    const auto ran = at_node({"peer", "card", "-o", file});
    EXPECT_EQ(ran.code, 0) << ran.error;
    EXPECT_EQ(ran.out, "");
    EXPECT_EQ(entente::test::read_file(file), at_node({"peer", "card"}).out);
}

TEST_F(Commands, RefuseACardThatIsNotTheExpectedPartys) {
    ASSERT_EQ(run_program({"init", scratch_ / "bravo", "--name", "BRAVO"}).code, 0);
    const auto file = scratch_ / "bravo.card";
    ASSERT_EQ(run_program({"peer", "card", "--node", scratch_ / "bravo", "-o", file}).code, 0);
    const auto refused = at_node({"peer", "add", file, "--expect", std::string(64, '0')});
    EXPECT_EQ(refused.code, exit_code(ErrorKind::refused)) << refused.error;
    EXPECT_THAT(at_node({"peer", "list"}).out, Not(HasSubstr("BRAVO")));
    EXPECT_EQ(at_node({"peer", "add", file}).code, 0);
    EXPECT_THAT(at_node({"peer", "list"}).out, HasSubstr("BRAVO"));
}

TEST_F(Commands, RefuseWhatIsNoCard) {
    const auto file = scratch_ / "no.card";
    std::ofstream(file) << "once upon a time";
    const auto refused = at_node({"peer", "add", file});
    EXPECT_EQ(refused.code, exit_code(ErrorKind::invalid)) << refused.error;
    EXPECT_EQ(refused.out, "");
    EXPECT_THAT(refused.error, StartsWith("entente: "));
}

TEST_F(Commands, RefuseANameThatAScreenWouldObey) {
    const auto made = run_program({"init", scratch_ / "bravo", "--name", "B\x1b[2JRAVO"});
    EXPECT_EQ(made.code, exit_code(ErrorKind::invalid));
    EXPECT_THAT(made.error, Not(HasSubstr("\x1b")));
}

// BRAVO's card is signed and whole; its name would turn the direction of writing.
TEST_F(Commands, ShowAHostilePartysNameHarmless) {
    const auto bravo = scratch_ / "bravo";
    ASSERT_EQ(run_program({"init", bravo, "--name", "B\u202eRAVO"}).code, 0);
    const auto file = scratch_ / "bravo.card";
    ASSERT_EQ(run_program({"peer", "card", "--node", bravo, "-o", file}).code, 0);
    const auto added = at_node({"peer", "add", file});
    EXPECT_EQ(added.code, 0) << added.error;
    for (const auto& text : {added.out, at_node({"peer", "list"}).out, at_node({"verify"}).out}) {
        EXPECT_THAT(text, Not(HasSubstr("\u202e")));
    }
    EXPECT_THAT(at_node({"peer", "list"}).out, HasSubstr("B\uFFFDRAVO"));
}

TEST_F(Commands, NameTheFileThatCannotBePut) {
    ASSERT_EQ(run_program({"init", scratch_ / "bravo", "--name", "BRAVO"}).code, 0);
    const auto ran = at_node({"put", scratch_ / "missing.json"});
    EXPECT_EQ(ran.code, exit_code(ErrorKind::not_found)) << ran.error;
    EXPECT_THAT(ran.error, HasSubstr("missing.json"));
}

TEST_F(Commands, TellThatThereIsNoChannelYet) {
    for (const auto* command : {"list", "log"}) {
        const auto ran = at_node({command});
        EXPECT_EQ(ran.code, exit_code(ErrorKind::not_found)) << command;
        EXPECT_THAT(ran.error, HasSubstr("there is no channel yet")) << command;
    }
}

}  // namespace
}  // namespace entente::cli::test
