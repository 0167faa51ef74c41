#pragma once
// Runs programs as a user would: real processes, their output, their exit codes.

#include <string>
#include <sys/types.h>
#include <utility>
#include <vector>

namespace entente::test {

/// What a program that ended left behind.
struct Finished {
    int exit_code;  ///< 128 + signal if a signal ended it
    std::string out;
    std::string error;
};

/// Runs `arguments` (the first is the program) to its end.
///
/// input        for its standard input
/// environment  "NAME=value", beside what this process has
Finished run(const std::vector<std::string>& arguments, const std::string& input = {},
             const std::vector<std::string>& environment = {});

/// A program at work in the background. Killed with its owner.
class Process {
public:
    /// Standard error goes to the file at `log`.
    Process(const std::vector<std::string>& arguments, const std::string& log);

    Process(Process&& other) noexcept : id_(std::exchange(other.id_, -1)) {}

    Process& operator=(Process&& other) noexcept;
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;
    ~Process();

    [[nodiscard]] pid_t id() const { return id_; }

    /// Sends a signal; kill(SIGKILL) is a power cut as far as the process can tell.
    void signal(int number) const;

    /// Waits for its end; the exit code as in Finished.
    int wait();

private:
    pid_t id_ = -1;
};

/// The program that this build made.
std::string entente_program();

}  // namespace entente::test
