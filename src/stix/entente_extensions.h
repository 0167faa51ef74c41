#pragma once
// What Entente adds to STIX, the way STIX 2.1 section 7.3 lays down. Pure.
//
// The JSON Schemas are in schemas/, the words in docs/STIX.md.

#include <span>
#include <string_view>

#include "stix/kind.h"

namespace entente::stix {

/// The identifiers of our extension-definitions. They never change.
inline constexpr std::string_view question_extension =
    "extension-definition--a94bcab8-427f-45f2-a8da-fa3ffd4ea6dc";
inline constexpr std::string_view assessment_extension =
    "extension-definition--a4da37ba-cbdb-40be-95d5-326baeeffa38";
inline constexpr std::string_view sourcing_extension =
    "extension-definition--83479d06-2a77-4807-b10c-3c485a12002f";

/// An extension that we know from the inside.
struct EntenteExtension {
    std::string_view id;
    std::string_view extension_type;       ///< "new-sdo" or "property-extension"
    std::string_view rule;                 ///< where it is laid down
    std::string_view object_type;          ///< of a new-sdo; else empty
    const Structure* structure = nullptr;  ///< of a property-extension
};

/// The extension of that identifier; none if it is not ours.
const EntenteExtension* find_entente_extension(std::string_view id);

/// The extension that makes objects of `type`; none if no extension of ours does.
const EntenteExtension* find_entente_object(std::string_view type);

/// What objects of `type` have, of those types that our extensions make.
const Kind* find_entente_kind(std::string_view type);

}  // namespace entente::stix
