#include "stix/check_pattern.h"

#include <set>

#include "stix/id.h"
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
        return check_properties(*parsed, report);
    }
    report.error("STIX 2.1 section 9", parsed.error().what + ", at " + parsed.error().where,
                 parsed.error().remedy);
}

}  // namespace entente::stix
