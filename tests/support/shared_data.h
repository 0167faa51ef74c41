#pragma once
// Where the data for tests is that the repository does not hold.

#include <optional>
#include <string>

namespace entente::test {

/// The path of `name` in the folder that ENTENTE_SHARED names (default: shared, beside the
/// repository); nothing if it is not there.
std::optional<std::string> shared_path(const std::string& name);

/// The whole file.
std::string read_file(const std::string& path);

}  // namespace entente::test

/// The path of shared data, or skips the test with a word on why.
#define ENTENTE_SHARED_OR_SKIP(variable, name)                                   \
    const auto variable##_found = ::entente::test::shared_path(name);            \
    if (!variable##_found)                                                       \
        GTEST_SKIP() << "no " << (name) << ": set ENTENTE_SHARED to its folder"; \
    const std::string& variable = *variable##_found
