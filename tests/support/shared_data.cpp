#include "tests/support/shared_data.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>

namespace entente::test {

std::optional<std::string> shared_path(const std::string& name) {
    // Tests run in one thread, and nothing of theirs changes the environment.
    const char* given = std::getenv("ENTENTE_SHARED");  // NOLINT(concurrency-mt-unsafe)
    const std::filesystem::path root = given ? given : ENTENTE_SOURCE_DIR "/../shared";
    const auto path = root / name;
    if (!std::filesystem::exists(path)) return std::nullopt;
    return path.string();
}

std::string read_file(const std::string& path) {
    std::ifstream stream(path, std::ios::binary);

    return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace entente::test
