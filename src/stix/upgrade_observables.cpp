#include "stix/upgrade_observables.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "json/canonical.h"
#include "json/write.h"
#include "stix/check_property.h"
#include "stix/deterministic_id.h"
#include "stix/id.h"

namespace entente::stix {
namespace {

// Identifiers that hang on identifiers that hang on others: beyond that, they are random.
constexpr std::size_t reference_depth_max = 32;

struct Rename {
    std::string_view type;
    std::string_view from;
    std::string_view to;
};

// STIX 2.0 part 4 beside STIX 2.1 section 6.
constexpr auto renames = std::to_array<Rename>({
    {.type = "directory", .from = "accessed", .to = "atime"},
    {.type = "directory", .from = "created", .to = "ctime"},
    {.type = "directory", .from = "modified", .to = "mtime"},
    {.type = "file", .from = "accessed", .to = "atime"},
    {.type = "file", .from = "created", .to = "ctime"},
    {.type = "file", .from = "decryption_key", .to = "x_decryption_key"},
    {.type = "file", .from = "encryption_algorithm", .to = "x_encryption_algorithm"},
    {.type = "file", .from = "is_encrypted", .to = "x_is_encrypted"},
    {.type = "file", .from = "modified", .to = "mtime"},
    {.type = "process", .from = "arguments", .to = "x_arguments"},
    {.type = "process", .from = "binary_ref", .to = "image_ref"},
    {.type = "process", .from = "created", .to = "created_time"},
    {.type = "process", .from = "name", .to = "x_name"},
    {.type = "user-account", .from = "password_last_changed", .to = "credential_last_changed"},
    {.type = "windows-registry-key", .from = "modified", .to = "modified_time"},
});

std::string_view renamed(std::string_view type, std::string_view name) {
    const auto is_it = [&](const Rename& rename) {
        return rename.type == type && rename.from == name;
    };
    const auto* found = std::ranges::find_if(renames, is_it);
    return found == renames.end() ? name : found->to;
}

/// Dictionaries whose values were strings and are lists of strings now.
bool has_lists_now(std::string_view name) {
    return name == "request_header" || name == "additional_header_fields";
}

bool is_set_here(std::string_view name) {
    return name == "id" || name == "spec_version" || name == "object_marking_refs";
}

class ContainerUpgrade {
public:
    ContainerUpgrade(const json::Value& container, const ContainerMarkings& markings,
                     Random& random)
        : container_(container), container_markings_(markings), random_(random) {}

    Result<UpgradedObservables> run() {
        for (const auto& [key, observable] : container_.members()) {
            const auto id = TRY(id_of(key, 0));
            mark(id, container_markings_.all);
            const auto own = container_markings_.by_key.find(std::string(key));
            if (own != container_markings_.by_key.end()) mark(id, own->second);
        }
        for (const auto& [key, observable] : container_.members()) {
            const auto id = TRY(id_of(key, 0));
            auto text = TRY(object_text(observable, id));
            if (!written_.insert(id).second) continue;  // the same thing under two keys
            done_.ids.push_back(id);
            done_.objects.push_back(std::move(text));
        }
        return std::move(done_);
    }

private:
    void mark(const std::string& id, const std::set<std::string>& markings) {
        markings_[id].insert(markings.begin(), markings.end());
    }

    /// The identifier of the object under `key`, made of those that it refers to if need be.
    Result<std::string> id_of(std::string_view key, std::size_t depth) {
        if (const auto known = ids_.find(key); known != ids_.end()) return known->second;
        const auto observable = container_.member(key);
        const auto type = observable ? text_of(*observable, "type") : std::string_view();
        if (!is_type_name(type)) {
            return fail(ErrorKind::invalid, "no object of this container: " + std::string(key),
                        "/objects", "name the key of one (STIX 2.1 section 2.13)");
        }
        auto id = make_id(type, random_.bytes<16>()).text();
        if (depth < reference_depth_max) {
            ids_[std::string(key)] = id;  // for a circle of references
            const auto made = TRY(made_id(*observable, type, depth));
            if (!made.empty()) id = made;
        }
        ids_[std::string(key)] = id;
        return id;
    }

    /// The identifier that follows from the properties; empty if none does.
    Result<std::string> made_id(const json::Value& observable, std::string_view type,
                                std::size_t depth) {
        json::Object contributing;
        contributing.add("type", type);
        const auto names = contributing_properties(type);
        for (const auto& [name, value] : observable.members()) {
            const auto new_name = renamed(type, name);
            if (std::ranges::find(names, new_name) == names.end()) continue;
            contributing.add_raw(new_name, TRY(value_text(name, value, depth + 1)));
        }
        const auto document = TRY(json::Document::parse(contributing.text()));
        const auto id = deterministic_id(document.root());
        return id ? id->text() : std::string();
    }

    Result<std::string> object_text(const json::Value& observable, const std::string& id) {
        const auto type = text_of(observable, "type");
        json::Object object;
        object.add("id", id).add("spec_version", "2.1");
        json::Array markings;
        for (const auto& marking : markings_[id]) markings.add(marking);
        if (!markings_[id].empty()) object.add("object_marking_refs", markings);
        for (const auto& [name, value] : observable.members()) {
            if (is_set_here(name)) continue;
            const auto new_name = renamed(type, name);
            object.add_raw(new_name, TRY(value_text(name, value, 0)));
            if (new_name == name) continue;
            done_.changes.push_back({.pointer = "/objects/" + id + "/" + std::string(name),
                                     .what = "now " + std::string(new_name)});
        }
        return object.text();
    }

    /// The canonical form of the value, keys of the container in it replaced by identifiers.
    Result<std::string> value_text(std::string_view name, const json::Value& value,
                                   std::size_t depth) {
        if (value.is_string() && name.ends_with("_ref")) {
            const auto key = TRY(value.as_string());
            return json::quote(TRY(id_of(key, depth)));
        }
        if (value.is_array()) return list_text(name, value, depth);
        if (!value.is_object()) return json::canonical(value);
        json::Object object;
        for (const auto& [inner, member] : value.members()) {
            const auto text = TRY(value_text(inner, member, depth));
            const bool becomes_list = has_lists_now(name) && member.is_string();
            object.add_raw(inner, becomes_list ? "[" + text + "]" : text);
        }
        return object.text();
    }

    Result<std::string> list_text(std::string_view name, const json::Value& list,
                                  std::size_t depth) {
        std::string text;
        for (const auto& element : list.elements()) {
            if (!text.empty()) text += ',';
            const bool is_key = element.is_string() && name.ends_with("_refs");
            text += TRY(value_text(is_key ? "_ref" : "", element, depth));
        }
        return "[" + text + "]";
    }

    json::Value container_;
    const ContainerMarkings& container_markings_;
    Random& random_;
    std::map<std::string, std::set<std::string>> markings_;  ///< by identifier
    std::map<std::string, std::string, std::less<>> ids_;
    std::set<std::string> written_;
    UpgradedObservables done_;
};

}  // namespace

Result<UpgradedObservables> upgrade_observables(const json::Value& container,
                                                const ContainerMarkings& markings, Random& random) {
    return ContainerUpgrade(container, markings, random).run();
}

}  // namespace entente::stix
