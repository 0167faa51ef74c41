#include "cli/run.h"

namespace entente::cli {

int run(int argc, char** argv) {
    return argc > 0 && argv != nullptr ? 0 : 1;
}

}  // namespace entente::cli
