#include <cstddef>

#include "cli/run.h"

int main(int argc, char** argv) {
    return entente::cli::run({argv, static_cast<std::size_t>(argc)});
}
