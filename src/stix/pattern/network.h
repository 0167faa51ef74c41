#pragma once
// Addresses and networks as ISSUBSET and ISSUPERSET read them. Pure.

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace entente::stix::pattern {

/// An IPv4 or IPv6 network; an address is a network of one. The bits behind the prefix are zero.
struct Network {
    std::array<std::uint8_t, 16> bytes;  ///< in network order; IPv4 has 4
    int prefix_bits;
    bool is_v6;

    friend bool operator==(const Network&, const Network&) = default;
};

/// The network that `text` is: an address in dotted decimal or RFC 4291 form, with or without a
/// prefix length; nothing if it is none. Host bits may be set ("192.168.0.1/24").
///
/// source  STIX 2.1 sections 6.9 and 6.10 (the value of ipv4-addr and ipv6-addr); RFC 4632
///         section 3.1; RFC 4291 sections 2.2 and 2.3
std::optional<Network> parse_network(std::string_view text);

/// Whether every address of `inner` is one of `outer`; of one family and equal counts.
///
/// source  STIX 2.1 section 9.6.1
bool contains(const Network& outer, const Network& inner);

}  // namespace entente::stix::pattern
