#include "stix/check_external_references.h"

#include <algorithm>

#include "stix/check_property.h"

namespace entente::stix {
namespace {

/// Where a kind of object has identifiers of a source that everybody knows.
struct KnownSource {
    std::string_view object_type;
    std::string_view name;
    std::string_view rule;
    bool (*is_id)(std::string_view text);
    const char* remedy;
};

bool is_digits(std::string_view text, std::size_t least) {
    return text.size() >= least &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// "CAPEC-463"
bool is_capec_id(std::string_view text) {
    return text.starts_with("CAPEC-") && is_digits(text.substr(6), 1);
}

/// "CVE-2021-44228": the year, and at least four digits.
bool is_cve_id(std::string_view text) {
    constexpr std::size_t year_digits = 4;
    if (!text.starts_with("CVE-") || text.size() < 9 || text[8] != '-') return false;
    return is_digits(text.substr(4, year_digits), year_digits) && is_digits(text.substr(9), 4);
}

constexpr KnownSource known_sources[] = {
    {.object_type = "attack-pattern",
     .name = "capec",
     .rule = "STIX 2.1 section 4.1.1",
     .is_id = &is_capec_id,
     .remedy = "set source_name to \"capec\" and external_id to CAPEC- and its number"},
    {.object_type = "vulnerability",
     .name = "cve",
     .rule = "STIX 2.1 section 4.19.1",
     .is_id = &is_cve_id,
     .remedy = "set source_name to \"cve\" and external_id to CVE-, the year, - and its number"},
};

bool is_same_but_for_case(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, [](char x, char y) { return (x | 0x20) == (y | 0x20); });
}

void check_source(const KnownSource& known, const json::Value& reference, Report& report) {
    const auto source = text_of(reference, "source_name");
    const auto id = text_of(reference, "external_id");
    const bool is_meant = is_same_but_for_case(source, known.name) || known.is_id(id);
    if (!is_meant || (source == known.name && known.is_id(id))) return;
    report.error(known.rule, "not an identifier as " + std::string(known.name) + " has them",
                 known.remedy);
}

void check_one(const Found& found, const json::Value& reference, Report& report) {
    constexpr std::string_view rule = "STIX 2.1 section 2.5.2";
    const bool has_url = reference.member("url").has_value();
    if (!has_url && !reference.member("description") && !reference.member("external_id")) {
        report.error(rule, "must say more than source_name", "add description, url or external_id");
    }
    if (report.wants(Level::info) && has_url && !reference.member("hashes")) {
        report.suggest("STIX 2.1 section 2.5.1", "a url without hashes of what is there",
                       "add hashes");
    }
    for (const auto& known : known_sources) {
        if (known.object_type == found.kind().type) check_source(known, reference, report);
    }
}

}  // namespace

void check_external_references(const Found& found, Report& report) {
    const auto list = found.get("external_references");
    if (!list) return;
    const auto step = report.into("external_references");
    std::size_t index = 0;
    for (const auto& reference : list->elements()) {
        const auto inner = report.into(index++);
        if (reference.is_object()) check_one(found, reference, report);
    }
}

}  // namespace entente::stix
