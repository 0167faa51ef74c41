#include "stix/check_markings.h"

#include <algorithm>

#include "base/number.h"
#include "stix/text_forms.h"
#include "stix/tlp.h"

namespace entente::stix {
namespace {

constexpr std::string_view rule = "STIX 2.1 section 7.2.3";

std::optional<json::Value> element_at(const json::Value& list, std::string_view component) {
    component.remove_prefix(1);
    component.remove_suffix(1);
    const auto wanted = parse_integer<std::size_t>(component, "selector");
    if (!wanted) return std::nullopt;
    std::size_t index = 0;
    for (const auto& element : list.elements()) {
        if (index++ == *wanted) return element;
    }
    return std::nullopt;
}

/// What `selector` selects in the object: "external_references.[0].source_name".
std::optional<json::Value> selected(const json::Value& object, std::string_view selector) {
    std::optional<json::Value> here = object;
    while (here) {
        const auto component = selector.substr(0, selector.find('.'));
        const bool is_index =
            component.size() > 2 && component.starts_with('[') && component.ends_with(']');
        here = is_index ? element_at(*here, component) : here->member(component);
        if (component.size() == selector.size()) return here;
        selector.remove_prefix(component.size() + 1);
    }
    return std::nullopt;
}

/// Whether every component is a name, a dictionary key, or an index as [0].
bool is_selector(std::string_view selector) {
    while (true) {
        const auto component = selector.substr(0, selector.find('.'));
        const bool is_index =
            component.size() > 2 && component.starts_with('[') && component.ends_with(']');
        const auto inside = is_index ? component.substr(1, component.size() - 2) : component;
        const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
        if (is_index ? !std::ranges::all_of(inside, is_digit) : !is_dictionary_key(inside)) {
            return false;
        }
        if (component.size() == selector.size()) return true;
        selector.remove_prefix(component.size() + 1);
    }
}

void check_selector(std::string_view selector, const json::Value& object, Report& report) {
    if (!is_selector(selector) || selector.starts_with('[')) {
        return report.error(rule, "not a selector", "name what is there, as labels.[0]");
    }
    if (selected(object, selector)) return;
    report.error(rule, "selects nothing in this object", "name what is there, as labels.[0]");
}

void check_selectors(const json::Value& selectors, const json::Value& object, Report& report) {
    std::size_t index = 0;
    const auto step = report.into("selectors");
    for (const auto& selector : selectors.elements()) {
        const auto inner = report.into(index++);
        if (!selector.is_string()) continue;
        check_selector(selector.as_string().value(), object, report);
    }
}

void check_near_tlp(const json::Value& id, Report& report) {
    if (!id.is_string() || !is_nearly_tlp(id.as_string().value())) return;
    report.warn("STIX 2.1 section 7.2.1.4", "nearly the identifier of a TLP marking, but not quite",
                "it is read as TLP:RED: use the standard's identifier");
}

void check_granular(const json::Value& marking, const json::Value& object, Report& report) {
    const auto marking_ref = marking.member("marking_ref");
    const auto lang = marking.member("lang");
    if (marking_ref.has_value() == lang.has_value()) {
        report.error(rule, "must have either marking_ref or lang", "give one of them");
    }
    if (marking_ref) {
        const auto step = report.into("marking_ref");
        check_near_tlp(*marking_ref, report);
    }
    const auto selectors = marking.member("selectors");
    if (selectors) check_selectors(*selectors, object, report);
}

}  // namespace

void check_markings(const Found& found, Report& report) {
    if (const auto refs = found.get("object_marking_refs")) {
        const auto step = report.into("object_marking_refs");
        std::size_t index = 0;
        for (const auto& id : refs->elements()) {
            const auto inner = report.into(index++);
            check_near_tlp(id, report);
        }
    }
    if (const auto markings = found.get("granular_markings")) {
        const auto step = report.into("granular_markings");
        std::size_t index = 0;
        for (const auto& marking : markings->elements()) {
            const auto inner = report.into(index++);
            check_granular(marking, found.object(), report);
        }
    }
}

}  // namespace entente::stix
