#include "stix/references.h"

#include "stix/id.h"

namespace entente::stix {

void ReferenceWalk::walk(std::string_view name, const json::Value& value, Report& report) {
    if (value.is_string()) {
        if (name.ends_with("_ref")) take(name, value, report);
        return;
    }
    if (value.is_null()) {
        report.error("STIX 2.1 section 2", "null is no value", "leave the property out");
    }
    if (value.is_object()) {
        for (const auto& [inner, member] : value.members()) {
            const auto step = report.into(inner);
            walk(inner, member, report);
        }
    }
    if (!value.is_array()) return;
    if (value.elements().empty()) {
        report.error("STIX 2.1 section 2.12", "a list must not be empty", "leave it out");
    }
    std::size_t index = 0;
    for (const auto& element : value.elements()) {
        const auto step = report.into(index++);
        if (element.is_string() && name.ends_with("_refs")) take(name, element, report);
        walk({}, element, report);
    }
}

void ReferenceWalk::take(std::string_view name, const json::Value& value, const Report& report) {
    if (!collects_) return;
    const auto id = value.as_string().value();
    if (!is_id(id)) return;
    const bool is_marking = name == "object_marking_refs" || name == "marking_ref";
    if (is_marking) markings_.push_back({.pointer = report.pointer(), .id = std::string(id)});
    if (seen_.insert(id).second) {
        references_.push_back({.pointer = report.pointer(), .id = std::string(id)});
    }
}

}  // namespace entente::stix
