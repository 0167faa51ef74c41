#include "stix/bundle_check.h"

#include <functional>
#include <limits>

#include "stix/check_property.h"
#include "stix/id.h"
#include "stix/references.h"
#include "stix/text_forms.h"

namespace entente::stix {
namespace {

constexpr std::string_view rule = "STIX 2.1 section 8";
constexpr auto no_time = std::numeric_limits<std::int64_t>::min();  // observables have none

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
    const auto text = text_of(object, "id");
    if (text.empty()) return;
    const auto id = number_of(text);
    ids_[id].is_here = true;
    take_uuid(index, id, object);
    take_version(index, id, object);
    if (references_ == OpenReferences::are_reported) take_references(index, object);
}

/// Only where the creator is named: two that say nothing of it may be by two.
void BundleCheck::take_uuid(std::uint64_t index, Number id, const json::Value& object) {
    const auto creator = text_of(object, "created_by_ref");
    const auto text = ids_[id].text;
    if (creator.empty() || !is_id(text)) return;
    const auto type = type_of(text);
    const UsedUuid used{.uuid = text.substr(type.size()), .creator = number_of(creator)};
    const auto [known, is_new] = uuids_.try_emplace(used, id);
    const auto known_type = type_of(ids_[known->second].text);
    if (is_new || known_type == type) return;
    const auto objects = report_.into("objects");
    const auto object_step = report_.into(index);
    const auto step = report_.into("id");
    report_.error("STIX 2.1 section 2.9",
                  "the UUID is that of another object: " + std::string(known_type),
                  "give every object a UUID of its own");
}

void BundleCheck::take_version(std::uint64_t index, Number id, const json::Value& object) {
    // The same time may be written with other decimals.
    const auto time = read_timestamp(text_of(object, "modified"));
    const Version version{.id = id, .microseconds = time ? time->instant.value() : no_time};
    const auto [known, is_new] = versions_.try_emplace(version, index);
    if (is_new) return;
    const auto objects = report_.into("objects");
    const auto step = report_.into(index);
    report_.warn("STIX 2.1 section 3.6",
                 "the same version as /objects/" + std::to_string(known->second),
                 "leave one out, or give the newer one a later modified");
}

void BundleCheck::take_references(std::uint64_t index, const json::Value& object) {
    each_reference({}, object, place_, [&](std::string_view /*name*/, std::string_view text) {
        const auto known = numbers_.find(text);
        if (known != numbers_.end() && ids_[known->second].is_here) return;
        if (!is_id(text)) return;  // said when the object is validated
        const auto id = known != numbers_.end() ? known->second : number_of(text);
        if (ids_[id].mentioned_by == index + 1) return;
        ids_[id].mentioned_by = index + 1;
        open_.push_back({.object = index, .pointer = pointer_number(), .id = id});
    });
}

BundleCheck::Number BundleCheck::number_of(std::string_view id) {
    const auto known = numbers_.find(id);
    if (known != numbers_.end()) return known->second;
    const auto number = static_cast<Number>(ids_.size());
    ids_.push_back({.text = kept(id)});
    numbers_.emplace(ids_.back().text, number);
    return number;
}

/// Of where place_ stands. Few pointers are all there are: "/source_ref", "/object_refs/0".
BundleCheck::Number BundleCheck::pointer_number() {
    pointer_ = place_.pointer();
    const auto known = pointer_numbers_.find(pointer_);
    if (known != pointer_numbers_.end()) return known->second;
    const auto number = static_cast<Number>(pointers_.size());
    pointers_.push_back(kept(pointer_));
    pointer_numbers_.emplace(pointers_.back(), number);
    return number;
}

std::string_view BundleCheck::kept(std::string_view text) {
    auto* at = static_cast<char*>(memory_.allocate(text.size(), 1));
    return {at, text.copy(at, text.size())};
}

std::size_t BundleCheck::Hash::operator()(const Version& version) const {
    constexpr std::uint64_t odd = 0x9E37'79B9'7F4A'7C15;  // 2^64 divided by the golden ratio
    return (static_cast<std::uint64_t>(version.microseconds) * odd) ^ (version.id * odd >> 16U);
}

std::size_t BundleCheck::Hash::operator()(const UsedUuid& used) const {
    return std::hash<std::string_view>()(used.uuid) + used.creator;
}

std::vector<Finding> BundleCheck::finish() {
    auto findings = report_.take();
    for (const auto& [object, pointer, id] : open_) {
        if (ids_[id].is_here) continue;
        if (findings.size() >= limits::put_findings_max) break;
        findings.push_back(
            {.level = Level::info,
             .pointer = "/objects/" + std::to_string(object) + std::string(pointers_[pointer]),
             .rule = "STIX 2.1 section 3.3",
             .message = "leads to no object of this bundle: " + std::string(ids_[id].text),
             .remedy = "add the object, if the receiver may not have it"});
    }
    return findings;
}

}  // namespace entente::stix
