#pragma once
// For what only a bug can break. Stays on in release builds.

#include <source_location>

namespace entente {

/// Ends the process, with the place and `why`, unless `holds`. Input is never checked with it.
///
/// why  what makes it true: "the parser enforces it"
void check(bool holds, const char* why,
           std::source_location here = std::source_location::current());

}  // namespace entente
