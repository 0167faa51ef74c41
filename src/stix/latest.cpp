#include "stix/latest.h"

#include <unordered_map>

#include "stix/check_property.h"

namespace entente::stix {
namespace {

/// Whether `other` is a later version than `known`; what has no time is not.
bool is_later(const json::Value& other, const json::Value& known) {
    const auto before = read_timestamp(text_of(known, "modified"));
    const auto after = read_timestamp(text_of(other, "modified"));
    return after && (!before || before->instant < after->instant);
}

}  // namespace

Result<std::vector<Identified>> latest_versions(std::span<const json::Value> objects) {
    std::vector<Identified> all;
    std::unordered_map<std::string_view, std::size_t> places;
    for (const auto& object : objects) {
        const auto id = text_of(object, "id");
        if (id.empty()) {
            return fail(ErrorKind::invalid, "no STIX object: it has no id", object.pointer(),
                        "entente stix validate says what it lacks");
        }
        const auto [place, is_new] = places.try_emplace(id, all.size());
        if (is_new) {
            all.push_back({.id = id, .object = object});
        } else if (is_later(object, all[place->second].object)) {
            all[place->second].object = object;
        }
    }
    return all;
}

}  // namespace entente::stix
