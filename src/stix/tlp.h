#pragma once
// The Traffic Light Protocol: the identifiers of its marking-definitions. Pure.

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "vocabulary/handling.h"

namespace entente::stix {

using vocabulary::TlpLevel;

/// The extension that carries TLP 2.0, in the common object repository of the OASIS CTI committee.
constexpr std::string_view tlp_2_extension =
    "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d";

/// A marking-definition that stands for a level.
struct TlpMarking {
    std::string_view id;
    TlpLevel level;
    int version;  ///< 1 (STIX 2.1 section 7.2.1.4) or 2 (FIRST, August 2022)
};

/// All nine of them: four of TLP 1, whose WHITE is read as CLEAR, and five of TLP 2.0.
///
/// source  STIX 2.1 section 7.2.1.4; the OASIS extension for TLP 2.0
std::span<const TlpMarking> tlp_markings();

/// The level that the marking-definition `id` stands for; none if it is no TLP marking.
std::optional<TlpMarking> find_tlp(std::string_view id);

/// The TLP 2.0 marking-definition that says what `id` says; `id` itself if it is none of TLP 1.
std::string_view tlp_2_of(std::string_view id);

/// The marking-definition of TLP 2.0 with that identifier, as STIX; empty if there is none.
///
/// source  the OASIS extension for TLP 2.0
std::string tlp_2_definition(std::string_view id);

/// Whether `id` is no TLP marking but nearly one: the same first eight digits, or other case. Such
/// ids are in circulation; whoever reads one must take it for RED.
///
/// source  design 05-vocabularies section 1
bool is_nearly_tlp(std::string_view id);

}  // namespace entente::stix
