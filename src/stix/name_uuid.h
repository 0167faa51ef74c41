#pragma once
// UUIDs made of names: the same name gives the same UUID. Pure.

#include <array>
#include <cstddef>
#include <string>

#include "base/bytes.h"

namespace entente::stix {

/// The 20 bytes of SHA-1. For names alone: it protects nothing.
///
/// cost    O(text), no allocation
/// source  RFC 3174
std::array<std::byte, 20> sha1(ByteView text);

/// The namespace for identifiers of observables: 00abedb4-aa42-466c-9c01-fed23315a9b7.
///
/// source  STIX 2.1 section 2.9
inline constexpr std::array<unsigned char, 16> observable_namespace{
    0x00, 0xAB, 0xED, 0xB4, 0xAA, 0x42, 0x46, 0x6C, 0x9C, 0x01, 0xFE, 0xD2, 0x33, 0x15, 0xA9, 0xB7};

/// The version 5 UUID of `name` in a namespace: "8d3c3aa2-...", 36 characters in lower case.
///
/// source  RFC 4122 section 4.3
std::string name_uuid(const std::array<unsigned char, 16>& name_space, ByteView name);

}  // namespace entente::stix
