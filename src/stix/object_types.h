#pragma once
// The types of objects by what they are, for what a reference may and may not point at. Pure.

#include <array>
#include <string_view>

namespace entente::stix {

// STIX 2.1 section 4
inline constexpr auto domain_types = std::to_array<std::string_view>(
    {"attack-pattern", "campaign", "course-of-action", "grouping", "identity", "incident",
     "indicator", "infrastructure", "intrusion-set", "location", "malware", "note", "observed-data",
     "malware-analysis", "opinion", "report", "threat-actor", "tool", "vulnerability"});

// STIX 2.1 section 5
inline constexpr auto relationship_types =
    std::to_array<std::string_view>({"relationship", "sighting"});

// STIX 2.1 section 6
inline constexpr auto observable_types = std::to_array<std::string_view>(
    {"artifact", "autonomous-system", "directory", "domain-name", "email-addr", "email-message",
     "file", "ipv4-addr", "ipv6-addr", "mac-addr", "mutex", "network-traffic", "process",
     "software", "url", "user-account", "windows-registry-key", "x509-certificate"});

// STIX 2.1 sections 7 and 8
inline constexpr auto meta_types = std::to_array<std::string_view>(
    {"language-content", "marking-definition", "extension-definition", "bundle"});

/// One list after the other.
template <std::size_t First, std::size_t Second>
constexpr std::array<std::string_view, First + Second> joined(
    const std::array<std::string_view, First>& first,
    const std::array<std::string_view, Second>& second) {
    std::array<std::string_view, First + Second> all{};
    for (std::size_t i = 0; i < First; ++i) all[i] = first[i];
    for (std::size_t i = 0; i < Second; ++i) all[First + i] = second[i];
    return all;
}

}  // namespace entente::stix
