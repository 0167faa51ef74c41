#pragma once
// The command line as a whole.

#include <span>

namespace entente::cli {

/// Runs the command that the arguments name, the program's own name first; the process's exit code.
int run(std::span<char*> arguments);

}  // namespace entente::cli
