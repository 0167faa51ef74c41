#pragma once
// A directory for one test, gone with it.

#include <filesystem>
#include <string>
#include <unistd.h>

namespace entente::test {

/// Makes an empty directory; removes it with all in it.
class Scratch {
public:
    explicit Scratch(const std::filesystem::path& parent = std::filesystem::temp_directory_path()) {
        std::string pattern = (parent / "entente-XXXXXX").string();
        path_ = ::mkdtemp(pattern.data());
    }

    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    ~Scratch() {
        std::error_code ignored;  // a directory that stays behind fails no test
        std::filesystem::remove_all(path_, ignored);
    }

    [[nodiscard]] const std::string& path() const { return path_; }

    /// A path in it.
    std::string operator/(const std::string& name) const { return path_ + "/" + name; }

private:
    std::string path_;
};

}  // namespace entente::test
