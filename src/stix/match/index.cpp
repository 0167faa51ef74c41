#include "stix/match/index.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace entente::stix::match {
namespace {

using pattern::NodeIndex;
using pattern::NodeKind;

/// A value that must stand at a path.
struct Key {
    const Path* path;
    std::string value;
};

/// Of which keys one must fit for a node to hold; nothing if it can hold without any. No keys at
/// all: it cannot hold for the type.
using Keys = std::optional<std::vector<Key>>;

/// Finds them for objects of one type. Recursion ends with the parentheses.
class KeyFinder {
public:
    KeyFinder(const CompiledPattern& pattern, std::string_view type)
        : pattern_(pattern), type_(type) {}

    Keys of(NodeIndex node) const {
        switch (pattern_.tree().kind(node)) {
            case NodeKind::comparison:
                return of_comparison(node);
            case NodeKind::comparison_or:
                return of_any(node);
            case NodeKind::comparison_and:
            case NodeKind::observation:
            case NodeKind::observation_and:
            case NodeKind::observation_or:
            case NodeKind::followed_by:
            case NodeKind::within:
            case NodeKind::repeats:
            case NodeKind::start_stop:
                break;
        }
        return of_all(node);
    }

private:
    Keys of_comparison(NodeIndex node) const {
        const auto& predicate = pattern_.predicate(node);
        std::vector<Key> keys;
        if (predicate.type() != type_) return keys;
        auto wanted = predicate.wanted_strings();
        if (!wanted) return std::nullopt;
        for (auto& value : *wanted) keys.push_back({.path = &predicate.path(), .value = value});
        return keys;
    }

    /// Of AND the operand with the fewest keys is enough.
    Keys of_all(NodeIndex node) const {
        Keys fewest;
        for (const auto child : pattern_.tree().children(node)) {
            auto keys = of(child);
            if (keys && (!fewest || keys->size() < fewest->size())) fewest = std::move(keys);
        }
        return fewest;
    }

    Keys of_any(NodeIndex node) const {
        std::vector<Key> all;
        for (const auto child : pattern_.tree().children(node)) {
            const auto keys = of(child);
            if (!keys) return std::nullopt;
            all.insert(all.end(), keys->begin(), keys->end());
        }
        return all;
    }

    const CompiledPattern& pattern_;
    std::string_view type_;
};

void collect_types(const CompiledPattern& pattern, NodeIndex node,
                   std::set<std::string_view>& types) {
    if (pattern.tree().kind(node) == NodeKind::comparison)
        types.insert(pattern.predicate(node).type());
    for (const auto child : pattern.tree().children(node)) collect_types(pattern, child, types);
}

}  // namespace

void LeafIndex::add(LeafNumber number, const CompiledPattern& pattern, NodeIndex leaf) {
    std::set<std::string_view> types;
    collect_types(pattern, leaf, types);
    for (const auto type : types) {
        auto& entry = by_type_[std::string(type)];
        const auto keys = KeyFinder(pattern, type).of(leaf);
        if (!keys) {
            entry.always.push_back(number);
            continue;
        }
        for (const auto& [path, value] : *keys) {
            entry_of(entry, *path).by_value[value].push_back(number);
        }
    }
}

LeafIndex::PathEntry& LeafIndex::entry_of(TypeEntry& type, const Path& path) {
    const auto found = std::ranges::find(type.paths, path, &PathEntry::path);
    if (found != type.paths.end()) return *found;
    type.paths.push_back({.path = path, .by_value = {}});
    return type.paths.back();
}

void LeafIndex::find(const Observation& observation, const ObservedObject& object,
                     std::vector<json::Value>& values, std::vector<LeafNumber>& found) const {
    const auto type = by_type_.find(object.type);
    if (type == by_type_.end()) return;
    const auto& [paths, always] = type->second;
    found.insert(found.end(), always.begin(), always.end());
    for (const auto& [path, by_value] : paths) {
        resolve(observation, object.value, path, values);
        for (const auto& value : values) {
            if (!value.is_string()) continue;
            const auto leaves = by_value.find(*value.as_string());
            if (leaves == by_value.end()) continue;
            found.insert(found.end(), leaves->second.begin(), leaves->second.end());
        }
    }
}

}  // namespace entente::stix::match
