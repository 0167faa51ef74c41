#pragma once
// The commands `entente stix …` on files of their own, read back from a screen.

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/cli/screen.h"
#include "tests/support/scratch.h"

namespace entente::cli::test {

inline std::string bundle_of(const std::vector<std::string>& objects) {
    std::string text =
        R"({"type":"bundle","id":"bundle--7e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f","objects":[)";
    for (const auto& object : objects) text += (text.ends_with('[') ? "" : ",") + object;
    return text + "]}";
}

class StixCommand : public ::testing::Test {
protected:
    std::string file(const std::string& name, const std::string& text) const {
        const auto path = scratch_ / name;
        std::filesystem::create_directories(std::filesystem::path(path).parent_path());
        std::ofstream(path) << text;
        return path;
    }

    entente::test::Scratch scratch_;
    Screen screen_;
};

}  // namespace entente::cli::test
