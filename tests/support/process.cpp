#include "tests/support/process.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/scratch.h"
#include "tests/support/shared_data.h"

extern char** environ;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables): POSIX

namespace entente::test {
namespace {

/// Where the three standard streams of a program lead.
struct Streams {
    std::string in = "/dev/null";
    std::string out = "/dev/null";
    std::string error = "/dev/null";
};

std::vector<char*> pointers(std::vector<std::string>& strings) {
    std::vector<char*> all;
    for (auto& string : strings) all.push_back(string.data());
    all.push_back(nullptr);
    return all;
}

pid_t start(std::vector<std::string> arguments, const Streams& streams,
            const std::vector<std::string>& more_environment = {}) {
    std::vector<std::string> environment = more_environment;
    for (char** entry = environ; *entry != nullptr; ++entry) environment.emplace_back(*entry);
    posix_spawn_file_actions_t actions{};
    posix_spawn_file_actions_init(&actions);
    constexpr int fresh = O_WRONLY | O_CREAT | O_APPEND;
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, streams.in.c_str(), O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, streams.out.c_str(), fresh, 0600);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, streams.error.c_str(), fresh, 0600);
    pid_t id = -1;
    const int failed = posix_spawnp(&id, arguments.front().c_str(), &actions, nullptr,
                                    pointers(arguments).data(), pointers(environment).data());
    posix_spawn_file_actions_destroy(&actions);
    EXPECT_EQ(failed, 0) << arguments.front();
    return failed == 0 ? id : -1;
}

int wait_for(pid_t id) {
    int status = 0;
    while (waitpid(id, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void write_file(const std::string& path, const std::string& text) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    std::size_t done = 0;
    while (file >= 0 && done < text.size()) {
        const auto put = ::write(file, text.data() + done, text.size() - done);
        if (put <= 0) break;
        done += static_cast<std::size_t>(put);
    }
    ::close(file);
    EXPECT_EQ(done, text.size()) << path;
}

}  // namespace

Finished run(const std::vector<std::string>& arguments, const std::string& input,
             const std::vector<std::string>& environment) {
    const Scratch scratch;
    Streams streams{.in = "/dev/null", .out = scratch / "out", .error = scratch / "error"};
    if (!input.empty()) {
        streams.in = scratch / "in";
        write_file(streams.in, input);
    }
    const auto id = start(arguments, streams, environment);
    if (id < 0) return {.exit_code = 127, .out = {}, .error = {}};
    const int code = wait_for(id);
    return {.exit_code = code, .out = read_file(streams.out), .error = read_file(streams.error)};
}

Process::Process(const std::vector<std::string>& arguments, const std::string& log)
    : id_(start(arguments, {.in = "/dev/null", .out = log, .error = log})) {}

Process& Process::operator=(Process&& other) noexcept {
    std::swap(id_, other.id_);
    return *this;
}

Process::~Process() {
    if (id_ < 0) return;
    signal(SIGKILL);
    wait();
}

void Process::signal(int number) const {
    if (id_ > 0) ::kill(id_, number);
}

int Process::wait() {
    const int code = id_ > 0 ? wait_for(id_) : 0;
    id_ = -1;
    return code;
}

std::string entente_program() {
    return ENTENTE_PROGRAM;
}

}  // namespace entente::test
