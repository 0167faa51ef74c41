#include "cli/run.h"

#include <csignal>
#include <type_traits>
#include <unistd.h>

#include "cli/commands.h"

namespace entente::cli {
namespace {

constexpr int wrong_arguments = 2;

/// A failed write to a closed pipe or socket is an Error, not the end of the process.
void ignore_broken_pipes() {
    struct sigaction ignore {};

    ignore.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &ignore, nullptr);
}

/// Runs the command, whether it has one way to end well or several.
Result<Ending> end_of(const auto& command, Terminal& terminal) {
    auto result = run(command, terminal);
    auto flushed = terminal.flush();
    if (!result) return std::unexpected(std::move(result).error());
    if (!flushed) return std::unexpected(std::move(flushed).error());
    if constexpr (std::is_same_v<decltype(result), Result<Ending>>) {
        return *result;
    } else {
        return Ending::done;
    }
}

}  // namespace

int run(std::span<char*> arguments) {
    ignore_broken_pipes();
    Terminal terminal(stdout, stderr, isatty(STDERR_FILENO) == 1);
    auto parsed = parse_arguments(arguments);
    if (!parsed) {
        terminal.error(parsed.error());
        return wrong_arguments;
    }
    if (const auto* help = std::get_if<HelpText>(&*parsed)) {
        terminal.raw(help->text);
        return terminal.flush() ? 0 : exit_code(ErrorKind::exhausted);
    }
    const auto& command = std::get<Command>(*parsed);
    const auto done =
        std::visit([&](const auto& chosen) { return end_of(chosen, terminal); }, command);
    if (done) return static_cast<int>(*done);
    terminal.error(done.error());
    return exit_code(done.error().kind);
}

}  // namespace entente::cli
