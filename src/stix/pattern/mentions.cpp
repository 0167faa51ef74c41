#include "stix/pattern/mentions.h"

#include <set>
#include <utility>

#include "stix/pattern/print.h"

namespace entente::stix::pattern {

std::vector<std::string> mentioned_types(const Pattern& pattern) {
    std::set<std::string, std::less<>> types;
    for (const auto& comparison : pattern.comparisons()) {
        types.emplace(pattern.text(comparison.type));
    }
    return {types.begin(), types.end()};
}

std::vector<Mention> mentions(const Pattern& pattern) {
    std::set<Mention> found;
    for (const auto& comparison : pattern.comparisons()) {
        std::string type(pattern.text(comparison.type));
        auto path = print_path(pattern, comparison).substr(type.size() + 1);
        found.insert({.type = std::move(type), .path = std::move(path)});
    }
    return {found.begin(), found.end()};
}

}  // namespace entente::stix::pattern
