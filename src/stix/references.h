#pragma once
// The walk that sees every value of an object, whatever its kind. Pure.

#include <string_view>
#include <unordered_set>
#include <vector>

#include "json/value.h"
#include "stix/object.h"
#include "stix/report.h"

namespace entente::stix {

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
