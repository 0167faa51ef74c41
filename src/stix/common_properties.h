#pragma once
// The properties that objects of a family share, as tables. Pure.

#include <array>

#include "stix/table.h"

namespace entente::stix {

inline constexpr std::array<std::string_view, 1> identity_only{"identity"};
inline constexpr std::array<std::string_view, 1> marking_definition_only{"marking-definition"};

// STIX 2.1 section 2.5
inline constexpr std::array external_reference_members{
    text("source_name").required(),
    text("description"),
    text("url").as(Form::url_reference),
    hashes("hashes"),
    text("external_id"),
};
inline constexpr Structure external_reference{.section = "STIX 2.1 section 2.5",
                                              .members = external_reference_members};

// STIX 2.1 section 2.11
inline constexpr std::array kill_chain_phase_members{
    text("kill_chain_name").required().as(Form::lowercase_dashed),
    text("phase_name").required().as(Form::lowercase_dashed),
};
inline constexpr Structure kill_chain_phase{.section = "STIX 2.1 section 2.11",
                                            .members = kill_chain_phase_members};

// STIX 2.1 section 7.2.3
inline constexpr std::array granular_marking_members{
    text("lang").as(Form::language),
    reference("marking_ref", {.only = marking_definition_only}),
    texts("selectors").required(),
};
inline constexpr Structure granular_marking{.section = "STIX 2.1 section 7.2.3",
                                            .members = granular_marking_members};

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
    text("lang").as(Form::language),
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
