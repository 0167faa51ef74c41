#include "stix/versions.h"

#include "json/canonical.h"
#include "stix/check_property.h"
#include "stix/report.h"

namespace entente::stix {
namespace {

constexpr std::string_view rule = "STIX 2.1 section 3.6";

bool is_revoked(const json::Value& object) {
    const auto revoked = object.member("revoked");
    return revoked && revoked->as_bool().value_or(false);
}

bool is_same_text(const json::Value& a, const json::Value& b) {
    const auto first = json::canonical(a);
    const auto second = json::canonical(b);
    return first && second && *first == *second;
}

/// The instant, whatever digits it is written with; text that is no time is compared as text.
bool is_same_time(std::string_view a, std::string_view b) {
    const auto first = read_timestamp(a);
    const auto second = read_timestamp(b);
    return first && second ? first->instant == second->instant : a == b;
}

void check_kept(const json::Value& earlier, const json::Value& later, Report& report) {
    for (const auto* name : {"type", "id", "created_by_ref"}) {
        if (text_of(earlier, name) == text_of(later, name)) continue;
        const auto step = report.into(std::string_view(name));
        report.error(rule, "must be the same in every version",
                     "make a new object, and relate it with derived-from");
    }
    if (is_same_time(text_of(earlier, "created"), text_of(later, "created"))) return;
    const auto step = report.into("created");
    report.error("STIX 2.1 section 3.2", "must be the same in every version",
                 "keep it as it was in the first version");
}

}  // namespace

std::vector<Finding> compare_versions(const json::Value& earlier, const json::Value& later) {
    Report report;
    check_kept(earlier, later, report);
    const auto before = read_timestamp(text_of(earlier, "modified"));
    const auto after = read_timestamp(text_of(later, "modified"));
    if (!before || !after) return report.take();
    const bool is_new = before->instant < after->instant;
    if (!is_new && !is_same_text(earlier, later)) {
        const auto step = report.into("modified");
        report.error(rule, "changed without a later modified",
                     "set modified to the time of the change");
    }
    if (is_new && is_revoked(earlier)) {
        const auto step = report.into("modified");
        report.error(rule, "a version of an object that was revoked", "make a new object");
    }
    return report.take();
}

}  // namespace entente::stix
