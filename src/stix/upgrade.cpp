#include "stix/upgrade.h"

#include <algorithm>
#include <array>
#include <map>

#include "json/canonical.h"
#include "json/write.h"
#include "stix/check_property.h"
#include "stix/kind.h"
#include "stix/tlp.h"
#include "stix/upgrade_observables.h"

namespace entente::stix {
namespace {

/// Names of properties with canonical JSON as their values.
using Members = std::map<std::string, std::string, std::less<>>;

/// STIX 2.1 has properties of their own for what STIX 2.0 put into labels.
struct LabelsName {
    std::string_view type;
    std::string_view name;
};

constexpr auto labels_names = std::to_array<LabelsName>({
    {.type = "identity", .name = "roles"},
    {.type = "indicator", .name = "indicator_types"},
    {.type = "malware", .name = "malware_types"},
    {.type = "report", .name = "report_types"},
    {.type = "threat-actor", .name = "threat_actor_types"},
    {.type = "tool", .name = "tool_types"},
});

Result<Members> members_of(const json::Value& object) {
    Members members;
    for (const auto& [name, value] : object.members()) {
        members[std::string(name)] = TRY(json::canonical(value));
    }
    return members;
}

Bytes text_of_members(const Members& members) {
    json::Object object;
    for (const auto& [name, value] : members) object.add_raw(name, value);
    return object.text();
}

/// Adds a property that is not there yet.
void add(Members& members, std::string_view name, std::string value, Upgraded& upgraded) {
    const auto [at, is_new] = members.try_emplace(std::string(name), std::move(value));
    if (is_new)
        upgraded.changes.push_back(
            {.pointer = "/" + std::string(name), .what = "added: " + at->second});
}

void rename_labels(std::string_view type, Members& members, Upgraded& upgraded) {
    const auto* found = std::ranges::find(labels_names, type, &LabelsName::type);
    const auto labels = members.find("labels");
    if (found == labels_names.end() || labels == members.end()) return;
    if (members.contains(found->name)) return;
    members[std::string(found->name)] = std::move(labels->second);
    members.erase(labels);
    upgraded.changes.push_back({.pointer = "/labels", .what = "now " + std::string(found->name)});
}

/// The key of the container that a selector leads to: "0" of "objects.0.value"; empty for all.
std::string_view selected_key(std::string_view selector) {
    if (selector == "objects") return {};
    selector.remove_prefix(std::string_view("objects.").size());
    return selector.substr(0, selector.find('.'));
}

bool leads_into_objects(std::string_view selector) {
    return selector == "objects" || selector.starts_with("objects.");
}

/// Notes a granular marking for the observables that it selects; returns what else it selects.
std::vector<std::string> note_selected(const json::Value& marking, ContainerMarkings& markings) {
    std::vector<std::string> others;
    const auto id = text_of(marking, "marking_ref");
    const auto selectors = marking.member("selectors");
    if (!selectors) return others;
    for (const auto& element : selectors->elements()) {
        const auto selector = element.as_string().value_or("");
        if (!leads_into_objects(selector)) {
            others.emplace_back(selector);
            continue;
        }
        if (id.empty()) continue;  // a language: observables have none
        const auto key = selected_key(selector);
        auto& marked = key.empty() ? markings.all : markings.by_key[std::string(key)];
        marked.insert(std::string(tlp_2_of(id)));
    }
    return others;
}

std::string list_text(const std::vector<std::string>& texts) {
    std::string list;
    for (const auto& text : texts) list += (list.empty() ? "" : ",") + json::quote(text);
    return "[" + list + "]";
}

/// All markings of the object that apply to its observables; the granular ones move to those.
Result<ContainerMarkings> take_markings(const json::Value& object, Members& members,
                                        Upgraded& upgraded) {
    ContainerMarkings markings;
    if (const auto references = object.member("object_marking_refs")) {
        for (const auto& id : references->elements()) {
            markings.all.emplace(tlp_2_of(id.as_string().value_or("")));
        }
    }
    const auto granular = object.member("granular_markings");
    if (!granular) return markings;
    std::string kept;
    for (const auto& marking : granular->elements()) {
        const auto selectors = note_selected(marking, markings);
        if (selectors.empty()) continue;
        auto own = TRY(members_of(marking));
        own["selectors"] = list_text(selectors);
        kept += (kept.empty() ? "" : ",") + text_of_members(own);
    }
    members["granular_markings"] = "[" + kept + "]";
    if (kept.empty()) members.erase("granular_markings");
    upgraded.changes.push_back(
        {.pointer = "/granular_markings",
         .what = "what marked parts of observables marks the whole of them now"});
    return markings;
}

Result<void> take_observables_out(const json::Value& object, Members& members, Random& random,
                                  Upgraded& upgraded) {
    const auto container = object.member("objects");
    if (!container || members.contains("object_refs")) return {};
    const auto markings = TRY(take_markings(object, members, upgraded));
    auto observables = TRY(upgrade_observables(*container, markings, random));
    members["object_refs"] = list_text(observables.ids);
    members.erase("objects");
    upgraded.changes.push_back(
        {.pointer = "/objects", .what = "now objects of their own, in object_refs"});
    std::ranges::move(observables.objects, std::back_inserter(upgraded.objects));
    std::ranges::move(observables.changes, std::back_inserter(upgraded.changes));
    return {};
}

/// Names TLP 2.0 where a member that lists markings names TLP 1. In canonical form an identifier
/// between quotation marks is nothing but that: a selector has none.
void upgrade_tlp(std::string_view name, Members& members, Upgraded& upgraded) {
    const auto member = members.find(name);
    if (member == members.end()) return;
    auto& text = member->second;
    for (const auto& old : tlp_markings()) {
        if (old.version != 1) continue;
        const auto level = std::string(vocabulary::to_text(old.level));
        const auto quoted = '"' + std::string(old.id) + '"';
        bool is_there = false;
        for (auto at = text.find(quoted); at != text.npos; at = text.find(quoted, at)) {
            text.replace(at + 1, old.id.size(), tlp_2_of(old.id));
            is_there = true;
        }
        if (!is_there) continue;
        upgraded.changes.push_back(
            {.pointer = "/" + std::string(name), .what = "now " + level + " of TLP 2.0"});
    }
}

/// One of the four marking-definitions of TLP 1 themselves.
bool is_tlp_1_definition(const json::Value& object) {
    return tlp_2_of(text_of(object, "id")) != text_of(object, "id");
}

Upgraded tlp_2_instead(const json::Value& object) {
    const auto id = tlp_2_of(text_of(object, "id"));
    return {.objects = {tlp_2_definition(id)},
            .changes = {
                {.pointer = "/id", .what = "now the definition of TLP 2.0, " + std::string(id)}}};
}

}  // namespace

bool is_version_20(const json::Value& object) {
    if (object.member("spec_version")) return text_of(object, "spec_version") == "2.0";
    const auto* kind = find_kind(text_of(object, "type"));
    return kind ? kind->family != Family::observable : object.member("created").has_value();
}

Result<Upgraded> upgrade(const json::Value& object, Random& random) {
    const auto type = text_of(object, "type");
    if (type.empty()) return fail(ErrorKind::invalid, "not a STIX object: it has no type", "/type");
    if (is_tlp_1_definition(object)) return tlp_2_instead(object);
    Upgraded upgraded;
    auto members = TRY(members_of(object));
    upgraded.objects.emplace_back();
    if (is_version_20(object)) {
        members["spec_version"] = R"("2.1")";
        upgraded.changes.push_back({.pointer = "/spec_version", .what = "now 2.1"});
        rename_labels(type, members, upgraded);
        if (type == "indicator") add(members, "pattern_type", R"("stix")", upgraded);
        if (type == "malware") add(members, "is_family", "false", upgraded);
        if (type == "observed-data") {
            TRY_VOID(take_observables_out(object, members, random, upgraded));
        }
    }
    upgrade_tlp("object_marking_refs", members, upgraded);
    upgrade_tlp("granular_markings", members, upgraded);
    upgraded.objects.front() = text_of_members(members);
    return upgraded;
}

}  // namespace entente::stix
