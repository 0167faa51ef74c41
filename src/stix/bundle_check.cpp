#include "stix/bundle_check.h"

#include "stix/check_property.h"
#include "stix/id.h"

namespace entente::stix {
namespace {

constexpr std::string_view rule = "STIX 2.1 section 8";

bool is_own(std::string_view name) {
    return name == "type" || name == "id" || name == "objects";
}

}  // namespace

void BundleCheck::take_bundle(const json::Value& bundle) {
    for (const auto& [name, value] : bundle.members()) {
        const auto step = report_.into(name);
        if (!is_own(name)) {
            report_.warn(rule, "a bundle has no such property", "put it into an object");
        }
    }
    const auto id = text_of(bundle, "id");
    if (!is_id(id) || version_of(id) == '4') return;
    const auto step = report_.into("id");
    report_.warn("STIX 2.1 section 2.9", "the UUID should be a random one (version 4)");
}

void BundleCheck::take(const Object& object) {
    const auto step = report_.into("objects");
    const auto inner = report_.into(count_);
    const auto& time = object.modified();
    const auto modified = time ? to_text(*time) : std::string();
    const auto [known, is_new] = versions_.try_emplace({object.id(), modified}, count_);
    if (!is_new) {
        report_.warn("STIX 2.1 section 3.6",
                     "the same version as /objects/" + std::to_string(known->second),
                     "leave one out, or give the newer one a later modified");
    }
    if (references_ == OpenReferences::are_reported) {
        for (const auto& [pointer, id] : object.references()) {
            open_.push_back({.pointer = report_.pointer() + pointer, .id = id});
        }
    }
    ++count_;
}

std::vector<Finding> BundleCheck::finish() {
    auto findings = report_.take();
    for (auto& [pointer, id] : open_) {
        const auto at = versions_.lower_bound({id, ""});
        if (at != versions_.end() && at->first.first == id) continue;
        if (findings.size() >= limits::put_findings_max) break;
        findings.push_back({.level = Level::info,
                            .pointer = std::move(pointer),
                            .rule = "STIX 2.1 section 3.3",
                            .message = "leads to no object of this bundle: " + id,
                            .remedy = "add the object, if the receiver may not have it"});
    }
    return findings;
}

}  // namespace entente::stix
