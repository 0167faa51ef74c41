#pragma once
// Two real nodes on this machine, driven by the real command line.

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/process.h"
#include "tests/support/scratch.h"

namespace entente::test {

/// A port that nobody listens at now.
int free_port();

/// Where a node runs.
struct Machine {
    std::string address = "127.0.0.1";
    int port = free_port();
    std::vector<std::string> enter = {};  ///< the command that runs another there
};

/// One node in a directory of its own, stopped or running.
class TestNode {
public:
    TestNode(const Scratch& scratch, std::string name, Machine machine = {});

    [[nodiscard]] const std::string& directory() const { return directory_; }

    [[nodiscard]] const std::string& name() const { return name_; }

    [[nodiscard]] int port() const { return machine_.port; }

    /// Runs `entente COMMAND… --node DIRECTORY`.
    [[nodiscard]] Finished run(std::vector<std::string> command,
                               const std::string& input = {}) const;

    /// Runs a command that has to succeed; its output.
    std::string must(std::vector<std::string> command, const std::string& input = {}) const;

    void start();

    /// Ends the server as a person would; its exit code.
    int stop();

    /// Ends it as a power cut would.
    void kill();

    [[nodiscard]] const Process& process() const { return *server_; }

    [[nodiscard]] std::string log() const;

    /// Whether these bytes stand in any of its files.
    [[nodiscard]] bool has_on_disk(std::string_view bytes) const;

    /// The fingerprint of its one channel, or empty.
    [[nodiscard]] std::string fingerprint() const;

private:
    std::string name_;
    std::string directory_;
    std::string log_;
    Machine machine_;
    std::optional<Process> server_;
};

/// Waits until `holds`, at most a minute; whether it came to hold. Asks again and again: what is
/// waited for is on the other side of a process.
bool comes_to_hold(const std::function<bool()>& holds);

/// ALPHA and BRAVO, cards exchanged, not running.
struct Pair {
    /// parent  where to make the scratch directory
    explicit Pair(const std::filesystem::path& parent = std::filesystem::temp_directory_path());

    /// Starts both and founds the channel "Test".
    void found();

    /// Whether both show the same fingerprint.
    [[nodiscard]] bool are_equal() const;

    Scratch scratch;
    TestNode alpha;
    TestNode bravo;
};

/// The id of one object of `bundle`.
std::string object_id(int seed, int object);

inline constexpr auto note_id = "note--5a1c9d7e-7a55-4b8e-9d1f-0c2b6f3e8a01";

/// A note of that id. `content` is JSON within quotes.
std::string note(const std::string& content);

/// A bundle of `count` identity objects whose ids and names follow from `seed`.
std::string bundle(int count, int seed);

}  // namespace entente::test
