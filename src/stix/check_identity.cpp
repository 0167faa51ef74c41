#include "stix/check_identity.h"

#include "stix/deterministic_id.h"
#include "stix/id.h"

namespace entente::stix {
namespace {

constexpr std::string_view rule = "STIX 2.1 section 2.9";

/// All but observables: random, so that no two producers meet by chance.
void check_random(std::string_view id, Report& report) {
    if (version_of(id) == '4') return;
    report.warn(rule, "the UUID should be a random one (version 4)");
}

/// Who makes versions of an observable may not give it the identifier that everybody else gives it.
bool is_versioned(const json::Value& object) {
    return object.member("created") || object.member("modified") || object.member("revoked") ||
           object.member("created_by_ref");
}

/// Observables: made of their properties, so that the same thing has the same identifier.
void check_deterministic(const Found& found, std::string_view id, Report& report) {
    const auto version = version_of(id);
    if (!has_contributing_property(found.object())) {
        if (version == '4') return;
        return report.error(rule, "no property that could make this UUID",
                            "it must be a random one (version 4)");
    }
    if (version != '5') {
        return report.warn(rule, "the UUID should be made of the properties (version 5)");
    }
    if (!report.wants(Level::warning) && !is_versioned(found.object())) return;
    const auto expected = deterministic_id(found.object());
    if (!expected) return;
    if (expected->text() == id) {
        if (!is_versioned(found.object())) return;
        return report.error("STIX 2.1 section 3.6", "the UUID of a thing that has versions",
                            "give it a random one (version 4), or leave the versions out");
    }
    report.warn(rule, "not the UUID that the properties make", "it would be " + expected->text());
}

}  // namespace

void check_identity(const Found& found, Report& report) {
    const auto id = found.text("id");
    const auto type = found.text("type");
    if (!type.empty() && !is_type_name(type)) {
        const auto step = report.into("type");
        report.error("STIX 2.1 section 3.1", "not the name of a type",
                     "use 3 to 250 of a to z, 0 to 9 and -, from a letter on");
    }
    if (!is_id(id)) return;  // reported where its form was checked
    const auto step = report.into("id");
    if (type_of(id) != type) {
        return report.error(rule, "the identifier is that of another type",
                            "begin it with \"" + std::string(type.substr(0, 80)) + "--\"");
    }
    if (found.kind().family != Family::observable) return check_random(id, report);
    if (!found.kind().type.empty()) check_deterministic(found, id, report);
}

}  // namespace entente::stix
