#include "cli/terminal.h"

#include <algorithm>
#include <set>

#include "tests/cli/screen.h"

namespace entente::cli::test {
namespace {

bool acts(char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == '\x7f';
}

TEST(Terminal, KeepsTheAnswerAndWhatIsBesideItApart) {
    Screen screen;
    screen.terminal.line("an answer");
    screen.terminal.note("a word beside it");
    screen.terminal.raw("raw");
    EXPECT_EQ(screen.out(), "an answer\nraw");
    EXPECT_EQ(screen.error(), "a word beside it\n");
}

TEST(Terminal, ShowsProgressOnlyWhereAPersonWatches) {
    Screen file(false);
    file.terminal.progress("10 entries");
    EXPECT_EQ(file.error(), "");
    Screen watched(true);
    watched.terminal.progress("10 entries");
    EXPECT_THAT(watched.error(), ::testing::HasSubstr("10 entries"));
    EXPECT_EQ(watched.out(), "");
}

TEST(Terminal, ClearsTheProgressBeforeTheNextLine) {
    Screen screen(true);
    screen.terminal.progress("10 entries");
    screen.terminal.note("done");
    EXPECT_EQ(screen.error(), "\r\x1b[K10 entries\r\x1b[Kdone\n");
}

TEST(Terminal, SaysAnErrorInOneLineToStandardError) {
    Screen screen;
    screen.terminal.error(
        {.kind = ErrorKind::invalid, .what = "bad", .where = "/0", .remedy = "mend\nit"});
    EXPECT_EQ(screen.error(), "entente: /0: bad; mend it\n");
    EXPECT_EQ(screen.out(), "");
}

// Another party chose its name: it must not move the cursor, colour the screen or add a line.
TEST(Terminal, MakesAHostileNameHarmless) {
    Screen screen;
    screen.terminal.line("BRAVO\x1b[2J\x07\nALPHA  verified");
    screen.terminal.note("BRAVO\r\x1b]0;title\x07");
    EXPECT_EQ(screen.out(), "BRAVO\uFFFD[2J\uFFFD ALPHA  verified\n");
    EXPECT_EQ(screen.error(), "BRAVO \uFFFD]0;title\uFFFD\n");
}

// U+009B is the escape sequence's start in one character; U+202E turns the direction of writing.
TEST(Terminal, MakesC1ControlsAndDirectionMarksHarmless) {
    Screen screen;
    screen.terminal.line("a\u009b31mb\u202ec");
    EXPECT_EQ(screen.out(), "a\uFFFD31mb\uFFFDc\n");
}

TEST(Terminal, WritesJsonByteForByte) {
    Screen screen;
    screen.terminal.json("{\"name\":\"a\u202eb\"}");
    EXPECT_EQ(screen.out(), "{\"name\":\"a\u202eb\"}\n");
}

RC_GTEST_PROP(Terminal, WritesNothingThatActsWhateverTheBytes, ()) {
    const auto bytes = *rc::gen::arbitrary<std::string>();
    Screen screen;
    screen.terminal.line(bytes);
    screen.terminal.note(bytes);
    for (const auto& text : {screen.out(), screen.error()}) {
        RC_ASSERT(std::ranges::none_of(text, acts));
        RC_ASSERT(std::ranges::count(text, '\n') == 1);
    }
}

TEST(Terminal, TellsThatItsOutputCouldNotBeWritten) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> full(std::fopen("/dev/full", "w"),
                                                               &std::fclose);
    ASSERT_TRUE(full);
    Terminal terminal(full.get(), stderr, false);
    terminal.line("lost");
    const auto flushed = terminal.flush();
    ASSERT_FALSE(flushed);
    EXPECT_EQ(flushed.error().kind, ErrorKind::exhausted);
    EXPECT_EQ(flushed.error().where, "standard output");
}

TEST(ExitCode, TellsEveryKindOfErrorApart) {
    std::set<int> codes;
    for (const auto kind :
         {ErrorKind::invalid, ErrorKind::not_found, ErrorKind::refused, ErrorKind::conflict,
          ErrorKind::unavailable, ErrorKind::corrupt, ErrorKind::exhausted, ErrorKind::fatal}) {
        codes.insert(exit_code(kind));
    }
    EXPECT_EQ(codes.size(), 8U);
    EXPECT_GT(*codes.begin(), 2);  // 0 done, 1 the shell's, 2 wrong arguments
}

}  // namespace
}  // namespace entente::cli::test
