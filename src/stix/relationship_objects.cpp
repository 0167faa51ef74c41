// The kinds of STIX 2.1 section 5: relationship objects.
#include <algorithm>

#include "stix/common_properties.h"
#include "stix/kind.h"
#include "stix/report.h"

namespace entente::stix {
namespace {

constexpr std::array<std::string_view, 6> no_domain_object_or_observable{
    "relationship",       "sighting",         "bundle",
    "marking-definition", "language-content", "extension-definition"};
constexpr std::array<std::string_view, 1> observed_data_only{"observed-data"};
constexpr std::array<std::string_view, 2> identity_or_location{"identity", "location"};
constexpr std::array<std::string_view, 24> no_domain_object{"relationship",
                                                            "sighting",
                                                            "bundle",
                                                            "marking-definition",
                                                            "language-content",
                                                            "extension-definition",
                                                            "artifact",
                                                            "autonomous-system",
                                                            "directory",
                                                            "domain-name",
                                                            "email-addr",
                                                            "email-message",
                                                            "file",
                                                            "ipv4-addr",
                                                            "ipv6-addr",
                                                            "mac-addr",
                                                            "mutex",
                                                            "network-traffic",
                                                            "process",
                                                            "software",
                                                            "url",
                                                            "user-account",
                                                            "windows-registry-key",
                                                            "x509-certificate"};
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

void also_relationship(const Found& found, Report& report) {
    const auto type = found.text("relationship_type");
    const auto is_allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    };
    if (std::ranges::all_of(type, is_allowed)) return;
    const auto step = report.into("relationship_type");
    report.error("STIX 2.1 section 5.1", "may have only a to z, 0 to 9 and -", "rename it");
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

}  // namespace entente::stix
