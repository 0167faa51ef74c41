#include "stix/bundle_check.h"

#include "stix/check_property.h"
#include "stix/id.h"
#include "stix/references.h"
#include "stix/text_forms.h"

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

void BundleCheck::take(std::uint64_t index, const json::Value& object) {
    const auto id = text_of(object, "id");
    if (id.empty()) return;
    ids_.emplace(id);
    take_version(index, id, object);
    if (references_ == OpenReferences::are_reported) take_references(index, object);
}

void BundleCheck::take_version(std::uint64_t index, std::string_view id,
                               const json::Value& object) {
    std::string version(id);
    // The same time may be written with other decimals.
    const auto time = read_timestamp(text_of(object, "modified"));
    if (time) version += ' ' + std::to_string(time->instant.value());
    const auto [known, is_new] = versions_.try_emplace(std::move(version), index);
    if (is_new) return;
    const auto objects = report_.into("objects");
    const auto step = report_.into(index);
    report_.warn("STIX 2.1 section 3.6",
                 "the same version as /objects/" + std::to_string(known->second),
                 "leave one out, or give the newer one a later modified");
}

void BundleCheck::take_references(std::uint64_t index, const json::Value& object) {
    ReferenceWalk walk;
    Report unheard(Strictness::lenient);  // the same is said when the object is validated
    for (const auto& [name, value] : object.members()) {
        const auto step = unheard.into(name);
        walk.walk(name, value, unheard);
    }
    for (auto& [pointer, id] : walk.take_references()) {
        if (ids_.contains(id)) continue;
        open_.push_back({.object = index, .pointer = std::move(pointer), .id = std::move(id)});
    }
}

std::vector<Finding> BundleCheck::finish() {
    auto findings = report_.take();
    for (const auto& [object, pointer, id] : open_) {
        if (ids_.contains(id)) continue;
        if (findings.size() >= limits::put_findings_max) break;
        findings.push_back({.level = Level::info,
                            .pointer = "/objects/" + std::to_string(object) + pointer,
                            .rule = "STIX 2.1 section 3.3",
                            .message = "leads to no object of this bundle: " + id,
                            .remedy = "add the object, if the receiver may not have it"});
    }
    return findings;
}

}  // namespace entente::stix
