#include "stix/check_property.h"

#include <algorithm>

#include "stix/check_hashes.h"
#include "stix/check_text.h"
#include "stix/id.h"
#include "stix/text_forms.h"

namespace entente::stix {
namespace {

constexpr std::string_view dictionary_rule = "STIX 2.1 section 2.3";

std::string joined(std::span<const std::string_view> words) {
    std::string text;
    for (const auto& word : words) {
        if (!text.empty()) text += ", ";
        text += word;
    }
    return text;
}

std::string quoted(std::string_view text) {
    return "\"" + std::string(text.substr(0, 80)) + "\"";
}

void check_number(const Property& property, const json::Value& value, std::string_view rule,
                  Report& report) {
    const bool is_whole = property.type == Type::integer;
    if (is_whole && !value.as_integer()) {
        return report.error("STIX 2.1 section 2.10", "must be an integer within +-(2^53 - 1)");
    }
    if (!value.is_number()) return report.error("STIX 2.1 section 2.6", "must be a number");
    const auto number = value.as_number().value();
    if (property.least == property.most) return;
    if (number >= property.least && number <= property.most) return;
    const auto shown = [](double bound) { return std::to_string(static_cast<long long>(bound)); };
    report.error(rule, "out of range",
                 "give a number from " + shown(property.least) + " to " + shown(property.most));
}

void check_timestamp(const json::Value& value, Report& report) {
    constexpr std::string_view rule = "STIX 2.1 section 2.16";
    if (value.is_string() && read_timestamp(value.as_string().value())) return;
    report.error(rule, "must be a timestamp in UTC", "write it as 2021-08-24T12:30:00.000Z");
}

void check_identifier(const Property& property, const json::Value& value, std::string_view rule,
                      Report& report) {
    if (!value.is_string() || !is_id(value.as_string().value())) {
        return report.error("STIX 2.1 section 2.9", "must be an identifier",
                            "write the type, two dashes and a UUID (RFC 4122)");
    }
    const auto type = type_of(value.as_string().value());
    const auto& [only, never] = property.targets;
    const bool is_allowed = only.empty() || std::ranges::find(only, type) != only.end();
    const bool is_barred = std::ranges::find(never, type) != never.end();
    if (is_allowed && !is_barred) return;
    report.error(rule, "may not refer to an object of type " + quoted(type),
                 only.empty() ? "" : "refer to: " + joined(only));
}

bool is_entry(Entries entries, const json::Value& value) {
    switch (entries) {
        case Entries::any:
            return true;
        case Entries::strings:
            return value.is_string();
        case Entries::integers:
            return value.as_integer().has_value();
        case Entries::strings_or_integers:
            return value.is_string() || value.as_integer().has_value();
        case Entries::string_lists:
            return value.is_array() && std::ranges::all_of(value.elements(), [](const auto& item) {
                       return item.is_string();
                   });
    }
    return false;
}

std::string to_text(Entries entries) {
    switch (entries) {
        case Entries::any:
            return "anything";
        case Entries::strings:
            return "a string";
        case Entries::integers:
            return "an integer";
        case Entries::strings_or_integers:
            return "a string or an integer";
        case Entries::string_lists:
            return "a list of strings";
    }
    return "anything";
}

void check_dictionary(const Property& property, const json::Value& value, std::string_view rule,
                      Report& report) {
    for (const auto& [key, entry] : value.members()) {
        const auto step = report.into(key);
        if (!is_dictionary_key(key)) {
            report.error(dictionary_rule, "not a dictionary key",
                         "use 1 to 250 of a to z, A to Z, 0 to 9, - and _");
        }
        refuse_empty_dictionaries(entry, report);
        if (is_entry(property.entries, entry)) continue;
        report.error(rule, "the value must be " + to_text(property.entries));
    }
}

/// What is an object in JSON.
void check_object(const Property& property, const json::Value& value, std::string_view rule,
                  Report& report) {
    if (!value.is_object()) return report.error(dictionary_rule, "must be an object");
    if (property.structure) return check_structure(*property.structure, value, rule, report);
    if (value.members().empty()) report.error(dictionary_rule, "must not be empty", "leave it out");
    if (property.type == Type::hashes) check_hashes(value, report);
    if (property.type == Type::dictionary) check_dictionary(property, value, rule, report);
}

void check_single(const Property& property, const json::Value& value, std::string_view rule,
                  Report& report) {
    switch (property.type) {
        case Type::string:
        case Type::binary:
        case Type::hex:
            return check_text(property, value, rule, report);
        case Type::boolean:
            if (!value.is_bool()) report.error("STIX 2.1 section 2.2", "must be true or false");
            return;
        case Type::integer:
        case Type::number:
            return check_number(property, value, rule, report);
        case Type::timestamp:
            return check_timestamp(value, report);
        case Type::identifier:
            return check_identifier(property, value, rule, report);
        case Type::object:
        case Type::dictionary:
        case Type::hashes:
        case Type::extensions:
            return check_object(property, value, rule, report);
    }
}

/// A member that the structure does not have.
void check_other(std::string_view name, std::string_view rule, Report& report) {
    if (!is_property_name(name)) {
        return report.error("STIX 2.1 section 3.1", "not the name of a property",
                            "use 3 to 250 of a to z, 0 to 9 and _, from a letter on");
    }
    if (name.starts_with("x_")) {
        return report.suggest("STIX 2.1 section 11.1", "a custom property",
                              "define an extension for it (section 7.3)");
    }
    report.warn(rule, "there is no such property here",
                "name custom properties x_..., or define an extension");
}

}  // namespace

void check_property(const Property& property, const json::Value& value, std::string_view rule,
                    Report& report) {
    if (!property.is_list) return check_single(property, value, rule, report);
    if (!value.is_array()) return report.error("STIX 2.1 section 2.12", "must be a list");
    std::size_t index = 0;
    for (const auto& element : value.elements()) {
        const auto step = report.into(index++);
        check_single(property, element, rule, report);
    }
}

void check_structure(const Structure& structure, const json::Value& object, std::string_view rule,
                     Report& report) {
    const auto& members = structure.members;
    const auto section = structure.section.empty() ? rule : structure.section;
    std::uint64_t seen = 0;
    for (const auto& [name, value] : object.members()) {
        const auto property = std::ranges::find(members, name, &Property::name);
        const auto step = report.into(name);
        if (property == members.end()) {
            check_other(name, section, report);
            refuse_empty_dictionaries(value, report);
            continue;
        }
        seen |= std::uint64_t{1} << (property - members.begin());
        check_property(*property, value, section, report);
    }
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (!members[i].is_required || (seen >> i & 1) != 0) continue;
        report.error(section, "the property " + quoted(members[i].name) + " is missing", "add it");
    }
    if (structure.needs_one && seen == 0) {
        report.error(section, "none of its properties is there", "give one, or leave it out");
    }
    if (structure.also) structure.also(object, report);
}

