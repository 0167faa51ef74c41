#pragma once
// The forms that strings must have: hexadecimal, base64, URLs, addresses, languages. Pure.
//
// Each says whether a text has a form; none allocates.

#include <string_view>

namespace entente::stix {

/// Whether `text` is an even number of 0 to 9 and a to f, at least two.
///
/// source  STIX 2.1 section 2.8
bool is_hex(std::string_view text);

/// Whether `text` is base64 with padding, without line breaks.
///
/// source  STIX 2.1 section 2.1; RFC 4648 section 4
bool is_base64(std::string_view text);

/// Whether `text` is a well-formed language tag.
///
/// source  RFC 5646 section 2.1
bool is_language(std::string_view text);

/// Whether `text` is a URI with a scheme and something behind it, of the characters that RFC 3986
/// allows, or of others beyond ASCII (RFC 3987).
///
/// source  RFC 3986 section 3
bool is_url(std::string_view text);

/// Whether `text` is an IPv4 address, with or without the length of a prefix: "198.51.100.0/24".
///
/// source  STIX 2.1 section 6.8; RFC 4632 section 3.1
bool is_ipv4_range(std::string_view text);

/// The same for IPv6: "2001:db8::/96".
///
/// source  STIX 2.1 section 6.9; RFC 4291 sections 2.2 and 2.3
bool is_ipv6_range(std::string_view text);

/// Whether `text` is six octets in lower case with colons between: "00:00:5e:00:53:0f".
///
/// source  STIX 2.1 section 6.10
bool is_mac(std::string_view text);

/// Whether `text` is a name of the domain name system: at most 253 bytes, labels of 1 to 63, none
/// of them with a space, a control character or what separates parts of a URL. A label may have
/// what is beyond ASCII if it is a U-label, and `_`, which service names have.
///
/// source  RFC 1034 section 3.1; RFC 5890 section 2.3
bool is_domain_name(std::string_view text);

/// Whether `text` is an address as addr-spec has it, without a display name.
///
/// source  RFC 5322 section 3.4.1
bool is_email_address(std::string_view text);

/// Whether `text` is "type/subtype" with a type that is registered, and parameters if any.
///
/// source  RFC 6838 section 4.2; the IANA media type registry
bool is_mime_type(std::string_view text);

/// Whether `text` is a name in Common Platform Enumeration 2.3: "cpe:2.3:a:..." with eleven parts.
///
/// source  NIST IR 7695 section 6.2
bool is_cpe(std::string_view text);

/// Whether `text` is in lower case, without spaces and underscores.
///
/// source  STIX 2.1 sections 2.11 and 2.14
bool is_lowercase_dashed(std::string_view text);

/// Whether `name` may name a property: 3 to 250 of a to z, 0 to 9 and _, from a letter on.
///
/// source  STIX 2.1 sections 3.1, 7.3.2 and 11.1.1
bool is_property_name(std::string_view name);

/// Whether `key` may stand in a dictionary: `least` to 250 of a to z, A to Z, 0 to 9, - and _.
///
/// source  STIX 2.1 sections 2.3 and 2.7
bool is_dictionary_key(std::string_view key, std::size_t least = 1);

/// Whether `name` may name a custom extension: 3 to 250 of a to z, 0 to 9 and -, "-ext" at its end.
///
/// source  STIX 2.1 section 11.3.1
bool is_custom_extension_name(std::string_view name);

}  // namespace entente::stix
