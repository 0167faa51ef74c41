#include "stix/check_pattern.h"

#include "stix/id.h"
#include "stix/pattern/mentions.h"
#include "stix/pattern/parse.h"

namespace entente::stix {
namespace {

void check_types(const pattern::Pattern& parsed, Report& report) {
    for (const auto& type : pattern::mentioned_types(parsed)) {
        if (is_type_name(type)) continue;
        report.error("STIX 2.1 section 3.1", "no object can be of the type \"" + type + "\"",
                     "a type has 3 to 250 of a to z, 0 to 9 and -, from a letter on");
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
    if (parsed) return check_types(*parsed, report);
    report.error("STIX 2.1 section 9", parsed.error().what + ", at " + parsed.error().where,
                 parsed.error().remedy);
}

}  // namespace entente::stix
