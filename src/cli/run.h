#pragma once

// The command line as a whole.

namespace entente::cli {

/// Runs the command that the arguments name; the process's exit code.
int run(int argc, char** argv);

}  // namespace entente::cli
