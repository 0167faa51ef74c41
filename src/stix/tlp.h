#pragma once
// The Traffic Light Protocol: the identifiers of its marking-definitions. Pure.

#include <optional>
#include <span>
#include <string_view>

#include "vocabulary/handling.h"

namespace entente::stix {

using vocabulary::TlpLevel;

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

/// Whether `id` is no TLP marking but nearly one: the same first eight digits, or other case. Such
/// ids are in circulation; whoever reads one must take it for RED.
///
/// source  design 05-vocabularies section 1
bool is_nearly_tlp(std::string_view id);

}  // namespace entente::stix
