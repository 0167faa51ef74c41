#pragma once
// The kinds of object that are known, each with its properties and rules. Pure.
//
// One file per family holds the tables: domain_objects.cpp, relationship_objects.cpp,
// meta_objects.cpp, observables.cpp, entente_extensions.cpp.

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "json/value.h"
#include "stix/table.h"

namespace entente::stix {

class Found;
class Report;

/// What sort of object it is; that decides which common properties it must have.
enum class Family : std::uint8_t { domain, relationship, meta, observable };

/// Two times of an object of which one must not be before the other.
struct Order {
    std::string_view earlier;
    std::string_view later;
    bool is_strict = false;  ///< later must be later, not the same
};

/// A kind of object.
struct Kind {
    std::string_view type;
    Family family;
    std::string_view section;  ///< "STIX 2.1 section 4.2"
    std::span<const Property> properties;
    std::size_t shared_count;  ///< how many of them, at the front, are common properties
    const Slots* slots;
    std::span<const Order> orders = {};
    void (*also)(const Found& found, Report& report) = nullptr;  ///< what no table can say

    /// The place of the property in `properties`; no_property if this kind has none of that name.
    [[nodiscard]] std::uint8_t find(std::string_view name) const {
        return slots->find(name, properties, name_of);
    }
};

template <std::size_t Size>
constexpr Kind kind(std::string_view type, Family family, std::string_view section,
                    const PropertyTable<Size>& table) {
    return {.type = type,
            .family = family,
            .section = section,
            .properties = table.properties,
            .shared_count = table.shared_count,
            .slots = &table.slots};
}

/// The kind with rules beside its table.
constexpr Kind with(Kind kind, std::span<const Order> orders,
                    void (*also)(const Found&, Report&) = nullptr) {
    kind.orders = orders;
    kind.also = also;
    return kind;
}

constexpr std::string_view type_name_of(const Kind& kind) {
    return kind.type;
}

/// The properties of an object as they were found, by name.
class Found {
public:
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): values_ is written by put
    Found(const Kind& kind, const json::Value& object) : kind_(&kind), object_(object) {}

    void put(std::uint8_t index, const json::Value& value) {
        std::construct_at(&values_[index], value);
        seen_ |= std::uint64_t{1} << index;
    }

    [[nodiscard]] std::optional<json::Value> get(std::string_view name) const {
        const auto index = kind_->find(name);
        if (index == no_property || !has_at(index)) return std::nullopt;
        return values_[index];
    }

    [[nodiscard]] bool has_at(std::size_t index) const { return (seen_ >> index & 1) != 0; }

    /// A bit for each of the kind's properties that was found.
    [[nodiscard]] std::uint64_t seen() const { return seen_; }

    [[nodiscard]] bool has(std::string_view name) const {
        const auto index = kind_->find(name);
        return index != no_property && has_at(index);
    }

    /// The text of that property; empty if there is none, or if it is no string.
    [[nodiscard]] std::string_view text(std::string_view name) const {
        const auto value = get(name);
        return value && value->is_string() ? value->as_string().value() : std::string_view();
    }

    [[nodiscard]] const Kind& kind() const { return *kind_; }

    [[nodiscard]] const json::Value& object() const { return object_; }

private:
    const Kind* kind_;
    json::Value object_;
    std::uint64_t seen_ = 0;

    // Left as it is until put: to clear it for every object would cost more than most checks.
    union {
        std::array<json::Value, properties_max> values_;  // NOLINT(readability-identifier-naming)
    };
};

/// The kind of that name in the standard; none if it has no such one.
const Kind* find_kind(std::string_view type);

/// By family, for find_kind.
const Kind* find_domain_kind(std::string_view type);
const Kind* find_relationship_kind(std::string_view type);
const Kind* find_meta_kind(std::string_view type);
const Kind* find_observable_kind(std::string_view type);

/// All kinds of the standard, by family.
std::span<const Kind> domain_kinds();
std::span<const Kind> relationship_kinds();
std::span<const Kind> meta_kinds();
std::span<const Kind> observable_kinds();

/// The kind for objects whose kind nobody told us: only what all objects of that family share.
const Kind& unknown_kind(Family family);

}  // namespace entente::stix
