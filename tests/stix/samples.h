#pragma once
// Valid objects of every kind, made from the tables of the kinds.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "stix/kind.h"
#include "tests/stix/objects.h"

namespace entente::stix {

/// Names of properties with JSON text as their values.
using Members = std::map<std::string, std::string>;

inline std::string quoted_text(std::string_view text) {
    return "\"" + std::string(text) + "\"";
}

inline std::string object_text(const Members& members) {
    std::string text;
    for (const auto& [name, value] : members) {
        text += (text.empty() ? "" : ",") + quoted_text(name) + ":" + value;
    }
    return "{" + text + "}";
}

/// What no table tells: strings of a certain form.
inline std::string_view sample_text(std::string_view kind, const Property& property) {
    struct Sample {
        std::string_view kind;
        std::string_view property;
        std::string_view text;
    };

    static constexpr Sample samples[] = {
        {"domain-name", "value", "example.com"},
        {"email-addr", "value", "jane@example.com"},
        {"ipv4-addr", "value", "198.51.100.3"},
        {"ipv6-addr", "value", "2001:db8::1"},
        {"mac-addr", "value", "00:00:5e:00:53:0f"},
        {"url", "value", "https://example.com/"},
        {"indicator", "pattern", "[file:name = 'x']"},
        {"indicator", "pattern_version", "2.1"},
        {"software", "cpe", "cpe:2.3:a:b:c:1.0:*:*:*:*:*:*:*"},
        {"relationship", "relationship_type", "related-to"},
        {"", "selectors", "type"},
        {"", "spec_version", "2.1"},
        {"", "priority", "HIGH_PRIORITY_CLASS"},
        {"marking-definition", "definition_type", "statement"},
    };
    for (const auto& sample : samples) {
        const bool is_kind = sample.kind.empty() || sample.kind == kind;
        if (is_kind && sample.property == property.name) return sample.text;
    }
    if (property.vocabulary) {
        return property.vocabulary->words.substr(0, property.vocabulary->words.find(' '));
    }
    switch (property.form) {
        case Form::language:
            return "en";
        case Form::url:
        case Form::url_reference:
            return "https://example.com/";
        case Form::character_set:
            return "windows-1252";
        case Form::mime_type:
            return "application/pdf";
        case Form::country:
            return "AF";
        case Form::lowercase_dashed:
        case Form::free:
            return "sample";
    }
    return "sample";
}

inline std::string sample_reference(const Property& property) {
    const auto& [only, never] = property.targets;
    if (!only.empty()) return quoted_text(id_of(only.front()));
    const bool bars_domain = std::ranges::find(never, "tool") != never.end();
    return quoted_text(id_of(bars_domain ? "file" : "tool"));
}

inline Members sample_members(std::string_view kind, const Structure& structure);

inline std::string sample_entries(Entries entries) {
    switch (entries) {
        case Entries::integers:
            return R"({"a":1})";
        case Entries::string_lists:
            return R"({"a":["x"]})";
        case Entries::any:
        case Entries::strings:
        case Entries::strings_or_integers:
            return R"({"a":"x"})";
    }
    return R"({"a":"x"})";
}

inline std::string sample_single(std::string_view kind, const Property& property) {
    switch (property.type) {
        case Type::string:
            return quoted_text(sample_text(kind, property));
        case Type::boolean:
            return "false";
        case Type::integer:
        case Type::number:
            return "1";
        case Type::timestamp:
            return R"("2021-08-24T12:30:00.000Z")";
        case Type::identifier:
            return property.name == "id" ? quoted_text(id_of(kind)) : sample_reference(property);
        case Type::binary:
            return R"("aGk=")";
        case Type::hex:
            return R"("00ff")";
        case Type::dictionary:
            return sample_entries(property.entries);
        case Type::hashes:
            return R"({"MD5":"00112233445566778899aabbccddeeff"})";
        case Type::extensions:
            return quoted_text("extension-definition--" + std::string(uuid)).insert(0, "{") +
                   R"(:{"extension_type":"property-extension","rank":1}})";
        case Type::object:
            if (property.structure) return object_text(sample_members(kind, *property.structure));
            return kind == "language-content" ? R"({"de":{"name":"x"}})" : R"({"statement":"x"})";
    }
    return "null";
}

/// A valid value of the property.
inline std::string sample_value(std::string_view kind, const Property& property) {
    if (property.name == "type") return quoted_text(kind);
    const auto value = sample_single(kind, property);
    return property.is_list ? "[" + value + "]" : value;
}

inline Members sample_members(std::string_view kind, const Structure& structure) {
    Members members;
    for (const auto& property : structure.members) {
        if (property.name == "lang") continue;  // or marking_ref (STIX 2.1 section 7.2.3)
        members[std::string(property.name)] = sample_value(kind, property);
    }
    return members;
}

/// What may not be there beside others, by the rules between properties.
inline void settle(std::string_view kind, Members& members) {
    if (kind == "artifact") members.erase("url");
    if (kind == "email-message") members.erase("body_multipart");
    if (kind == "observed-data") members.erase("objects");
    if (kind == "relationship") members["stop_time"] = R"("2021-08-24T12:31:00.000Z")";
    if (kind == "indicator") members["valid_until"] = R"("2021-08-24T12:31:00.000Z")";
    if (kind == "extension-definition") {
        members["extension_types"] = R"(["toplevel-property-extension"])";
    }
    // Of another UUID than the object's own: no marking-definition marks itself.
    const auto marking = R"("marking-definition--9e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f")";
    members["object_marking_refs"] = "[" + std::string(marking) + "]";
    members["granular_markings"] =
        R"([{"selectors":["type"],"marking_ref":)" + std::string(marking) + "}]";
}

/// A valid object of that kind with all properties that it can have at once.
inline Members sample_of(const Kind& kind) {
    Members members;
    for (const auto& property : kind.properties) {
        members[std::string(property.name)] = sample_value(kind.type, property);
    }
    settle(kind.type, members);
    return members;
}

/// All kinds of the standard.
inline std::vector<const Kind*> all_kinds() {
    std::vector<const Kind*> kinds;
    for (const auto family :
         {domain_kinds(), relationship_kinds(), meta_kinds(), observable_kinds()}) {
        for (const auto& kind : family) kinds.push_back(&kind);
    }
    return kinds;
}

}  // namespace entente::stix
