#pragma once
// A file of STIX that is looked at as a whole, for the commands that set its objects in relation.

#include <string>
#include <vector>

#include "base/result.h"
#include "cli/terminal.h"
#include "json/value.h"

namespace entente::cli {

// The largest files in circulation have 50 MB (ATT&CK); memory is about five times the file.
inline constexpr std::size_t stix_file_bytes_max = std::size_t{1} << 30;

/// A file, parsed: its objects are borrowed from the document.
struct StixFile {
    json::Document document;
    std::vector<json::Value> objects;  ///< of a bundle or an array, or the one object
};

/// path    "-" is standard input
/// errors  as read_input; invalid: not JSON; where names the file
Result<StixFile> read_stix(const std::string& path, Terminal& terminal);

/// `error` with the file before its place.
Error in_file(Error error, const std::string& path);

}  // namespace entente::cli
