#include "stix/observable_rules.h"

#include <algorithm>

#include "stix/text_forms.h"

namespace entente::stix {
namespace {

bool is_encoding(char c) {
    return c == 'B' || c == 'b' || c == 'Q' || c == 'q';
}

/// Whether the property is there and true.
bool is_true(const Found& found, std::string_view name) {
    const auto value = found.get(name);
    return value && value->as_bool().value_or(false);
}

/// Whether the property is there and false.
bool is_false(const Found& found, std::string_view name) {
    const auto value = found.get(name);
    return value && value->is_bool() && !value->as_bool().value();
}

/// Reports `name`, which may not be there.
void bar(std::string_view name, const Found& found, std::string message, Report& report) {
    if (!found.has(name)) return;
    const auto step = report.into(name);
    report.error(found.kind().section, std::move(message), "remove one of them");
}

/// The name of the encoding of a property makes no sense without it (STIX 2.1 section 3.1).
void check_encoding(std::string_view name, std::string_view encoding, const Found& found,
                    Report& report) {
    if (found.has(name) || !found.has(encoding)) return;
    const auto step = report.into(encoding);
    report.error("STIX 2.1 section 3.1", "must not be there without \"" + std::string(name) + "\"");
}

/// At least one of the properties that are this kind's own, or an extension.
void check_not_empty(const Found& found, Report& report) {
    const auto count = found.kind().properties.size();
    for (auto i = found.kind().shared_count; i < count; ++i) {
        if (found.has_at(i)) return;
    }
    report.error(found.kind().section, "none of its own properties is there", "give one");
}

/// Holds "value" to its form, unless it was defanged on purpose.
void check_value(bool (*has_form)(std::string_view), const Found& found, const char* message,
                 const char* remedy, Report& report) {
    const auto value = found.get("value");
    if (!value || !value->is_string() || is_true(found, "defanged")) return;
    if (has_form(value->as_string().value())) return;
    const auto step = report.into("value");
    report.error(found.kind().section, message, remedy);
}

/// Whether `text` begins with what follows the "=?" of an encoded word: the character set, '?', B
/// or Q, '?', the text without spaces, "?=" (RFC 2047 section 2).
bool is_rest_of_encoded_word(std::string_view text) {
    const auto set = text.substr(0, text.find('?'));
    if (set.empty() || set.find(' ') != std::string_view::npos) return false;
    text.remove_prefix(std::min(text.size(), set.size() + 1));
    const bool has_encoding = text.size() > 1 && text[1] == '?' && is_encoding(text[0]);
    if (!has_encoding) return false;
    text.remove_prefix(2);
    const auto end = text.find_first_of(" ?");
    return end != std::string_view::npos && text.substr(end).starts_with("?=");
}

bool has_encoded_word(std::string_view text) {
    for (auto at = text.find("=?"); at != std::string_view::npos; at = text.find("=?", at + 2)) {
        if (is_rest_of_encoded_word(text.substr(at + 2))) return true;
    }
    return false;
}

/// What stood in a header, or in several: decoded (STIX 2.1 section 6.6).
void check_decoded(const json::Value& value, std::string_view rule, Report& report) {
    if (value.is_string() && has_encoded_word(value.as_string().value())) {
        return report.error(rule, "must be decoded (RFC 2047)", "decode it to Unicode");
    }
    for (const auto& [name, member] : value.members()) {
        const auto step = report.into(name);
        check_decoded(member, rule, report);
    }
    std::size_t index = 0;
    for (const auto& element : value.elements()) {
        const auto step = report.into(index++);
        check_decoded(element, rule, report);
    }
}

bool is_truncated_hive(std::string_view key) {
    const auto hive = key.substr(0, key.find('\\'));
    const auto is_like = [&](std::string_view known) {
        if (hive.size() != known.size()) return false;
        for (std::size_t i = 0; i < hive.size(); ++i) {
            if ((hive[i] & ~0x20) != known[i]) return false;
        }
        return true;
    };
    return is_like("HKLM") || is_like("HKCC") || is_like("HKCR") || is_like("HKCU") ||
           is_like("HKU");
}

}  // namespace

void also_artifact(const Found& found, Report& report) {
    const auto rule = found.kind().section;
    const bool has_url = found.has("url");
    if (has_url == found.has("payload_bin")) {
        report.error(rule, "must have either payload_bin or url", "give one of them");
    }
    if (has_url && !found.has("hashes")) {
        report.error(rule, "a url without hashes", "add the hashes of what is there");
    }
    if (!found.has("encryption_algorithm")) {
        bar("decryption_key", found, "a decryption_key without encryption_algorithm", report);
    }
}

void also_directory(const Found& found, Report& report) {
    check_encoding("path", "path_enc", found, report);
}

void also_domain_name(const Found& found, Report& report) {
    check_value(&is_domain_name, found, "not a domain name (RFC 1034, RFC 5890)",
                "write labels of 1 to 63 bytes with dots between, or set defanged", report);
}

void also_email_addr(const Found& found, Report& report) {
    check_value(&is_email_address, found, "not an email address (RFC 5322 section 3.4.1)",
                "write it as jane@example.com; the name goes to display_name", report);
}

void also_email_message(const Found& found, Report& report) {
    if (is_true(found, "is_multipart")) {
        bar("body", found, "a body, although is_multipart is true", report);
    }
    if (is_false(found, "is_multipart")) {
        bar("body_multipart", found, "a body_multipart, although is_multipart is false", report);
    }
    for (const std::string_view name : {"subject", "additional_header_fields"}) {
        const auto value = found.get(name);
        if (!value) continue;
        const auto step = report.into(name);
        check_decoded(*value, found.kind().section, report);
    }
}

void also_file(const Found& found, Report& report) {
    if (!found.has("hashes") && !found.has("name")) {
        report.error(found.kind().section, "neither hashes nor name", "give one");
    }
    check_encoding("name", "name_enc", found, report);
}

void also_ipv4_addr(const Found& found, Report& report) {
    check_value(&is_ipv4_range, found, "not an IPv4 address or range in CIDR notation",
                "write it as 198.51.100.0/24", report);
}

void also_ipv6_addr(const Found& found, Report& report) {
    check_value(&is_ipv6_range, found, "not an IPv6 address or range in CIDR notation",
                "write it as 2001:db8::/96", report);
}

void also_mac_addr(const Found& found, Report& report) {
    check_value(&is_mac, found, "not a MAC-48 address", "write it as 00:00:5e:00:53:0f", report);
}

void also_network_traffic(const Found& found, Report& report) {
    const auto rule = found.kind().section;
    if (!found.has("src_ref") && !found.has("dst_ref")) {
        report.error(rule, "neither src_ref nor dst_ref", "give one");
    }
    if (is_true(found, "is_active")) {
        bar("end", found, "an end, although is_active is true", report);
    }
    if (found.has("src_port") && found.has("dst_port")) return;
    report.suggest(rule, "without src_port and dst_port", "add them where they are known");
}

void also_process(const Found& found, Report& report) {
    if (!found.has("extensions")) check_not_empty(found, report);
}

void also_software(const Found& found, Report& report) {
    const auto cpe = found.text("cpe");
    if (cpe.empty() || is_cpe(cpe)) return;
    const auto step = report.into("cpe");
    report.error(found.kind().section, "not a CPE 2.3 name",
                 "write all eleven parts, as cpe:2.3:a:vendor:product:1.0:*:*:*:*:*:*:*");
}

void also_url(const Found& found, Report& report) {
    check_value(&is_url, found, "not a URL (RFC 3986)", "write it whole, with its scheme", report);
}

void also_user_account(const Found& found, Report& report) {
    if (!found.has("extensions")) check_not_empty(found, report);
}

void also_windows_registry_key(const Found& found, Report& report) {
    check_not_empty(found, report);
    if (!is_truncated_hive(found.text("key"))) return;
    const auto step = report.into("key");
    report.error(found.kind().section, "the hive must not be abbreviated",
                 "write it whole, as HKEY_LOCAL_MACHINE");
}

void also_x509_certificate(const Found& found, Report& report) {
    check_not_empty(found, report);
}

}  // namespace entente::stix
