// The kinds of STIX 2.1 section 7: marking-definition, extension-definition, language-content.
#include <algorithm>

#include "stix/check_property.h"
#include "stix/common_properties.h"
#include "stix/kind.h"
#include "stix/report.h"
#include "stix/tlp.h"

namespace entente::stix {
namespace {

constexpr std::string_view marking_rule = "STIX 2.1 section 7.2.1";
constexpr std::string_view tlp_rule = "STIX 2.1 section 7.2.1.4";
constexpr std::string_view extension_rule = "STIX 2.1 section 7.3.1";
constexpr std::string_view language_rule = "STIX 2.1 section 7.1";

// The OASIS extension that carries TLP 2.0, in the common object repository of the CTI committee.
constexpr std::string_view tlp_2_extension =
    "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d";

constexpr std::array<std::string_view, 4> tlp_1_words{"white", "green", "amber", "red"};
constexpr std::array<std::string_view, 5> tlp_2_words{"clear", "green", "amber", "amber+strict",
                                                      "red"};
constexpr std::array statement_members{text("statement").required()};
constexpr std::array tlp_members{choice("tlp", tlp_1_words).required()};
constexpr std::array tlp_2_members{choice("tlp_2_0", tlp_2_words).required()};

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
    table(marking_properties,
          std::array{text("name"), text("definition_type"), object("definition", {})});

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
                     choice("extension_types", extension_types).list().required(),
                     texts("extension_properties")});

constexpr auto language_content =
    table(core_properties,
          std::array{reference("object_ref", {.never = no_translatable_object}).required(),
                     time("object_modified"), property("contents", Type::dictionary).required()});

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
        check_members(statement_members, *definition, "STIX 2.1 section 7.2.1.3", report);
    }
    const auto tlp = definition->member("tlp");
    if (type != "tlp" && !tlp) return;
    {
        const auto step = report.into("definition");
        check_members(tlp_members, *definition, tlp_rule, report);
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
        check_members(tlp_2_members, *extension, tlp_rule, report);
    }
    const auto word = extension->member("tlp_2_0");
    check_tlp(found, word && word->is_string() ? word->as_string().value() : "", 2, report);
}

void check_own_marking(const Found& found, Report& report) {
    const auto markings = found.get("object_marking_refs");
    if (!markings) return;
    std::size_t index = 0;
    const auto step = report.into("object_marking_refs");
    for (const auto& marking : markings->elements()) {
        const auto inner = report.into(index++);
        if (marking.is_string() && marking.as_string().value() == found.text("id")) {
            report.error("STIX 2.1 section 3.2", "a marking-definition marks itself", "remove it");
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

void also_extension_definition(const Found& found, Report& report) {
    const auto types = found.get("extension_types");
    if (!types || !found.has("extension_properties")) return;
    for (const auto& type : types->elements()) {
        if (!type.is_string()) continue;
        if (type.as_string().value() == "toplevel-property-extension") return;
    }
    const auto step = report.into("extension_properties");
    report.error(extension_rule, "only for an extension of type toplevel-property-extension",
                 "add that to extension_types, or leave this out");
}

void also_language_content(const Found& found, Report& report) {
    const auto contents = found.get("contents");
    if (!contents) return;
    const auto step = report.into("contents");
    for (const auto& [language, translation] : contents->members()) {
        const auto inner = report.into(language);
        if (!is_language(language)) report.error(language_rule, "not a language code (RFC 5646)");
        if (!translation.is_object()) report.error(language_rule, "must be an object");
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

}  // namespace entente::stix
