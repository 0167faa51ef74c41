#pragma once
// A real disk that can be full: a file system in memory, mounted for one test. Needs root.

#include <filesystem>
#include <fstream>
#include <string>

#include "tests/support/process.h"
#include "tests/support/scratch.h"

namespace entente::test {

/// Mounted as long as it lives. Ask is_mounted first.
class SmallDisk {
public:
    explicit SmallDisk(int megabytes) {
        const auto size = "size=" + std::to_string(megabytes) + "m";
        is_mounted_ =
            test::run({"mount", "-t", "tmpfs", "-o", size, "tmpfs", scratch_.path()}).exit_code ==
            0;
    }

    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

    ~SmallDisk() {
        if (is_mounted_) test::run({"umount", "-l", scratch_.path()});
    }

    [[nodiscard]] bool is_mounted() const { return is_mounted_; }

    [[nodiscard]] const std::string& path() const { return scratch_.path(); }

    [[nodiscard]] std::uintmax_t room() const { return std::filesystem::space(path()).available; }

    /// Takes all room but so many bytes.
    void fill(std::uintmax_t left) const {
        std::ofstream(path() + "/filler", std::ios::binary) << std::string(room() - left, 'x');
    }

    void make_room() const { std::filesystem::remove(path() + "/filler"); }

private:
    Scratch scratch_;
    bool is_mounted_ = false;
};

}  // namespace entente::test
