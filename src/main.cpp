#include "cli/run.h"

int main(int argc, char** argv) {
    return entente::cli::run(argc, argv);
}
