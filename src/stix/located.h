#pragma once
// Findings with the places in the text that they are about. Pure.

#include <vector>

#include "base/bytes.h"
#include "json/locate.h"
#include "stix/finding.h"

namespace entente::stix {

/// A finding, and where to look.
struct Located {
    Finding finding;
    std::size_t offset;  ///< of the first byte of the value, or of what it is missing in
    json::Position position;

    friend bool operator==(const Located&, const Located&) = default;
};

/// The findings with their places in `text`, which they were made of.
///
/// cost  a scan of the text for each finding: for people to read, not for the way of the data
std::vector<Located> located(std::vector<Finding> findings, ByteView text);

}  // namespace entente::stix
