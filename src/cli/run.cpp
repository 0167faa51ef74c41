#include "cli/run.h"

#include <csignal>
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

Result<void> finish(Result<void> result, Terminal& terminal) {
    auto flushed = terminal.flush();
    return result ? std::move(flushed) : std::move(result);
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
    const auto done = finish(
        std::visit([&](const auto& chosen) { return run(chosen, terminal); }, command), terminal);
    if (done) return 0;
    terminal.error(done.error());
    return exit_code(done.error().kind);
}

}  // namespace entente::cli
