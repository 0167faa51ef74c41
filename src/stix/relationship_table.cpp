#include "stix/relationship_table.h"

#include <algorithm>
#include <array>

#include "stix/object_types.h"
#include "stix/vocabulary.h"

namespace entente::stix {
namespace {

struct Suggestion {
    std::string_view type;
    std::string_view source;
    std::string_view targets;  ///< with spaces between; "*" stands for all observables
};

// In the order of the types. Where appendix B and the tables of section 4 differ, both are here.
constexpr auto suggestions = std::to_array<Suggestion>({
    {.type = "attributed-to", .source = "campaign", .targets = "intrusion-set threat-actor"},
    {.type = "attributed-to", .source = "intrusion-set", .targets = "threat-actor"},
    {.type = "attributed-to", .source = "threat-actor", .targets = "identity"},
    {.type = "authored-by", .source = "malware", .targets = "intrusion-set threat-actor"},
    {.type = "av-analysis-of", .source = "malware-analysis", .targets = "malware"},
    {.type = "based-on", .source = "indicator", .targets = "observed-data"},
    {.type = "beacons-to", .source = "malware", .targets = "infrastructure"},
    {.type = "belongs-to", .source = "ipv4-addr", .targets = "autonomous-system"},
    {.type = "belongs-to", .source = "ipv6-addr", .targets = "autonomous-system"},
    {.type = "characterizes", .source = "malware-analysis", .targets = "malware"},
    {.type = "communicates-with",
     .source = "infrastructure",
     .targets = "domain-name infrastructure ipv4-addr ipv6-addr url"},
    {.type = "communicates-with",
     .source = "malware",
     .targets = "domain-name ipv4-addr ipv6-addr url"},
    {.type = "compromises", .source = "campaign", .targets = "infrastructure"},
    {.type = "compromises", .source = "intrusion-set", .targets = "infrastructure"},
    {.type = "compromises", .source = "threat-actor", .targets = "infrastructure"},
    {.type = "consists-of",
     .source = "infrastructure",
     .targets = "* infrastructure observed-data"},
    {.type = "controls", .source = "infrastructure", .targets = "infrastructure malware"},
    {.type = "controls", .source = "malware", .targets = "malware"},
    {.type = "delivers", .source = "attack-pattern", .targets = "malware"},
    {.type = "delivers", .source = "infrastructure", .targets = "malware"},
    {.type = "delivers", .source = "tool", .targets = "malware"},
    {.type = "downloads", .source = "malware", .targets = "file malware tool"},
    {.type = "drops", .source = "malware", .targets = "file malware tool"},
    {.type = "drops", .source = "tool", .targets = "malware"},
    {.type = "dynamic-analysis-of", .source = "malware-analysis", .targets = "malware"},
    {.type = "exfiltrates-to", .source = "malware", .targets = "infrastructure"},
    {.type = "exploits", .source = "malware", .targets = "vulnerability"},
    {.type = "has", .source = "infrastructure", .targets = "vulnerability"},
    {.type = "has", .source = "tool", .targets = "vulnerability"},
    {.type = "hosts", .source = "infrastructure", .targets = "malware tool"},
    {.type = "hosts", .source = "intrusion-set", .targets = "infrastructure"},
    {.type = "hosts", .source = "threat-actor", .targets = "infrastructure"},
    {.type = "impersonates", .source = "threat-actor", .targets = "identity"},
    {.type = "indicates",
     .source = "indicator",
     .targets = "attack-pattern campaign infrastructure intrusion-set malware threat-actor tool"},
    {.type = "investigates", .source = "course-of-action", .targets = "indicator"},
    {.type = "located-at", .source = "identity", .targets = "location"},
    {.type = "located-at", .source = "infrastructure", .targets = "location"},
    {.type = "located-at", .source = "threat-actor", .targets = "location"},
    {.type = "mitigates",
     .source = "course-of-action",
     .targets = "attack-pattern indicator malware tool vulnerability"},
    {.type = "originates-from", .source = "campaign", .targets = "location"},
    {.type = "originates-from", .source = "intrusion-set", .targets = "location"},
    {.type = "originates-from", .source = "malware", .targets = "location"},
    {.type = "owns", .source = "intrusion-set", .targets = "infrastructure"},
    {.type = "owns", .source = "threat-actor", .targets = "infrastructure"},
    {.type = "remediates", .source = "course-of-action", .targets = "malware vulnerability"},
    {.type = "resolves-to", .source = "domain-name", .targets = "domain-name ipv4-addr ipv6-addr"},
    {.type = "resolves-to", .source = "ipv4-addr", .targets = "mac-addr"},
    {.type = "resolves-to", .source = "ipv6-addr", .targets = "mac-addr"},
    {.type = "static-analysis-of", .source = "malware-analysis", .targets = "malware"},
    {.type = "targets", .source = "attack-pattern", .targets = "identity location vulnerability"},
    {.type = "targets", .source = "campaign", .targets = "identity location vulnerability"},
    {.type = "targets", .source = "intrusion-set", .targets = "identity location vulnerability"},
    {.type = "targets",
     .source = "malware",
     .targets = "identity infrastructure location vulnerability"},
    {.type = "targets", .source = "threat-actor", .targets = "identity location vulnerability"},
    {.type = "targets",
     .source = "tool",
     .targets = "identity infrastructure location vulnerability"},
    {.type = "uses", .source = "attack-pattern", .targets = "malware tool"},
    {.type = "uses", .source = "campaign", .targets = "attack-pattern infrastructure malware tool"},
    {.type = "uses", .source = "infrastructure", .targets = "infrastructure"},
    {.type = "uses",
     .source = "intrusion-set",
     .targets = "attack-pattern infrastructure malware tool"},
    {.type = "uses", .source = "malware", .targets = "attack-pattern infrastructure malware tool"},
    {.type = "uses",
     .source = "threat-actor",
     .targets = "attack-pattern infrastructure malware tool"},
    {.type = "uses", .source = "tool", .targets = "infrastructure"},
    {.type = "variant-of", .source = "malware", .targets = "malware"},
});
static_assert(std::ranges::is_sorted(suggestions, {}, &Suggestion::type));

bool has(const auto& types, std::string_view type) {
    return std::ranges::find(types, type) != types.end();
}

bool is_known(std::string_view type) {
    return has(domain_types, type) || has(observable_types, type);
}

bool is_target(const Suggestion& suggestion, std::string_view target) {
    const Vocabulary targets{.name = "", .rule = "", .words = suggestion.targets};
    return targets.has(target) || (targets.has("*") && has(observable_types, target));
}

}  // namespace

bool is_suggested(std::string_view relationship_type, std::string_view source,
                  std::string_view target) {
    if (relationship_type == "related-to") return true;
    if (relationship_type == "derived-from" || relationship_type == "duplicate-of") {
        return source == target;
    }
    const auto rows =
        std::ranges::equal_range(suggestions, relationship_type, {}, &Suggestion::type);
    const auto fits = [&](const Suggestion& row) {
        return row.source == source && is_target(row, target);
    };
    return std::ranges::any_of(rows, fits) || !is_known(source) || !is_known(target);
}

}  // namespace entente::stix