void refuse_empty_dictionaries(const json::Value& value, Report& report) {
    if (value.is_object() && value.members().empty()) {
        return report.error(dictionary_rule, "must not be empty", "leave it out");
    }
    for (const auto& [name, member] : value.members()) {
        const auto step = report.into(name);
        refuse_empty_dictionaries(member, report);
    }
    std::size_t index = 0;
    for (const auto& element : value.elements()) {
        const auto step = report.into(index++);
        refuse_empty_dictionaries(element, report);
    }
}

std::optional<Timestamp> read_timestamp(std::string_view text) {
    constexpr std::size_t microsecond_bytes = 26;  // "2021-08-24T12:30:00.123456"
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const bool is_finer =
        text.size() > microsecond_bytes + 1 && text.ends_with('Z') &&
        std::ranges::all_of(text.substr(microsecond_bytes, text.size() - microsecond_bytes - 1),
                            is_digit);
    const auto parsed = is_finer
                            ? parse_timestamp(std::string(text.substr(0, microsecond_bytes)) + "Z")
                            : parse_timestamp(text);
    if (!parsed) return std::nullopt;
    return *parsed;
}

std::string_view text_of(const json::Value& object, std::string_view name) {
    const auto member = object.member(name);
    return member && member->is_string() ? member->as_string().value() : std::string_view();
}

}  // namespace entente::stix
