#include "stix/observable_container.h"

#include <map>
#include <optional>
#include <string_view>

#include "stix/check_property.h"
#include "stix/id.h"
#include "stix/kind.h"
#include "stix/object_types.h"

namespace entente::stix {
namespace {

constexpr std::string_view rule = "STIX 2.1 section 2.13";

/// Which objects of a container hang together by references, in whichever direction.
class Relations {
public:
    explicit Relations(const json::Value& container) {
        for (const auto& [key, observable] : container.members()) parents_.emplace(key, key);
    }

    [[nodiscard]] bool has(std::string_view key) const { return parents_.contains(key); }

    void relate(std::string_view one, std::string_view other) {
        parents_[root_of(one)] = root_of(other);
    }

    [[nodiscard]] bool are_related(std::string_view one, std::string_view other) {
        return root_of(one) == root_of(other);
    }

private:
    std::string_view root_of(std::string_view key) {
        auto& parent = parents_.at(key);
        if (parent == key) return key;
        while (parents_.at(parent) != parent) parent = parents_.at(parent);  // and shorten the way
        return parent;
    }

    std::map<std::string_view, std::string_view> parents_;  ///< of each key; a root is its own
};

/// One object of a container, while its references are followed.
struct Following {
    Relations& relations;
    std::string_view from;
};

void check_reference(const Following& following, const json::Value& key, Report& report) {
    if (!key.is_string()) return report.error("STIX 2.1 section 2.15", "must be a string");
    const auto name = key.as_string().value();
    if (following.relations.has(name)) return following.relations.relate(following.from, name);
    report.error(rule, "refers to no object of this container", "name the key of one");
}

/// Follows references at any depth: extensions have some too.
void check_references(const Following& following, std::string_view name, const json::Value& value,
                      Report& report) {
    if (name.ends_with("_ref")) return check_reference(following, value, report);
    for (const auto& [inner, member] : value.members()) {
        const auto step = report.into(inner);
        check_references(following, inner, member, report);
    }
    std::size_t index = 0;
    for (const auto& element : value.elements()) {
        const auto step = report.into(index++);
        if (name.ends_with("_refs")) {
            check_reference(following, element, report);
        } else {
            check_references(following, {}, element, report);
        }
    }
}

void check_relations(const json::Value& container, Relations& relations, Report& report) {
    std::optional<std::string_view> first;
    for (const auto& [key, observable] : container.members()) {
        if (!first) first = key;
        if (relations.are_related(*first, key)) continue;
        const auto step = report.into(key);
        report.error("STIX 2.1 section 4.14",
                     "not related to the container's first object: what is not related does not "
                     "share an observed-data",
                     "give it an observed-data of its own, or the reference that relates them");
    }
}

void check_observable(const json::Value& observable, Report& report) {
    const auto type = text_of(observable, "type");
    if (!is_type_name(type)) {
        return report.error(rule, "not an observable: it has no type", "add its type");
    }
    const auto* kind = find_kind(type);
    if (!kind || kind->family == Family::observable) return;
    const auto step = report.into("type");
    report.error(rule, "only observables may stand here", "make it an object of its own");
}

}  // namespace

void check_observable_container(const json::Value& container, Report& report) {
    report.warn(rule, "deprecated: objects within observed-data",
                "make them objects of their own, and name them in object_refs");
    if (!container.is_object()) return;  // reported where its type was checked
    Relations relations(container);
    for (const auto& [key, observable] : container.members()) {
        const auto step = report.into(key);
        if (!observable.is_object()) {
            report.error(rule, "must be an object");
            continue;
        }
        check_observable(observable, report);
        check_references({.relations = relations, .from = key}, {}, observable, report);
    }
    check_relations(container, relations, report);
}

}  // namespace entente::stix
