#include "stix/check_text.h"

#include <algorithm>
#include <array>

#include "stix/registries.h"
#include "stix/text_forms.h"

namespace entente::stix {
namespace {

constexpr std::size_t registry_name_bytes_max = 64;

std::string quoted(std::string_view text) {
    return "\"" + std::string(text.substr(0, 80)) + "\"";
}

/// Whether the registry has `name`, in whatever case.
bool has_in_any_case(const Vocabulary& registry, std::string_view name) {
    std::array<char, registry_name_bytes_max> lower{};
    if (name.size() > lower.size()) return false;
    std::ranges::transform(name, lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    });
    return registry.has({lower.data(), name.size()});
}

void check_form(Form form, std::string_view text, std::string_view rule, Report& report) {
    switch (form) {
        case Form::free:
            return;
        case Form::language:
            if (is_language(text)) return;
            return report.error(rule, "not a language code (RFC 5646)", "write one, as \"en\"");
        case Form::url:
            if (is_url(text)) return;
            return report.error(rule, "not a URL (RFC 3986)", "write it whole, with its scheme");
        case Form::url_reference:
            if (is_url(text)) return;
            return report.warn(rule, "not a URL (RFC 3986)", "write it whole, with its scheme");
        case Form::character_set:
            if (has_in_any_case(character_sets, text)) return;
            return report.error("STIX 2.1 section 3.9.1", "not the name of a character set",
                                "take the preferred MIME name from the registry of the IANA");
        case Form::mime_type:
            if (is_mime_type(text)) return;
            return report.warn(rule, "not a media type of the IANA registry",
                               "write type and subtype, as \"application/pdf\"");
        case Form::country:
            if (has_in_any_case(countries, text)) return;
            return report.warn(rule, "not a country code", "use two letters of ISO 3166-1");
        case Form::lowercase_dashed:
            if (is_lowercase_dashed(text)) return;
            return report.warn(rule, "should be in lower case, with hyphens between words");
    }
}

}  // namespace

void check_word(const Vocabulary& vocabulary, std::string_view word, Report& report) {
    if (vocabulary.has(word)) return;
    const auto remedy = "use one of: " + std::string(vocabulary.words);
    if (!vocabulary.is_open) {
        return report.error(vocabulary.rule, quoted(word) + " is not one of its values", remedy);
    }
    report.warn(vocabulary.rule, quoted(word) + " is not a word of " + std::string(vocabulary.name),
                remedy);
    if (is_lowercase_dashed(word)) return;
    report.warn("STIX 2.1 section 2.14",
                "words of one's own should be in lower case, with hyphens between words");
}

void check_text(const Property& property, const json::Value& value, std::string_view rule,
                Report& report) {
    if (!value.is_string()) return report.error("STIX 2.1 section 2.15", "must be a string");
    const auto text = value.as_string().value();
    if (property.vocabulary) return check_word(*property.vocabulary, text, report);
    if (property.type == Type::hex && !is_hex(text)) {
        return report.error("STIX 2.1 section 2.8", "must be hexadecimal in lower case",
                            "write two digits of 0 to 9 and a to f for each byte");
    }
    if (property.type == Type::binary && !is_base64(text)) {
        return report.error("STIX 2.1 section 2.1", "must be base64 (RFC 4648)");
    }
    check_form(property.form, text, rule, report);
}

}  // namespace entente::stix
