#pragma once
// Where a command writes: what was asked for to standard output, all else to standard error.

#include <cstdio>
#include <string>

#include "base/result.h"

namespace entente::cli {

/// The two streams of a command, and whether a person watches the second.
class Terminal {
public:
    Terminal(std::FILE* out, std::FILE* error, bool is_watched)
        : out_(out), error_(error), is_watched_(is_watched) {}

    /// One line of the answer, for a person. Here and in all that goes to standard error, what
    /// would act on a terminal is made harmless.
    void line(std::string_view text);

    /// Several lines, each as line has it.
    void lines(std::string_view text);

    /// One line of the answer, for a program: byte for byte.
    void json(std::string_view text);

    /// The answer as it is.
    void raw(std::string_view text);

    /// One line beside the answer.
    void note(std::string_view text);

    /// A line that the next one overwrites; only where a person watches.
    void progress(std::string_view text);

    void error(const Error& error);

    /// Whether everything could be written (a full disk, a closed pipe).
    [[nodiscard]] Result<void> flush();

private:
    void end_progress();

    std::FILE* out_;
    std::FILE* error_;
    bool is_watched_;
    bool is_in_progress_ = false;
};

/// How a command ended that did what it was asked for: what its exit code tells a script.
enum class Ending {
    done = 0,
    differs = 1,    ///< what is compared, looked for or checked is not alike, not there, not so
    infos = 11,     ///< the worst finding of stix validate
    warnings = 12,  ///< the worst finding of stix validate
};

/// The process's exit code for an error: the one place that decides it.
int exit_code(ErrorKind kind);

}  // namespace entente::cli
