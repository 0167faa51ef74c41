#pragma once
// The relationships that the standard suggests, as data. Pure.

#include <string_view>

namespace entente::stix {

/// Whether the standard suggests a relationship of that type between objects of those types. It
/// says nothing of types that it does not have: those pass.
///
/// cost    no allocation
/// source  STIX 2.1 sections 3.7, 4 and 6; appendix B
bool is_suggested(std::string_view relationship_type, std::string_view source,
                  std::string_view target);

}  // namespace entente::stix
