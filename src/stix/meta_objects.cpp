// The kinds of STIX 2.1 section 7: marking-definition, extension-definition, language-content.
#include <algorithm>

#include "stix/check_property.h"
#include "stix/common_properties.h"
#include "stix/kind.h"
#include "stix/report.h"
#include "stix/text_forms.h"
#include "stix/tlp.h"
#include "stix/vocabularies.h"

namespace entente::stix {
namespace {

constexpr std::string_view marking_rule = "STIX 2.1 section 7.2.1";
constexpr std::string_view tlp_rule = "STIX 2.1 section 7.2.1.4";
constexpr std::string_view extension_rule = "STIX 2.1 section 7.3.1";
constexpr std::string_view language_rule = "STIX 2.1 section 7.1";

constexpr Vocabulary tlp_1_words{.name = "tlp", .rule = tlp_rule, .words = "white green amber red"};
constexpr Vocabulary tlp_2_words{
    .name = "tlp_2_0", .rule = tlp_rule, .words = "clear green amber amber+strict red"};
constexpr std::array statement_members{text("statement").required()};
constexpr std::array tlp_members{choice("tlp", tlp_1_words).required()};
constexpr std::array tlp_2_members{text("extension_type"),
                                   choice("tlp_2_0", tlp_2_words).required()};
constexpr Structure statement{.section = "STIX 2.1 section 7.2.1.3", .members = statement_members};
constexpr Structure tlp_1{.section = tlp_rule, .members = tlp_members};
constexpr Structure tlp_2{.section = tlp_rule, .members = tlp_2_members};
constexpr Vocabulary definition_types{
    .name = "definition types", .rule = marking_rule, .is_open = true, .words = "statement tlp"};

constexpr std::array<std::string_view, 2> no_translatable_object{"bundle", "language-content"};

constexpr std::array marking_properties{
    text("type").required(),
    spec_version,
    reference("id").required(),
    reference("created_by_ref", {.only = identity_only}),
    time("created").required(),
    external_references,
    object_marking_refs,
    granular_markings,
    extensions,
};

constexpr auto marking_definition =
    table(marking_properties, std::array{text("name"), choice("definition_type", definition_types),
                                         property("definition", Type::object)});

constexpr std::array extension_definition_properties{
    text("type").required(),
    spec_version,
    reference("id").required(),
    reference("created_by_ref", {.only = identity_only}).required(),
    time("created").required(),
    time("modified").required(),
    property("revoked", Type::boolean),
    texts("labels"),
    external_references,
    object_marking_refs,
    granular_markings,
};

constexpr auto extension_definition =
    table(extension_definition_properties,
          std::array{text("name").required(), text("description"), text("schema").required(),
                     text("version").required(),
                     choices("extension_types", extension_type_enum).required(),
                     texts("extension_properties")});

// As those of domain objects, without lang.
constexpr std::array language_content_properties{
    text("type").required(),
    spec_version,
    reference("id").required(),
    reference("created_by_ref", {.only = identity_only}),
    time("created").required(),
    time("modified").required(),
    property("revoked", Type::boolean),
    texts("labels"),
    property("confidence", Type::integer).within(0, 100),
    external_references,
    object_marking_refs,
    granular_markings,
    extensions,
};

constexpr auto language_content =
    table(language_content_properties,
          std::array{reference("object_ref", {.never = no_translatable_object}).required(),
                     time("object_modified"), property("contents", Type::object).required()});

/// The level that a TLP 1 or 2 word stands for, as to_text writes it.
bool is_level(std::string_view word, const TlpMarking& marking) {
    if (word == "white") word = "clear";
    const auto level = to_text(marking.level).substr(std::string_view("TLP:").size());
    return std::ranges::equal(word, level,
                              [](char a, char b) { return a == b || (a ^ b) == 0x20; });
}

/// Whoever calls himself TLP must be one of those that there are: an id that is nearly one
/// misleads.
void check_tlp(const Found& found, std::string_view word, int version, Report& report) {
    const auto known = find_tlp(found.text("id"));
    const auto step = report.into("id");
    if (known && known->version == version && is_level(word, *known)) return;
    report.error(tlp_rule, "not the identifier of this TLP level",
                 "refer to the standard's marking-definition; no other may be made");
}

void check_definition(const Found& found, Report& report) {
    const auto type = found.text("definition_type");
    const auto definition = found.get("definition");
    if (!definition || !definition->is_object()) return;
    if (type == "statement") {
        const auto step = report.into("definition");
        check_structure(statement, *definition, marking_rule, report);
    }
    const auto tlp = definition->member("tlp");
    if (type != "tlp" && !tlp) return;
    {
        const auto step = report.into("definition");
        check_structure(tlp_1, *definition, tlp_rule, report);
    }
    check_tlp(found, tlp && tlp->is_string() ? tlp->as_string().value() : "", 1, report);
}

void check_tlp_2(const Found& found, Report& report) {
    const auto extensions_found = found.get("extensions");
    if (!extensions_found) return;
    const auto extension = extensions_found->member(tlp_2_extension);
    if (!extension || !extension->is_object()) return;
    {
        const auto step = report.into("extensions");
        const auto inner = report.into(tlp_2_extension);
        check_structure(tlp_2, *extension, tlp_rule, report);
    }
    const auto word = extension->member("tlp_2_0");
    check_tlp(found, word && word->is_string() ? word->as_string().value() : "", 2, report);
}

/// Whether the marking-definition marks itself.
bool is_own(const Found& found, const std::optional<json::Value>& marking) {
    return marking && marking->is_string() && marking->as_string().value() == found.text("id");
}

void check_own_marking(const Found& found, Report& report) {
    constexpr const char* message = "a marking-definition marks itself";
    if (const auto markings = found.get("object_marking_refs")) {
        std::size_t index = 0;
        const auto step = report.into("object_marking_refs");
        for (const auto& marking : markings->elements()) {
            const auto inner = report.into(index++);
            if (is_own(found, marking)) report.error("STIX 2.1 section 3.2", message, "remove it");
        }
    }
    if (const auto markings = found.get("granular_markings")) {
        std::size_t index = 0;
        const auto step = report.into("granular_markings");
        for (const auto& marking : markings->elements()) {
            const auto inner = report.into(index++);
            if (!is_own(found, marking.member("marking_ref"))) continue;
            report.error("STIX 2.1 section 3.2", message, "remove it");
        }
    }
}

void also_marking_definition(const Found& found, Report& report) {
    const bool is_defined = found.has("definition_type") && found.has("definition");
    if (!is_defined && !found.has("extensions")) {
        report.error(marking_rule, "neither extensions nor definition_type and definition",
                     "say what the marking is");
    }
    if (is_nearly_tlp(found.text("id"))) {
        const auto step = report.into("id");
        report.error(tlp_rule, "nearly the identifier of a TLP marking, but not quite",
                     "use the standard's identifier, or another UUID altogether");
    }
    check_definition(found, report);
    check_tlp_2(found, report);
    check_own_marking(found, report);
}

bool adds_to_the_top_level(const Found& found) {
    const auto types = found.get("extension_types");
    return types && std::ranges::any_of(types->elements(), [](const auto& type) {
               return type.is_string() && type.as_string().value() == "toplevel-property-extension";
           });
}

void check_extension_properties(const Found& found, Report& report) {
    const auto names = found.get("extension_properties");
    if (!names) return;
    const auto step = report.into("extension_properties");
    std::size_t index = 0;
    for (const auto& name : names->elements()) {
        const auto inner = report.into(index++);
        if (!name.is_string() || is_property_name(name.as_string().value())) continue;
        report.error("STIX 2.1 section 7.3.2", "not the name of a property",
                     "use 3 to 250 of a to z, 0 to 9 and _, from a letter on");
    }
}

void also_extension_definition(const Found& found, Report& report) {
    const bool has_properties = found.has("extension_properties");
    check_extension_properties(found, report);
    if (!found.has("description")) {
        report.suggest(extension_rule, "without a description", "say what it is for");
    }
    if (adds_to_the_top_level(found)) {
        if (has_properties) return;
        return report.suggest(extension_rule, "without extension_properties",
                              "name the properties that it adds");
    }
    if (!has_properties) return;
    const auto step = report.into("extension_properties");
    report.error(extension_rule, "only for an extension of type toplevel-property-extension",
                 "add that to extension_types, or leave this out");
}

void check_translation(const json::Value& translation, Report& report) {
    if (!translation.is_object()) return report.error(language_rule, "must be an object");
    refuse_empty_dictionaries(translation, report);
    for (const auto& [name, value] : translation.members()) {
        if (is_property_name(name) || name == "id") continue;
        const auto step = report.into(name);
        report.error(language_rule, "not the name of a property", "name what is translated");
    }
}

void also_language_content(const Found& found, Report& report) {
    const auto contents = found.get("contents");
    if (!contents) return;
    const auto step = report.into("contents");
    for (const auto& [language, translation] : contents->members()) {
        const auto inner = report.into(language);
        if (!is_language(language)) report.error(language_rule, "not a language code (RFC 5646)");
        check_translation(translation, report);
    }
}

constexpr std::array kinds{
    with(kind("marking-definition", Family::meta, marking_rule, marking_definition), {},
         &also_marking_definition),
    with(kind("extension-definition", Family::meta, extension_rule, extension_definition), {},
         &also_extension_definition),
    with(kind("language-content", Family::meta, language_rule, language_content), {},
         &also_language_content),
};

constexpr Slots slots(kinds, type_name_of);

}  // namespace

const Kind* find_meta_kind(std::string_view type) {
    const auto index = slots.find(type, kinds, type_name_of);
    return index == no_property ? nullptr : &kinds[index];
}

std::span<const Kind> meta_kinds() {
    return kinds;
}

}  // namespace entente::stix
