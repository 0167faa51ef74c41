#include "stix/validate.h"

#include <algorithm>

#include "stix/examine.h"

namespace entente::stix {

std::vector<Finding> validate(const json::Value& object, Strictness strictness) {
    Report report(strictness);
    examine_into(report, object);
    return report.take();
}

std::span<const Finding> Validator::check(const json::Value& object) {
    report_.clear();
    examine_into(report_, object);
    return report_.findings();
}

Result<Valid<Object>> validated(Object object) {
    const auto& findings = object.findings();
    const auto first = std::ranges::find(findings, Level::error, &Finding::level);
    if (first == findings.end()) return Valid<Object>(std::move(object));
    const auto others = std::ranges::count(findings, Level::error, &Finding::level) - 1;
    auto remedy = first->remedy + (first->remedy.empty() ? "" : " ");
    remedy += "(" + std::string(first->rule) + ")";
    if (others > 0) remedy += "; errors besides this one: " + std::to_string(others);
    return fail(ErrorKind::invalid, first->message, first->pointer, std::move(remedy));
}

}  // namespace entente::stix
