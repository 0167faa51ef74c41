#pragma once
// One label of a domain name as internationalised names have it (RFC 5890). Pure.

#include <string_view>

namespace entente::stix {

/// Whether a label that is not plain ASCII, or says that it is an A-label ("xn--..."), is one: a
/// U-label has the characters, order and direction that IDNA2008 allows, and an A-label is the
/// Punycode of such a U-label. Any other label is.
///
/// Characters that are newer than our tables are let through: nobody can tell of them.
///
/// source  RFC 5890 section 2.3.2.1; RFC 5891 section 4.2; RFC 5892; RFC 5893
bool is_idna_label(std::string_view label);

}  // namespace entente::stix
