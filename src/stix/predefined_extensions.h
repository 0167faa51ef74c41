#pragma once
// The extensions that the standard itself defines for its observables. Pure.

#include <span>
#include <string_view>

#include "stix/table.h"

namespace entente::stix {

/// One of them.
struct PredefinedExtension {
    std::string_view name;         ///< its key in "extensions": "archive-ext"
    std::string_view object_type;  ///< whose extension it is: "file"
    const Structure* structure;
};

/// All twelve.
///
/// source  STIX 2.1 section 3.10
std::span<const PredefinedExtension> predefined_extensions();

/// The extension of that name; none if the standard has no such one.
const PredefinedExtension* find_predefined_extension(std::string_view name);

}  // namespace entente::stix
