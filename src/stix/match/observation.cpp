#include "stix/match/observation.h"

#include <algorithm>
#include <optional>
#include <string>

#include "stix/match/limits.h"
#include "stix/pattern/moment.h"

namespace entente::stix::match {
namespace {

// Year 1 and the end of year 9999, beyond which no timestamp lies.
constexpr Instant earliest{-62'135'596'800'000'000};
constexpr Instant latest{253'402'300'800'000'000};

std::unexpected<Error> refuse(const std::optional<json::Value>& value, std::string what,
                              std::string remedy) {
    return fail(ErrorKind::invalid, std::move(what), value ? value->pointer() : "",
                std::move(remedy));
}

std::string_view text_of(json::Value object, std::string_view name) {
    const auto value = object.member(name);
    return value && value->is_string() ? *value->as_string() : std::string_view();
}

/// The time of that property, cut to microseconds; `otherwise` where there is none.
Result<Instant> time_of(json::Value object, std::string_view name, Instant otherwise) {
    const auto value = object.member(name);
    if (!value) return otherwise;
    const auto moment = pattern::parse_moment(text_of(object, name));
    if (!moment) {
        return refuse(value, std::string(name) + " is not a timestamp",
                      "write it as 2021-08-24T12:30:00Z (STIX 2.1 section 2.16)");
    }
    return Instant(moment->microseconds);
}

Result<std::int64_t> count_of(json::Value object) {
    const auto value = object.member("number_observed");
    if (!value) return 1;
    const auto count = value->as_integer();
    if (!count || *count < 1 || *count > number_observed_max) {
        return refuse(value, "number_observed is out of range",
                      "give an integer from 1 to 999,999,999 (STIX 2.1 section 4.14)");
    }
    return *count;
}

void add(Observation& observation, std::string_view key, json::Value object) {
    observation.objects.push_back({.key = key, .type = text_of(object, "type"), .value = object});
}

void add_objects(Observation& observation, json::Value object, const ObjectsById& known) {
    const auto own = object.member("objects");
    if (own) {
        for (const auto& [key, value] : own->members()) add(observation, key, value);
    }
    const auto references = object.member("object_refs");
    if (!references) return;
    for (const auto& reference : references->elements()) {
        if (!reference.is_string()) continue;
        const auto found = known.find(*reference.as_string());
        if (found != known.end()) add(observation, found->first, found->second);
    }
}

}  // namespace

const ObservedObject* Observation::find(std::string_view key) const {
    const auto found = std::ranges::lower_bound(objects, key, {}, &ObservedObject::key);
    return found == objects.end() || found->key != key ? nullptr : &*found;
}

Result<Observation> read_observation(json::Value observed_data, const ObjectsById& known) {
    if (text_of(observed_data, "type") != "observed-data") {
        return refuse(observed_data, "not an observed-data object",
                      "give an object of type observed-data (STIX 2.1 section 4.14)");
    }
    const auto first = TRY(time_of(observed_data, "first_observed", earliest));
    const auto last = TRY(time_of(observed_data, "last_observed", latest));
    if (last < first) {
        return refuse(observed_data.member("last_observed"),
                      "last_observed is earlier than first_observed",
                      "set it to first_observed or later (STIX 2.1 section 4.14)");
    }
    const auto count = TRY(count_of(observed_data));
    Observation observation{.id = text_of(observed_data, "id"),
                            .first = first,
                            .last = last,
                            .count = count,
                            .objects = {}};
    add_objects(observation, observed_data, known);
    auto& objects = observation.objects;
    std::ranges::sort(objects, {}, &ObservedObject::key);
    const auto surplus = std::ranges::unique(objects, {}, &ObservedObject::key);
    objects.erase(surplus.begin(), surplus.end());
    return observation;
}

ObjectsById objects_by_id(json::Value bundle) {
    ObjectsById found;
    const auto objects = bundle.member("objects");
    if (!objects) return found;
    for (const auto& object : objects->elements()) {
        const auto id = text_of(object, "id");
        if (!id.empty()) found.emplace(id, object);
    }
    return found;
}

Result<std::vector<Observation>> read_bundle(json::Value bundle) {
    if (text_of(bundle, "type") != "bundle") {
        return refuse(bundle, "not a bundle", "give a STIX bundle (STIX 2.1 section 8)");
    }
    const auto known = objects_by_id(bundle);
    std::vector<Observation> observations;
    const auto objects = bundle.member("objects");
    if (!objects) return observations;
    for (const auto& object : objects->elements()) {
        if (text_of(object, "type") != "observed-data") continue;
        auto observation = TRY(read_observation(object, known));
        observations.push_back(std::move(observation));
    }
    return observations;
}

}  // namespace entente::stix::match
