#pragma once
// A program that verifies what we export and has none of our code: tests/independent/verify.go.

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/support/precompiled.h"
#include "tests/support/process.h"
#include "tests/support/scratch.h"

namespace entente::test {

inline std::string content_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

inline void write_to(const std::filesystem::path& path, const std::string& content) {
    std::ofstream(path, std::ios::binary) << content;
}

/// Built with Debian's Go and golang.org/x/mod, without a network.
class IndependentVerifier {
public:
    explicit IndependentVerifier(const Scratch& scratch) : program_(scratch / "verify") {
        const auto built = run({"/usr/bin/go", "build", "-o", program_,
                                ENTENTE_SOURCE_DIR "/tests/independent/verify.go"},
                               {},
                               {"GO111MODULE=off", "GOPATH=/usr/share/gocode",
                                "GOFLAGS=", "GOCACHE=" + std::string(scratch / "go-cache")});
        EXPECT_EQ(built.exit_code, 0) << built.error;
    }

    static bool can_be_built() {
        return std::filesystem::exists("/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog") &&
               std::filesystem::exists("/usr/bin/go");
    }

    /// One line for each path.
    [[nodiscard]] std::string verdicts(const std::vector<std::string>& paths) const {
        std::vector<std::string> arguments = {program_};
        arguments.insert(arguments.end(), paths.begin(), paths.end());
        const auto ran = run(arguments);
        EXPECT_EQ(ran.exit_code, 0) << ran.error;
        return ran.out;
    }

private:
    std::string program_;
};

}  // namespace entente::test
