// The README's quick start, run as it stands: only the ports are others.
#include <filesystem>
#include <fstream>

#include "tests/e2e/pair.h"
#include "tests/support/precompiled.h"
#include "tests/support/shared_data.h"

namespace entente::test {
namespace {

constexpr std::size_t commands_max = 12;

/// The lines of the block of shell commands that makes two nodes by hand.
std::vector<std::string> quick_start() {
    const auto readme = read_file(ENTENTE_SOURCE_DIR "/README.md");
    const auto start = readme.find("entente init alpha");
    const auto end = readme.find("```", start);
    std::vector<std::string> lines;
    for (auto at = start; at < end;) {
        const auto next = readme.find('\n', at);
        lines.push_back(readme.substr(at, next - at));
        at = next + 1;
    }
    return lines;
}

void replace(std::string& text, const std::string& from, const std::string& with) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
        text.replace(at, from.size(), with);
    }
}

TEST(QuickStart, WorksAsTheReadmeHasIt) {
    const auto lines = quick_start();
    ASSERT_FALSE(lines.empty());
    EXPECT_LE(lines.size(), commands_max);
    const Scratch scratch;
    std::filesystem::create_symlink(ENTENTE_SOURCE_DIR "/examples", scratch / "examples");
    std::filesystem::create_symlink(entente_program(), scratch / "entente");
    std::string script = "set -e\ncd '" + scratch.path() + "'\nPATH=\"$PWD:$PATH\"\n" +
                         "trap 'kill $(jobs -p)' EXIT\n";
    for (const auto& line : lines) script += line + "\n";
    replace(script, "127.0.0.1:7201", "127.0.0.1:" + std::to_string(free_port()));
    replace(script, "127.0.0.1:7202", "127.0.0.1:" + std::to_string(free_port()));
    const auto finished = run({"bash", "-c", script});
    EXPECT_EQ(finished.exit_code, 0) << finished.out << finished.error;
    EXPECT_NE(finished.out.find("objects sealed, 0 unchanged, 0 refused"), std::string::npos)
        << finished.out;
    EXPECT_NE(finished.out.find("transcript fingerprint"), std::string::npos) << finished.out;
}

}  // namespace
}  // namespace entente::test
