#include "stix/check_hashes.h"

#include <algorithm>

#include "stix/text_forms.h"
#include "stix/vocabularies.h"

namespace entente::stix {
namespace {

constexpr std::string_view rule = "STIX 2.1 section 2.7";
constexpr std::string_view value_rule = "STIX 2.1 section 10.7";
constexpr std::size_t name_bytes_min = 3;

bool is_any_hex(std::string_view text) {
    return std::ranges::all_of(text, [](char c) {
        return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
    });
}

/// How many hexadecimal digits a hash of that name has; 0 for those that are not written so.
std::size_t digits_of(std::string_view name) {
    if (name == "MD5") return 32;      // RFC 1321
    if (name == "SHA-1") return 40;    // RFC 3174
    if (name == "SHA-256") return 64;  // RFC 6234
    if (name == "SHA-512") return 128;
    if (name == "SHA3-256") return 64;  // FIPS 202
    if (name == "SHA3-512") return 128;
    return 0;
}

/// "blocksize:hash:hash", as ssdeep prints it.
bool is_ssdeep(std::string_view text) {
    const auto first = text.find(':');
    if (first == 0 || first == std::string_view::npos) return false;
    const auto second = text.find(':', first + 1);
    if (second == std::string_view::npos) return false;
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto in_hash = [&](char c) {
        return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '+' || c == '/';
    };
    return std::ranges::all_of(text.substr(0, first), is_digit) &&
           std::ranges::all_of(text.substr(first + 1, second - first - 1), in_hash) &&
           std::ranges::all_of(text.substr(second + 1), in_hash);
}

/// 35 bytes, with the "T1" that later programs put before them or without.
bool is_tlsh(std::string_view text) {
    constexpr std::size_t tlsh_digits = 70;
    if (text.starts_with("T1")) text.remove_prefix(2);
    return text.size() == tlsh_digits && is_any_hex(text);
}

bool is_value_of(std::string_view name, std::string_view text) {
    if (name == "SSDEEP") return is_ssdeep(text);
    if (name == "TLSH") return is_tlsh(text);
    const auto digits = digits_of(name);
    return digits == 0 || (text.size() == digits && is_any_hex(text));
}

void check_hash(std::string_view name, const json::Value& hash, Report& report) {
    const auto step = report.into(name);
    if (!hash.is_string()) return report.error(rule, "a hash must be a string");
    if (!is_dictionary_key(name, name_bytes_min)) {
        return report.error(rule, "not the name of a hash algorithm",
                            "use 3 to 250 of a to z, A to Z, 0 to 9, - and _");
    }
    if (!hash_algorithm_ov.has(name)) {
        return report.warn(rule, "an algorithm that the vocabulary does not have",
                           "use one of: " + std::string(hash_algorithm_ov.words));
    }
    if (is_value_of(name, hash.as_string().value())) return;
    report.error(value_rule, "no value of this algorithm", "give all of its digits in hexadecimal");
}

}  // namespace

void check_hashes(const json::Value& hashes, Report& report) {
    bool has_sha_256 = false;
    for (const auto& [name, hash] : hashes.members()) {
        has_sha_256 = has_sha_256 || name == "SHA-256";
        check_hash(name, hash, report);
    }
    if (!has_sha_256) report.suggest(rule, "without SHA-256", "add it where it is known");
}

}  // namespace entente::stix
