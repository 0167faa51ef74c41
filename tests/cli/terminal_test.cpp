#include "cli/terminal.h"

#include <memory>
#include <set>

#include "tests/support/precompiled.h"

namespace entente::cli {
namespace {

/// A real stream, whose bytes can be looked at.
class Stream {
public:
    [[nodiscard]] std::FILE* file() const { return file_.get(); }

    [[nodiscard]] std::string text() const {
        std::fflush(file());
        std::string bytes(4'096, '\0');
        std::rewind(file());
        bytes.resize(std::fread(bytes.data(), 1, bytes.size(), file()));
        return bytes;
    }

private:
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_{std::tmpfile(), &std::fclose};
};

class TerminalOutput : public ::testing::Test {
protected:
    Stream out;
    Stream error;
};

TEST_F(TerminalOutput, KeepsTheAnswerApartFromAllElse) {
    Terminal terminal(out.file(), error.file(), false);
    terminal.line("the answer");
    terminal.note("beside it");
    terminal.error({.kind = ErrorKind::invalid, .what = "what", .where = "where", .remedy = "do"});
    ASSERT_TRUE(terminal.flush().has_value());
    EXPECT_EQ(out.text(), "the answer\n");
    EXPECT_EQ(error.text(), "beside it\nentente: where: what; do\n");
}

TEST_F(TerminalOutput, ShowsProgressOnlyWhereAPersonWatches) {
    Terminal unwatched(out.file(), error.file(), false);
    unwatched.progress("1 of 2");
    ASSERT_TRUE(unwatched.flush().has_value());
    EXPECT_EQ(error.text(), "");
    Terminal watched(out.file(), error.file(), true);
    watched.progress("1 of 2");
    EXPECT_NE(error.text().find("1 of 2"), std::string::npos);
}

TEST_F(TerminalOutput, WipesTheProgressLineBeforeTheAnswer) {
    Terminal terminal(out.file(), error.file(), true);
    terminal.progress("1 of 2");
    terminal.line("done");
    ASSERT_TRUE(terminal.flush().has_value());
    EXPECT_TRUE(error.text().ends_with("\r\x1b[K"));
}

TEST_F(TerminalOutput, DoesNotObeyWhatAPeerWrote) {
    Terminal terminal(out.file(), error.file(), true);
    const std::string hostile = "name\x1b]0;title\x07";
    terminal.line(hostile);
    terminal.raw(hostile);
    terminal.note(hostile);
    ASSERT_TRUE(terminal.flush().has_value());
    EXPECT_EQ(out.text().find('\x1b'), std::string::npos);
    EXPECT_EQ(error.text().find('\x1b'), std::string::npos);
}

TEST_F(TerminalOutput, TellsWhenTheAnswerCouldNotBeWritten) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> full(std::fopen("/dev/full", "w"),
                                                               &std::fclose);
    ASSERT_NE(full, nullptr);
    Terminal terminal(full.get(), error.file(), false);
    terminal.line("the answer");
    const auto flushed = terminal.flush();
    ASSERT_FALSE(flushed.has_value());
    EXPECT_EQ(flushed.error().kind, ErrorKind::exhausted);
}

TEST(ExitCode, IsAnotherForEveryKindOfErrorAndNeverZero) {
    std::set<int> codes;
    for (const auto kind :
         {ErrorKind::invalid, ErrorKind::not_found, ErrorKind::refused, ErrorKind::conflict,
          ErrorKind::unavailable, ErrorKind::corrupt, ErrorKind::exhausted, ErrorKind::fatal}) {
        EXPECT_NE(exit_code(kind), 0);
        EXPECT_TRUE(codes.insert(exit_code(kind)).second);
    }
}

}  // namespace
}  // namespace entente::cli
