#include "stix/kind.h"

#include "stix/common_properties.h"

namespace entente::stix {
namespace {

constexpr std::string_view custom_rule = "STIX 2.1 section 11.2";

constexpr auto core = table(core_properties, std::array<Property, 0>{});
constexpr auto observable = table(observable_properties, std::array<Property, 0>{});
constexpr Kind unknown_core = kind("", Family::domain, custom_rule, core);
constexpr Kind unknown_observable = kind("", Family::observable, custom_rule, observable);

}  // namespace

const Kind* find_kind(std::string_view type) {
    if (const auto* found = find_relationship_kind(type)) return found;
    if (const auto* found = find_domain_kind(type)) return found;
    if (const auto* found = find_observable_kind(type)) return found;
    return find_meta_kind(type);
}

const Kind& unknown_kind(Family family) {
    return family == Family::observable ? unknown_observable : unknown_core;
}

}  // namespace entente::stix
