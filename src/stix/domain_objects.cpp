// The kinds of STIX 2.1 section 4: domain objects.
#include <algorithm>

#include "stix/common_properties.h"
#include "stix/id.h"
#include "stix/kind.h"
#include "stix/object_types.h"
#include "stix/observable_container.h"
#include "stix/report.h"
#include "stix/vocabularies.h"

namespace entente::stix {
namespace {

constexpr std::array<std::string_view, 1> software_only{"software"};
constexpr std::array<std::string_view, 2> sample_only{"artifact", "file"};
constexpr std::array<std::string_view, 3> sample_or_traffic_only{"artifact", "file",
                                                                 "network-traffic"};
constexpr std::array<std::string_view, 1> bundle_only{"bundle"};
constexpr auto no_observable_or_relationship = joined(domain_types, meta_types);
constexpr auto no_observable = joined(no_observable_or_relationship, relationship_types);
constexpr double observed_max = 999'999'999;

constexpr auto attack_pattern = table(
    core_properties,
    std::array{text("name").required(), text("description"), texts("aliases"), kill_chain_phases});

constexpr auto campaign = table(
    core_properties, std::array{text("name").required(), text("description"), texts("aliases"),
                                time("first_seen"), time("last_seen"), text("objective")});

constexpr auto course_of_action =
    table(core_properties, std::array{text("name").required(), text("description")});

constexpr auto grouping = table(
    core_properties,
    std::array{text("name"), text("description"), choice("context", grouping_context_ov).required(),
               references("object_refs", {.never = bundle_only}).required()});

constexpr auto identity =
    table(core_properties,
          std::array{text("name").required(), text("description"), texts("roles"),
                     choice("identity_class", identity_class_ov),
                     choices("sectors", industry_sector_ov), text("contact_information")});

constexpr auto incident =
    table(core_properties, std::array{text("name").required(), text("description")});

constexpr auto indicator =
    table(core_properties,
          std::array{text("name"), text("description"),
                     choices("indicator_types", indicator_type_ov), text("pattern").required(),
                     choice("pattern_type", pattern_type_ov).required(), text("pattern_version"),
                     time("valid_from").required(), time("valid_until"), kill_chain_phases});

constexpr auto infrastructure =
    table(core_properties,
          std::array{text("name").required(), text("description"),
                     choices("infrastructure_types", infrastructure_type_ov), texts("aliases"),
                     kill_chain_phases, time("first_seen"), time("last_seen")});

constexpr auto intrusion_set = table(
    core_properties, std::array{text("name").required(), text("description"), texts("aliases"),
                                time("first_seen"), time("last_seen"), texts("goals"),
                                choice("resource_level", attack_resource_level_ov),
                                choice("primary_motivation", attack_motivation_ov),
                                choices("secondary_motivations", attack_motivation_ov)});

constexpr auto location = table(
    core_properties, std::array{text("name"), text("description"),
                                property("latitude", Type::number).within(-90, 90),
                                property("longitude", Type::number).within(-180, 180),
                                property("precision", Type::number), choice("region", region_ov),
                                text("country").as(Form::country), text("administrative_area"),
                                text("city"), text("street_address"), text("postal_code")});

constexpr auto malware =
    table(core_properties,
          std::array{text("name"), text("description"), choices("malware_types", malware_type_ov),
                     property("is_family", Type::boolean).required(), texts("aliases"),
                     kill_chain_phases, time("first_seen"), time("last_seen"),
                     references("operating_system_refs", {.only = software_only}),
                     choices("architecture_execution_envs", processor_architecture_ov),
                     choices("implementation_languages", implementation_language_ov),
                     choices("capabilities", malware_capabilities_ov),
                     references("sample_refs", {.only = sample_only})});

constexpr auto malware_analysis = table(
    core_properties,
    std::array{text("product").required().as(Form::lowercase_dashed), text("version"),
               reference("host_vm_ref", {.only = software_only}),
               reference("operating_system_ref", {.only = software_only}),
               references("installed_software_refs", {.only = software_only}),
               text("configuration_version"), texts("modules"), text("analysis_engine_version"),
               text("analysis_definition_version"), time("submitted"), time("analysis_started"),
               time("analysis_ended"), text("result_name"), choice("result", malware_result_ov),
               references("analysis_sco_refs", {.never = no_observable}),
               reference("sample_ref", {.only = sample_or_traffic_only})});

constexpr auto note = table(
    core_properties, std::array{text("abstract"), text("content").required(), texts("authors"),
                                references("object_refs", {.never = bundle_only}).required()});

constexpr auto observed_data =
    table(core_properties,
          std::array{time("first_observed").required(), time("last_observed").required(),
                     property("number_observed", Type::integer).within(1, observed_max).required(),
                     property("objects", Type::object),
                     references("object_refs", {.never = no_observable_or_relationship})});

constexpr auto opinion = table(
    core_properties,
    std::array{text("explanation"), texts("authors"), choice("opinion", opinion_enum).required(),
               references("object_refs", {.never = bundle_only}).required()});

constexpr auto report_properties =
    table(core_properties,
          std::array{text("name").required(), text("description"),
                     choices("report_types", report_type_ov), time("published").required(),
                     references("object_refs", {.never = bundle_only}).required()});

constexpr auto threat_actor =
    table(core_properties,
          std::array{text("name").required(), text("description"),
                     choices("threat_actor_types", threat_actor_type_ov), texts("aliases"),
                     time("first_seen"), time("last_seen"), choices("roles", threat_actor_role_ov),
                     texts("goals"), choice("sophistication", threat_actor_sophistication_ov),
                     choice("resource_level", attack_resource_level_ov),
                     choice("primary_motivation", attack_motivation_ov),
                     choices("secondary_motivations", attack_motivation_ov),
                     choices("personal_motivations", attack_motivation_ov)});

constexpr auto tool =
    table(core_properties, std::array{text("name").required(), text("description"),
                                      choices("tool_types", tool_type_ov), texts("aliases"),
                                      kill_chain_phases, text("tool_version")});

constexpr auto vulnerability =
    table(core_properties, std::array{text("name").required(), text("description")});

void also_location(const Found& found, Report& report) {
    constexpr std::string_view rule = "STIX 2.1 section 4.10";
    const bool has_latitude = found.has("latitude");
    const bool has_longitude = found.has("longitude");
    if (has_latitude != has_longitude) {
        report.error(rule, "latitude and longitude go together", "give both");
    }
    if (found.has("precision") && !has_latitude && !has_longitude) {
        report.error(rule, "precision without latitude and longitude", "give all three");
    }
    const bool is_somewhere = found.has("region") || found.has("country") || has_latitude;
    if (!is_somewhere) {
        report.error(rule, "a location must say where", "give region, country, or coordinates");
    }
}

void also_malware(const Found& found, Report& report) {
    const auto is_family = found.get("is_family");
    const bool needs_name = is_family && is_family->as_bool().value_or(false);
    if (needs_name && !found.has("name")) {
        report.error("STIX 2.1 section 4.11", "a malware family must have a name", "add \"name\"");
    }
}

void also_malware_analysis(const Found& found, Report& report) {
    if (found.has("result") || found.has("analysis_sco_refs")) return;
    report.error("STIX 2.1 section 4.12", "neither result nor analysis_sco_refs", "give one");
}

/// Whether the list has relationships alone: nothing that was observed.
bool names_no_observable(const json::Value& references) {
    const auto elements = references.elements();
    return !elements.empty() && std::ranges::all_of(elements, [](const auto& reference) {
        if (!reference.is_string()) return false;
        const auto type = type_of(reference.as_string().value());
        return std::ranges::find(relationship_types, type) != relationship_types.end();
    });
}

void also_observed_data(const Found& found, Report& report) {
    const auto container = found.get("objects");
    if (container.has_value() == found.has("object_refs")) {
        report.error("STIX 2.1 section 4.14", "must have either object_refs or objects",
                     "give object_refs");
    }
    const auto references = found.get("object_refs");
    if (references && names_no_observable(*references)) {
        const auto step = report.into("object_refs");
        report.error("STIX 2.1 section 4.14", "names no observable", "name one at least");
    }
    if (!container) return;
    const auto step = report.into("objects");
    check_observable_container(*container, report);
}

void also_indicator(const Found& found, Report& report) {
    if (found.has("name") && found.has("description")) return;
    report.suggest("STIX 2.1 section 4.7", "without name or description", "say what it detects");
}

constexpr Order seen_order[] = {{.earlier = "first_seen", .later = "last_seen"}};
constexpr Order valid_order[] = {
    {.earlier = "valid_from", .later = "valid_until", .is_strict = true}};
constexpr Order observed_order[] = {{.earlier = "first_observed", .later = "last_observed"}};

template <std::size_t Size>
constexpr Kind domain(std::string_view type, std::string_view section,
                      const PropertyTable<Size>& properties) {
    return kind(type, Family::domain, section, properties);
}

constexpr std::array kinds{
    domain("attack-pattern", "STIX 2.1 section 4.1", attack_pattern),
    with(domain("campaign", "STIX 2.1 section 4.2", campaign), seen_order),
    domain("course-of-action", "STIX 2.1 section 4.3", course_of_action),
    domain("grouping", "STIX 2.1 section 4.4", grouping),
    domain("identity", "STIX 2.1 section 4.5", identity),
    domain("incident", "STIX 2.1 section 4.6", incident),
    with(domain("indicator", "STIX 2.1 section 4.7", indicator), valid_order, &also_indicator),
    with(domain("infrastructure", "STIX 2.1 section 4.8", infrastructure), seen_order),
    with(domain("intrusion-set", "STIX 2.1 section 4.9", intrusion_set), seen_order),
    with(domain("location", "STIX 2.1 section 4.10", location), {}, &also_location),
    with(domain("malware", "STIX 2.1 section 4.11", malware), seen_order, &also_malware),
    with(domain("malware-analysis", "STIX 2.1 section 4.12", malware_analysis), {},
         &also_malware_analysis),
    domain("note", "STIX 2.1 section 4.13", note),
    with(domain("observed-data", "STIX 2.1 section 4.14", observed_data), observed_order,
         &also_observed_data),
    domain("opinion", "STIX 2.1 section 4.15", opinion),
    domain("report", "STIX 2.1 section 4.16", report_properties),
    with(domain("threat-actor", "STIX 2.1 section 4.17", threat_actor), seen_order),
    domain("tool", "STIX 2.1 section 4.18", tool),
    domain("vulnerability", "STIX 2.1 section 4.19", vulnerability),
};

constexpr Slots slots(kinds, type_name_of);

}  // namespace

const Kind* find_domain_kind(std::string_view type) {
    const auto index = slots.find(type, kinds, type_name_of);
    return index == no_property ? nullptr : &kinds[index];
}

std::span<const Kind> domain_kinds() {
    return kinds;
}

}  // namespace entente::stix
