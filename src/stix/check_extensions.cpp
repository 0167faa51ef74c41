#include "stix/check_extensions.h"

#include <algorithm>

#include "stix/check_property.h"
#include "stix/common_properties.h"
#include "stix/entente_extensions.h"
#include "stix/id.h"
#include "stix/predefined_extensions.h"
#include "stix/text_forms.h"
#include "stix/vocabularies.h"

namespace entente::stix {
namespace {

constexpr std::string_view rule = "STIX 2.1 section 7.3";
constexpr std::string_view custom_rule = "STIX 2.1 section 11.2";
constexpr std::string_view prefix = "extension-definition--";

/// What the extensions make of the object: "new-sdo", "new-sco", "new-sro"; empty if nothing.
std::string_view made_by_extension(const json::Value& object) {
    const auto extensions_found = object.member("extensions");
    if (!extensions_found) return {};
    for (const auto& [id, extension] : extensions_found->members()) {
        const auto type = text_of(extension, "extension_type");
        if (id.starts_with(prefix) && type.starts_with("new-")) return type;
    }
    return {};
}

bool has_extension(const json::Value& object, std::string_view id) {
    const auto extensions_found = object.member("extensions");
    return extensions_found && extensions_found->member(id);
}

/// A type that may not be used so; none if nothing speaks against it.
const Kind* barred_kind(std::string_view type, Report& report) {
    const auto step = report.into("type");
    if (const auto* ours = find_entente_object(type)) {
        report.error(ours->rule, "an object of this type must name its extension",
                     "add extensions: {\"" + std::string(ours->id) +
                         "\": {\"extension_type\": \"new-sdo\"}}");
    } else if (type == "bundle") {
        report.error("STIX 2.1 section 8", "a bundle is not an object",
                     "take its objects out of it");
    } else {
        return nullptr;
    }
    return &unknown_kind(Family::observable);  // no more than type and id are asked of it
}

/// A type that is neither the standard's nor that of an extension.
const Kind& custom_kind(std::string_view type, const json::Value& object, Report& report) {
    const auto step = report.into("type");
    report.warn(custom_rule, "a custom object, as it was done before extensions",
                "define it with an extension-definition (section 7.3)");
    if (!type.starts_with("x-")) {
        report.warn(custom_rule, "a custom object without x- before its type",
                    "name it x-, then who you are, then what it is");
    }
    const bool is_versioned = object.member("created") || object.member("modified");
    return unknown_kind(is_versioned ? Family::domain : Family::observable);
}

void check_ours(const EntenteExtension& ours, const json::Value& extension, const Found& found,
                Report& report) {
    if (text_of(extension, "extension_type") != ours.extension_type) {
        report.error(ours.rule,
                     "the extension_type of this extension is " + std::string(ours.extension_type));
    }
    if (!ours.object_type.empty() && found.text("type") != ours.object_type) {
        report.error(ours.rule,
                     "this extension is for objects of type " + std::string(ours.object_type));
    }
    if (ours.structure) check_structure(*ours.structure, extension, ours.rule, report);
}

/// The names of the properties in an extension, and that none is empty.
void check_names(const json::Value& extension, std::string_view names_rule, Report& report) {
    for (const auto& [name, value] : extension.members()) {
        const auto step = report.into(name);
        refuse_empty_dictionaries(value, report);
        if (is_property_name(name)) continue;
        report.error(names_rule, "not the name of a property",
                     "use 3 to 250 of a to z, 0 to 9 and _, from a letter on");
    }
}

void check_predefined(const PredefinedExtension& predefined, const json::Value& extension,
                      const Found& found, Report& report) {
    if (found.kind().type == predefined.object_type) {
        return check_structure(*predefined.structure, extension, predefined.structure->section,
                               report);
    }
    if (found.kind().type.empty()) return;  // a custom object has its own rules
    report.error(predefined.structure->section,
                 "an extension for objects of type " + std::string(predefined.object_type),
                 "remove it");
}

/// An extension as it was done before extension-definitions: observables alone may have it.
void check_custom(std::string_view name, const json::Value& extension, const Found& found,
                  Report& report) {
    constexpr std::string_view old_rule = "STIX 2.1 section 11.3";
    const char* remedy = "use the id of an extension-definition";
    if (found.kind().family != Family::observable) {
        return report.warn("STIX 2.1 section 3.2",
                           "neither a predefined extension nor the id of one", remedy);
    }
    if (!is_custom_extension_name(name)) {
        return report.error(old_rule, "not the name of an extension", remedy);
    }
    report.warn(old_rule, "a custom extension, as it was done before extension-definitions",
                remedy);
    if (extension.members().empty()) {
        report.error(old_rule, "must have at least one property", "leave it out");
    }
    check_names(extension, old_rule, report);
}

void check_one(std::string_view id, const json::Value& extension, const Found& found,
               Report& report) {
    if (!extension.is_object()) return report.error(rule, "an extension must be an object");
    if (const auto* predefined = find_predefined_extension(id)) {
        return check_predefined(*predefined, extension, found, report);
    }
    if (!id.starts_with(prefix)) return check_custom(id, extension, found, report);
    if (!is_id(id)) return report.error("STIX 2.1 section 2.9", "not an identifier");
    const auto type = text_of(extension, "extension_type");
    if (!extension_type_enum.has(type)) {
        return report.error(rule, "extension_type is missing or unknown",
                            "say what it is, as \"property-extension\"");
    }
    if (const auto* ours = find_entente_extension(id)) {
        return check_ours(*ours, extension, found, report);
    }
    if (type.starts_with("new-") && find_kind(found.text("type"))) {
        report.error(rule, "no extension may define a type that the standard has",
                     "use a property-extension");
    }
    check_names(extension, "STIX 2.1 section 7.3.2", report);
}

}  // namespace

const Kind& kind_of(std::string_view type, const json::Value& object, Report& report) {
    if (const auto* standard = find_kind(type)) return *standard;
    const auto* ours = find_entente_object(type);
    if (ours && has_extension(object, ours->id)) return *find_entente_kind(type);
    const auto made = made_by_extension(object);
    if (!made.empty()) {
        return unknown_kind(made == "new-sco" ? Family::observable : Family::domain);
    }
    const auto* barred = barred_kind(type, report);
    return barred ? *barred : custom_kind(type, object, report);
}

void check_extensions(const Found& found, Report& report) {
    const auto extensions_found = found.get("extensions");
    if (!extensions_found) return;
    const auto step = report.into("extensions");
    for (const auto& [id, extension] : extensions_found->members()) {
        const auto inner = report.into(id);
        check_one(id, extension, found, report);
    }
}

bool has_toplevel_extension(const json::Value& object) {
    const auto extensions_found = object.member("extensions");
    if (!extensions_found) return false;
    for (const auto& [id, extension] : extensions_found->members()) {
        if (text_of(extension, "extension_type") == "toplevel-property-extension") return true;
    }
    return false;
}

}  // namespace entente::stix
