#pragma once
// The walk that sees every value of an object, whatever its kind. Pure.

#include <string_view>
#include <unordered_set>
#include <vector>

#include "json/value.h"
#include "stix/object.h"
#include "stix/report.h"

namespace entente::stix {

/// Calls `take(name, text)` for each text in a property *_ref or *_refs of `value`, at any depth;
/// `place` stands there.
///
/// name  of the property that has the value; empty for an object by itself
/// cost  no allocation
template <class Take>
void each_reference(std::string_view name, const json::Value& value, Report& place,
                    const Take& take) {
    if (value.is_string()) {
        if (name.ends_with("_ref")) take(name, value.as_string().value());
        return;
    }
    for (const auto& [inner, member] : value.members()) {
        if (!member.is_string() && !member.is_object() && !member.is_array()) continue;
        const auto step = place.into(inner);
        each_reference(inner, member, place, take);
    }
    std::size_t index = 0;
    for (const auto& element : value.elements()) {
        const auto step = place.into(index++);
        if (!element.is_string()) {
            each_reference({}, element, place, take);
        } else if (name.ends_with("_refs")) {
            take(name, element.as_string().value());
        }
    }
}

/// Collects references, and reports what no property of any kind may be: null, or an empty list.
class ReferenceWalk {
public:
    /// collects  whether references are wanted; what may not be is reported anyhow
    explicit ReferenceWalk(bool collects = true) : collects_(collects) {}

    /// Looks at the member `name`; report stands at it.
    void walk(std::string_view name, const json::Value& value, Report& report);

    /// Every identifier in a property *_ref or *_refs, each once, and each mention of a marking.
    [[nodiscard]] std::vector<Reference> take_references() { return std::move(references_); }

    [[nodiscard]] std::vector<Reference> take_markings() { return std::move(markings_); }

private:
    void take(std::string_view name, const json::Value& value, const Report& report);

    bool collects_;
    std::vector<Reference> references_;
    std::vector<Reference> markings_;
    std::unordered_set<std::string_view> seen_;
};

}  // namespace entente::stix
