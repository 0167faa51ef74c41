#pragma once
// What the commands under `entente stix` are told. They need no node.

#include <cstdint>
#include <string>
#include <vector>

namespace entente::cli {

/// How much `stix validate` says.
enum class Said { errors, warnings, all };

struct StixValidate {
    std::vector<std::string> files;  ///< or directories
    Said said = Said::warnings;
    bool has_references = false;  ///< those that lead out of a bundle are reported
    bool is_json = false;
    bool is_sarif = false;
};

struct StixPatternCheck {
    std::string pattern;  // one: CLI11 takes the brackets off where there may be several
    bool is_json = false;
};

struct StixPatternExplain {
    std::string pattern;
    bool is_json = false;
};

struct StixPatternMatch {
    std::string pattern;             ///< with patterns_file: the first of the files
    std::vector<std::string> files;  ///< with observed-data
    std::string patterns_file = {};  ///< empty: pattern alone
    bool is_json = false;
};

struct StixFormat {
    std::vector<std::string> files;
    std::string output = {};  ///< empty: standard output
    bool is_pretty = false;
    bool is_in_place = false;
    bool is_check = false;
    bool is_json = false;
};

struct StixGraph {
    std::vector<std::string> files;
    std::string output = {};  ///< empty: standard output
    bool is_whole = false;
    bool is_dot = false;
    bool is_json = false;
};

struct StixDiff {
    std::string before;
    std::string after;
    bool is_json = false;
};

}  // namespace entente::cli
