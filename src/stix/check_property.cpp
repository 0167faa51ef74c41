#include "stix/check_property.h"

#include <algorithm>

#include "stix/id.h"

namespace entente::stix {
namespace {

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

void check_string(const Property& property, const json::Value& value, std::string_view rule,
                  Report& report) {
    if (!value.is_string()) return report.error("STIX 2.1 section 2.15", "must be a string");
    if (property.values.empty()) return;
    const auto text = value.as_string().value();
    if (std::ranges::find(property.values, text) != property.values.end()) return;
    report.error(rule, quoted(text) + " is not one of its values",
                 "use one of: " + joined(property.values));
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

void check_hashes(const json::Value& value, Report& report) {
    constexpr std::string_view rule = "STIX 2.1 section 2.7";
    for (const auto& [name, hash] : value.members()) {
        const auto step = report.into(name);
        if (!hash.is_string()) report.error(rule, "a hash must be a string");
        if (name.size() < 3) report.error(rule, "not the name of a hash algorithm");
    }
}

/// What is an object in JSON.
void check_object(const Property& property, const json::Value& value, std::string_view rule,
                  Report& report) {
    constexpr std::string_view dictionary_rule = "STIX 2.1 section 2.3";
    if (!value.is_object()) return report.error(dictionary_rule, "must be an object");
    if (property.type == Type::object) return check_members(property.members, value, rule, report);
    if (value.members().empty()) report.error(dictionary_rule, "must not be empty", "leave it out");
    if (property.type == Type::hashes) check_hashes(value, report);
}

void check_single(const Property& property, const json::Value& value, std::string_view rule,
                  Report& report) {
    switch (property.type) {
        case Type::string:
            return check_string(property, value, rule, report);
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

void check_members(std::span<const Property> members, const json::Value& object,
                   std::string_view rule, Report& report) {
    std::uint64_t seen = 0;
    for (const auto& [name, value] : object.members()) {
        const auto property = std::ranges::find(members, name, &Property::name);
        if (property == members.end()) continue;
        seen |= std::uint64_t{1} << (property - members.begin());
        const auto step = report.into(name);
        check_property(*property, value, rule, report);
    }
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (!members[i].is_required || (seen >> i & 1) != 0) continue;
        report.error(rule, "the property " + quoted(members[i].name) + " is missing", "add it");
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

bool is_language(std::string_view text) {
    constexpr std::size_t subtag_bytes_max = 8;
    const auto is_letter = [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; };
    const auto is_other = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); };
    const auto first = text.substr(0, text.find('-'));
    const bool is_private = first == "x" || first == "i";
    if ((first.size() < 2 && !is_private) || !std::ranges::all_of(first, is_letter)) return false;
    if (is_private && first.size() == text.size()) return false;
    while (true) {
        const auto subtag = text.substr(0, text.find('-'));
        if (subtag.empty() || subtag.size() > subtag_bytes_max) return false;
        if (!std::ranges::all_of(subtag, is_other)) return false;
        if (subtag.size() == text.size()) return true;
        text.remove_prefix(subtag.size() + 1);
    }
}

}  // namespace entente::stix
