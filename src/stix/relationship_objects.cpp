// The kinds of STIX 2.1 section 5: relationship objects.
#include <algorithm>

#include "stix/common_properties.h"
#include "stix/id.h"
#include "stix/kind.h"
#include "stix/object_types.h"
#include "stix/relationship_table.h"
#include "stix/report.h"

namespace entente::stix {
namespace {

constexpr auto no_domain_object_or_observable = joined(relationship_types, meta_types);
constexpr std::array<std::string_view, 1> observed_data_only{"observed-data"};
constexpr std::array<std::string_view, 2> identity_or_location{"identity", "location"};
constexpr auto no_domain_object = joined(no_domain_object_or_observable, observable_types);
constexpr double count_max = 999'999'999;

constexpr auto relationship =
    table(core_properties,
          std::array{text("relationship_type").required(), text("description"),
                     reference("source_ref", {.never = no_domain_object_or_observable}).required(),
                     reference("target_ref", {.never = no_domain_object_or_observable}).required(),
                     time("start_time"), time("stop_time")});

constexpr auto sighting =
    table(core_properties,
          std::array{text("description"), time("first_seen"), time("last_seen"),
                     property("count", Type::integer).within(0, count_max),
                     reference("sighting_of_ref", {.never = no_domain_object}).required(),
                     references("observed_data_refs", {.only = observed_data_only}),
                     references("where_sighted_refs", {.only = identity_or_location}),
                     property("summary", Type::boolean)});

constexpr std::string_view relationship_rule = "STIX 2.1 section 5.1";

bool is_relationship_type(std::string_view type) {
    const auto is_allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    };
    return std::ranges::all_of(type, is_allowed);
}

void also_relationship(const Found& found, Report& report) {
    const auto type = found.text("relationship_type");
    const auto source = type_of(found.text("source_ref"));
    const auto target = type_of(found.text("target_ref"));
    if (type.empty() || source.empty() || target.empty()) return;
    if (!is_relationship_type(type)) {
        const auto step = report.into("relationship_type");
        return report.error(relationship_rule, "may have only a to z, 0 to 9 and -", "rename it");
    }
    if (!report.wants(Level::warning) || is_suggested(type, source, target)) return;
    const auto step = report.into("relationship_type");
    report.warn(relationship_rule,
                "not suggested from " + std::string(source) + " to " + std::string(target),
                "use one that the standard has for these, or related-to");
}

constexpr Order start_order[] = {
    {.earlier = "start_time", .later = "stop_time", .is_strict = true}};
constexpr Order seen_order[] = {{.earlier = "first_seen", .later = "last_seen"}};

constexpr std::array kinds{
    with(kind("relationship", Family::relationship, "STIX 2.1 section 5.1", relationship),
         start_order, &also_relationship),
    with(kind("sighting", Family::relationship, "STIX 2.1 section 5.2", sighting), seen_order),
};

constexpr Slots slots(kinds, type_name_of);

}  // namespace

const Kind* find_relationship_kind(std::string_view type) {
    const auto index = slots.find(type, kinds, type_name_of);
    return index == no_property ? nullptr : &kinds[index];
}

std::span<const Kind> relationship_kinds() {
    return kinds;
}

}  // namespace entente::stix
