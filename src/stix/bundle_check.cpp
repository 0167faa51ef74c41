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
    if (bundle.member("objects") && !has_objects_) {
        const auto step = report_.into("objects");
        report_.error("STIX 2.1 section 2.12", "a list must not be empty", "leave it out");
    }
    has_objects_ = false;
    const auto id = text_of(bundle, "id");
    if (!is_id(id) || version_of(id) == '4') return;
    const auto step = report_.into("id");
    report_.warn("STIX 2.1 section 2.9", "the UUID should be a random one (version 4)");
}

void BundleCheck::take(std::uint64_t index, const json::Value& object) {
    has_objects_ = true;
    const auto id = text_of(object, "id");
    if (id.empty()) return;
    ids_.emplace(id);
    take_uuid(index, id, object);
    take_version(index, id, object);
    if (references_ == OpenReferences::are_reported) take_references(index, object);
}

/// Only where the creator is named: two that say nothing of it may be by two.
void BundleCheck::take_uuid(std::uint64_t index, std::string_view id, const json::Value& object) {
    const auto creator = text_of(object, "created_by_ref");
    if (creator.empty() || !is_id(id)) return;
    const auto type = type_of(id);
    auto key = std::string(id.substr(type.size())) + ' ' + std::string(creator);
    const auto [known, is_new] = types_.try_emplace(std::move(key), type);
    if (is_new || known->second == type) return;
    const auto objects = report_.into("objects");
    const auto object_step = report_.into(index);
    const auto step = report_.into("id");
    report_.error("STIX 2.1 section 2.9", "the UUID is that of another object: " + known->second,
                  "give every object a UUID of its own");
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
