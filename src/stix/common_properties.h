#pragma once
// The properties that objects of a family share, as tables. Pure.

#include <array>

#include "stix/table.h"

namespace entente::stix {

inline constexpr std::array<std::string_view, 1> identity_only{"identity"};
inline constexpr std::array<std::string_view, 1> marking_definition_only{"marking-definition"};
inline constexpr std::array<std::string_view, 5> extension_types{
    "new-sdo", "new-sco", "new-sro", "property-extension", "toplevel-property-extension"};

// STIX 2.1 section 2.5
inline constexpr std::array external_reference{
    text("source_name").required(),   text("description"), text("url"),
    property("hashes", Type::hashes), text("external_id"),
};

// STIX 2.1 section 2.11
inline constexpr std::array kill_chain_phase{
    text("kill_chain_name").required(),
    text("phase_name").required(),
};

// STIX 2.1 section 7.2.3
inline constexpr std::array granular_marking{
    text("lang"),
    reference("marking_ref", {.only = marking_definition_only}),
    texts("selectors").required(),
};

// What is missing or wrong with spec_version has a rule of its own: it tells a version 2.0 object.
inline constexpr Property spec_version = text("spec_version");
inline constexpr Property external_references = objects("external_references", external_reference);
inline constexpr Property object_marking_refs =
    references("object_marking_refs", {.only = marking_definition_only});
inline constexpr Property granular_markings = objects("granular_markings", granular_marking);
inline constexpr Property extensions = property("extensions", Type::extensions);
inline constexpr Property kill_chain_phases = objects("kill_chain_phases", kill_chain_phase);

// STIX 2.1 section 3.2: domain and relationship objects
inline constexpr std::array core_properties{
    text("type").required(),
    spec_version,
    reference("id").required(),
    reference("created_by_ref", {.only = identity_only}),
    time("created").required(),
    time("modified").required(),
    property("revoked", Type::boolean),
    texts("labels"),
    property("confidence", Type::integer).within(0, 100),
    text("lang"),
    external_references,
    object_marking_refs,
    granular_markings,
    extensions,
};

// STIX 2.1 section 3.2: observables
inline constexpr std::array observable_properties{
    text("type").required(),
    spec_version,
    reference("id").required(),
    object_marking_refs,
    granular_markings,
    property("defanged", Type::boolean),
    extensions,
};

}  // namespace entente::stix
