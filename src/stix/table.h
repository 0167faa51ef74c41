#pragma once
// What a kind of object may and must have, as data. Pure.

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/limits.h"
#include "stix/vocabulary.h"

namespace entente::json {
class Value;
}

namespace entente::stix {

class Report;
struct Property;

/// The type of a property (STIX 2.1 section 2), or of the elements of a list property.
enum class Type : std::uint8_t {
    string,
    boolean,
    integer,
    number,
    timestamp,
    identifier,
    binary,
    hex,
    object,      ///< as Property::structure says; if that is nothing, with any members
    dictionary,  ///< any members, but at least one; Property::entries says what their values are
    hashes,
    extensions,
};

/// What the values in a dictionary must be.
enum class Entries : std::uint8_t {
    any,
    strings,
    string_lists,
    integers,
    strings_or_integers,
};

/// A form that a string must or should have.
enum class Form : std::uint8_t {
    free,
    language,          ///< RFC 5646
    url,               ///< RFC 3986
    url_reference,     ///< should be one
    character_set,     ///< the IANA registry
    mime_type,         ///< should be one of the IANA registry
    country,           ///< should be one of ISO 3166-1
    lowercase_dashed,  ///< should be in lower case, with hyphens between words
};

/// Which kinds of object an identifier may name; an empty list says nothing.
struct Targets {
    std::span<const std::string_view> only = {};
    std::span<const std::string_view> never = {};
};

/// What an object that is part of another may and must have: an external-reference, an extension.
struct Structure {
    std::string_view section;  ///< "STIX 2.1 section 6.7.2"
    std::span<const Property> members;
    bool needs_one = false;  ///< of its members at least one must be there
    /// What no table can say.
    void (*also)(const json::Value& object, Report& report) = nullptr;
};

/// One property. Made with the functions below.
struct Property {
    std::string_view name;
    Type type = Type::string;
    Form form = Form::free;
    Entries entries = Entries::any;
    bool is_list = false;
    bool is_required = false;
    double least = 0;  ///< of a number; no bounds if least equals most
    double most = 0;
    const Vocabulary* vocabulary = nullptr;
    Targets targets = {};
    const Structure* structure = nullptr;

    [[nodiscard]] constexpr Property required() const {
        auto property = *this;
        property.is_required = true;
        return property;
    }

    [[nodiscard]] constexpr Property list() const {
        auto property = *this;
        property.is_list = true;
        return property;
    }

    [[nodiscard]] constexpr Property as(Form wanted) const {
        auto property = *this;
        property.form = wanted;
        return property;
    }

    [[nodiscard]] constexpr Property within(double low, double high) const {
        auto property = *this;
        property.least = low;
        property.most = high;
        return property;
    }
};

constexpr Property property(std::string_view name, Type type) {
    return {.name = name, .type = type};
}

constexpr Property text(std::string_view name) {
    return property(name, Type::string);
}

constexpr Property texts(std::string_view name) {
    return text(name).list();
}

constexpr Property integer(std::string_view name) {
    return property(name, Type::integer);
}

/// An integer that may not be negative.
constexpr Property size(std::string_view name) {
    return integer(name).within(0, static_cast<double>(limits::json_integer_max));
}

constexpr Property flag(std::string_view name) {
    return property(name, Type::boolean);
}

constexpr Property hex(std::string_view name) {
    return property(name, Type::hex);
}

constexpr Property hashes(std::string_view name) {
    return property(name, Type::hashes);
}

constexpr Property dictionary(std::string_view name, Entries entries = Entries::any) {
    return {.name = name, .type = Type::dictionary, .entries = entries};
}

constexpr Property choice(std::string_view name, const Vocabulary& vocabulary) {
    return {.name = name, .type = Type::string, .vocabulary = &vocabulary};
}

constexpr Property choices(std::string_view name, const Vocabulary& vocabulary) {
    return choice(name, vocabulary).list();
}

constexpr Property time(std::string_view name) {
    return property(name, Type::timestamp);
}

constexpr Property reference(std::string_view name, Targets targets = {}) {
    return {.name = name, .type = Type::identifier, .targets = targets};
}

constexpr Property references(std::string_view name, Targets targets = {}) {
    return reference(name, targets).list();
}

constexpr Property object(std::string_view name, const Structure& structure) {
    return {.name = name, .type = Type::object, .structure = &structure};
}

constexpr Property objects(std::string_view name, const Structure& structure) {
    return object(name, structure).list();
}

inline constexpr std::uint8_t no_property = 0xFF;
inline constexpr std::size_t properties_max = 64;  // a bit each in the set of those that were seen

/// A place for a name in a table of `slots`, a power of two. Few names of one table share a place.
constexpr std::size_t slot_of(std::string_view name, std::size_t slots) {
    if (name.empty()) return 0;
    const auto at = [&](std::size_t i) {
        return static_cast<std::size_t>(static_cast<unsigned char>(name[i]));
    };
    const auto mixed = at(0) * 37 + at(name.size() / 2) * 101 + at(name.size() - 1) * 7;
    return (mixed + name.size() * 13) & (slots - 1);
}

/// Names and where they stand in a list, found with one look and about one comparison.
struct Slots {
    static constexpr std::size_t count = 256;

    std::array<std::uint8_t, count> indices{};

    constexpr explicit Slots(const auto& items, auto name_of) {
        indices.fill(no_property);
        for (std::size_t i = 0; i < items.size(); ++i) {
            auto slot = slot_of(name_of(items[i]), count);
            while (indices[slot] != no_property) slot = (slot + 1) % count;
            indices[slot] = static_cast<std::uint8_t>(i);
        }
    }

    [[nodiscard]] std::uint8_t find(std::string_view name, const auto& items, auto name_of) const {
        auto slot = slot_of(name, count);
        while (indices[slot] != no_property) {
            if (name_of(items[indices[slot]]) == name) return indices[slot];
            slot = (slot + 1) % count;
        }
        return no_property;
    }
};

/// The properties of a kind, those that many kinds share first.
template <std::size_t Size>
struct PropertyTable {
    static_assert(Size <= properties_max);

    std::array<Property, Size> properties;
    std::size_t shared_count;
    Slots slots;
};

constexpr std::string_view name_of(const Property& property) {
    return property.name;
}

template <std::size_t Shared, std::size_t Own>
constexpr PropertyTable<Shared + Own> table(const std::array<Property, Shared>& shared,
                                            const std::array<Property, Own>& own) {
    std::array<Property, Shared + Own> all{};
    for (std::size_t i = 0; i < Shared; ++i) all[i] = shared[i];
    for (std::size_t i = 0; i < Own; ++i) all[Shared + i] = own[i];
    return {.properties = all, .shared_count = Shared, .slots = Slots(all, name_of)};
}

}  // namespace entente::stix
