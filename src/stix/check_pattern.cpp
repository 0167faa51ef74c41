#include "stix/check_pattern.h"

#include <algorithm>
#include <set>

#include "stix/id.h"
#include "stix/object_types.h"
#include "stix/pattern/mentions.h"
#include "stix/pattern/parse.h"
#include "stix/text_forms.h"

namespace entente::stix {
namespace {

void check_types(const pattern::Pattern& parsed, Report& report) {
    for (const auto& type : pattern::mentioned_types(parsed)) {
        if (is_type_name(type)) continue;
        report.error("STIX 2.1 section 3.1", "no object can be of the type \"" + type + "\"",
                     "a type has 3 to 250 of a to z, 0 to 9 and -, from a letter on");
    }
}

/// The first name of a path is that of a property; behind it there may be keys of dictionaries.
void check_properties(const pattern::Pattern& parsed, Report& report) {
    std::set<std::string_view> seen;
    for (const auto& comparison : parsed.comparisons()) {
        const auto name = parsed.text(parsed.steps(comparison)[0].name);
        if (name == "id" || is_property_name(name) || !seen.insert(name).second) continue;
        report.error("STIX 2.1 section 9.7",
                     "no object can have a property \"" + std::string(name.substr(0, 80)) + "\"",
                     "a property has 3 to 250 of a to z, 0 to 9 and _, from a letter on");
    }
}

/// The value of an address, as far as the path tells: what a reference leads to it does not.
bool may_be_network(const pattern::Pattern& parsed, const pattern::Comparison& comparison) {
    const auto steps = parsed.steps(comparison);
    if (parsed.text(steps.back().name) != "value") return false;
    const auto type = parsed.text(comparison.type);
    const bool is_standard = std::ranges::find(observable_types, type) != observable_types.end();
    return steps.size() > 1 || !is_standard || type == "ipv4-addr" || type == "ipv6-addr";
}

void check_networks(const pattern::Pattern& parsed, Report& report) {
    for (const auto& comparison : parsed.comparisons()) {
        const bool is_of_networks = comparison.op == pattern::Operator::is_subset ||
                                    comparison.op == pattern::Operator::is_superset;
        if (!is_of_networks || may_be_network(parsed, comparison)) continue;
        report.error("STIX 2.1 section 9.6.1",
                     "ISSUBSET and ISSUPERSET compare the values of addresses alone",
                     "let the path end at the value of an ipv4-addr or ipv6-addr");
    }
}

}  // namespace

void check_pattern(const Found& found, Report& report) {
    if (found.text("type") != "indicator" || found.text("pattern_type") != "stix") return;
    const auto version = found.text("pattern_version");
    if (!version.empty() && version != "2.1") return;
    const auto text = found.text("pattern");
    if (text.empty()) return;  // reported where it is required
    const auto step = report.into("pattern");
    const auto parsed = pattern::parse(text);
    if (parsed) {
        check_types(*parsed, report);
        check_properties(*parsed, report);
        return check_networks(*parsed, report);
    }
    report.error("STIX 2.1 section 9", parsed.error().what + ", at " + parsed.error().where,
                 parsed.error().remedy);
}

}  // namespace entente::stix
