#include "stix/check_extensions.h"

#include <algorithm>

#include "stix/check_property.h"
#include "stix/common_properties.h"
#include "stix/entente_extensions.h"
#include "stix/id.h"

namespace entente::stix {
namespace {

constexpr std::string_view rule = "STIX 2.1 section 7.3";
constexpr std::string_view prefix = "extension-definition--";

/// The text of a member; empty if it is not there or no string.
std::string_view text_of(const json::Value& object, std::string_view name) {
    const auto member = object.member(name);
    return member && member->is_string() ? member->as_string().value() : std::string_view();
}

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

const Kind& undefined_kind(std::string_view type, Report& report) {
    const auto step = report.into("type");
    if (const auto* ours = find_entente_object(type)) {
        report.error(ours->rule, "an object of this type must name its extension",
                     "add extensions: {\"" + std::string(ours->id) +
                         "\": {\"extension_type\": \"new-sdo\"}}");
    } else if (type == "bundle") {
        report.error("STIX 2.1 section 8", "a bundle is not an object",
                     "take its objects out of it");
    } else {
        report.error("STIX 2.1 section 3.2",
                     "no kind of object that is known: " + std::string(type.substr(0, 80)),
                     "name the extension that defines it (section 7.3)");
    }
    return unknown_kind(Family::observable);  // no more than type and id are asked of it
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
    check_members(ours.members, extension, ours.rule, report);
}

void check_one(std::string_view id, const json::Value& extension, const Found& found,
               Report& report) {
    if (!extension.is_object()) return report.error(rule, "an extension must be an object");
    if (!id.starts_with(prefix)) {
        if (id.ends_with("-ext")) return;  // predefined ones (section 3.10), and those like them
        return report.warn("STIX 2.1 section 3.2",
                           "neither a predefined extension nor the id of one",
                           "use the id of an extension-definition");
    }
    if (!is_id(id)) return report.error("STIX 2.1 section 2.9", "not an identifier");
    const auto type = text_of(extension, "extension_type");
    if (std::ranges::find(extension_types, type) == extension_types.end()) {
        return report.error(rule, "extension_type is missing or unknown",
                            "say what it is, as \"property-extension\"");
    }
    const auto* ours = find_entente_extension(id);
    if (ours) check_ours(*ours, extension, found, report);
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
    if (!type.starts_with("x-")) return undefined_kind(type, report);
    const auto step = report.into("type");
    report.warn("STIX 2.1 section 11.2", "a custom object, as it was done before extensions",
                "define it with an extension-definition");
    return unknown_kind(object.member("created") ? Family::domain : Family::observable);
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
