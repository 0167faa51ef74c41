#pragma once
// What `stix validate` found in files, and how it is told.

#include <cstdint>
#include <string>
#include <vector>

#include "stix/finding.h"

namespace entente::cli {

/// A finding, with the object and the place in the file that it is about.
struct FileFinding {
    stix::Finding finding;
    std::uint64_t object;  ///< its number in the file, from 0
    std::string id;        ///< of the object; may be empty
    std::uint64_t offset;  ///< in the file
};

/// One file's verdict.
struct FileVerdict {
    std::string file;
    std::uint64_t objects = 0;
    std::uint64_t errors = 0;
    std::uint64_t warnings = 0;
    std::uint64_t infos = 0;
    std::vector<FileFinding> findings;  ///< the first file_findings_max of them

    void add(FileFinding found);
};

/// "a.json, byte 17: error: /name: what is wrong; what to do (STIX 2.1 section 4.7)"
std::string to_line(const std::string& file, const FileFinding& found);

/// {"files":[{"file":…,"findings":[…],…}]}
std::string to_json(const std::vector<FileVerdict>& verdicts);

/// A log that editors and code hosts read.
///
/// source  OASIS SARIF 2.1.0
std::string to_sarif(const std::vector<FileVerdict>& verdicts);

}  // namespace entente::cli
