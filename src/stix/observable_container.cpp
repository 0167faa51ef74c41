#include "stix/observable_container.h"

#include "stix/check_property.h"
#include "stix/id.h"
#include "stix/kind.h"
#include "stix/object_types.h"

namespace entente::stix {
namespace {

constexpr std::string_view rule = "STIX 2.1 section 2.13";

void check_reference(const json::Value& container, const json::Value& key, Report& report) {
    if (!key.is_string()) return report.error("STIX 2.1 section 2.15", "must be a string");
    if (container.member(key.as_string().value())) return;
    report.error(rule, "refers to no object of this container", "name the key of one");
}

/// Follows references at any depth: extensions have some too.
void check_references(const json::Value& container, std::string_view name, const json::Value& value,
                      Report& report) {
    if (name.ends_with("_ref")) return check_reference(container, value, report);
    for (const auto& [inner, member] : value.members()) {
        const auto step = report.into(inner);
        check_references(container, inner, member, report);
    }
    std::size_t index = 0;
    for (const auto& element : value.elements()) {
        const auto step = report.into(index++);
        if (name.ends_with("_refs")) {
            check_reference(container, element, report);
        } else {
            check_references(container, {}, element, report);
        }
    }
}

void check_observable(const json::Value& observable, Report& report) {
    const auto type = text_of(observable, "type");
    if (!is_type_name(type)) {
        return report.error(rule, "not an observable: it has no type", "add its type");
    }
    const auto* kind = find_kind(type);
    if (!kind || kind->family == Family::observable) return;
    const auto step = report.into("type");
    report.error(rule, "only observables may stand here", "make it an object of its own");
}

}  // namespace

void check_observable_container(const json::Value& container, Report& report) {
    report.warn(rule, "deprecated: objects within observed-data",
                "make them objects of their own, and name them in object_refs");
    if (!container.is_object()) return;  // reported where its type was checked
    for (const auto& [key, observable] : container.members()) {
        const auto step = report.into(key);
        if (!observable.is_object()) {
            report.error(rule, "must be an object");
            continue;
        }
        check_observable(observable, report);
        check_references(container, {}, observable, report);
    }
}

}  // namespace entente::stix
