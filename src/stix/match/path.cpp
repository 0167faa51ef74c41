#include "stix/match/path.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace entente::stix::match {
namespace {

using pattern::StepKind;

bool is_reference(std::string_view name) {
    return name.ends_with("_ref") || name.ends_with("_refs");
}

std::optional<json::Value> element_at(json::Value list, std::int64_t index) {
    for (const auto& element : list.elements()) {
        if (index-- == 0) return element;
    }
    return std::nullopt;
}

/// The objects that the values refer to, each once.
void follow(const Observation& observation, std::vector<json::Value>& values) {
    std::vector<const ObservedObject*> found;
    for (const auto& value : values) {
        if (!value.is_string()) continue;
        if (const auto* object = observation.find(*value.as_string())) found.push_back(object);
    }
    if (found.size() > 1) {
        std::ranges::sort(found);
        const auto surplus = std::ranges::unique(found);
        found.erase(surplus.begin(), surplus.end());
    }
    values.clear();
    for (const auto* object : found) values.push_back(object->value);
}

void take_every(std::vector<json::Value>& values) {
    std::vector<json::Value> elements;
    for (const auto& list : values) {
        for (const auto& element : list.elements()) elements.push_back(element);
    }
    values = std::move(elements);
}

void take_one(const PathStep& step, std::vector<json::Value>& values) {
    std::size_t kept = 0;
    for (const auto& value : values) {
        const auto next =
            step.kind == StepKind::name ? value.member(step.name) : element_at(value, step.index);
        if (next) values[kept++] = *next;
    }
    values.erase(values.begin() + static_cast<std::ptrdiff_t>(kept), values.end());
}

}  // namespace

Path path_of(const pattern::Pattern& pattern, const pattern::Comparison& comparison) {
    Path path;
    std::string_view last_name;
    for (const auto& step : pattern.steps(comparison)) {
        const auto name = pattern.text(step.name);
        const bool is_name = step.kind == StepKind::name;
        path.push_back({.kind = step.kind,
                        .is_behind_reference = is_name && is_reference(last_name),
                        .name = std::string(name),
                        .index = step.index});
        if (is_name) last_name = name;
    }
    return path;
}

PropertyType property_type(const Path& path) {
    const auto named = std::find_if(path.rbegin(), path.rend(), [](const PathStep& step) {
        return step.kind == StepKind::name;
    });
    if (named->name.ends_with("_bin")) return PropertyType::binary;
    if (named->name.ends_with("_hex")) return PropertyType::hex;
    return PropertyType::plain;
}

void resolve(const Observation& observation, json::Value object, const Path& path,
             std::vector<json::Value>& values) {
    values.assign(1, object);
    for (const auto& step : path) {
        if (step.is_behind_reference) follow(observation, values);
        if (step.kind == StepKind::every) {
            take_every(values);
        } else {
            take_one(step, values);
        }
        if (values.empty()) return;
    }
}

}  // namespace entente::stix::match
