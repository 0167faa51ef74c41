#include "stix/deterministic_id.h"

#include <algorithm>
#include <array>
#include <optional>

#include "json/canonical.h"
#include "json/text.h"
#include "stix/check_property.h"
#include "stix/name_uuid.h"

namespace entente::stix {
namespace {

using Names = std::span<const std::string_view>;

constexpr std::string_view of_artifact[] = {"hashes", "payload_bin"};
constexpr std::string_view of_number[] = {"number"};
constexpr std::string_view of_path[] = {"path"};
constexpr std::string_view of_value[] = {"value"};
constexpr std::string_view of_email_message[] = {"body", "from_ref", "subject"};
constexpr std::string_view of_file[] = {"extensions", "hashes", "name", "parent_directory_ref"};
constexpr std::string_view of_name[] = {"name"};
constexpr std::string_view of_traffic[] = {"dst_port",  "dst_ref",  "end",     "extensions",
                                           "protocols", "src_port", "src_ref", "start"};
constexpr std::string_view of_software[] = {"cpe", "name", "swid", "vendor", "version"};
constexpr std::string_view of_account[] = {"account_login", "account_type", "user_id"};
constexpr std::string_view of_registry_key[] = {"key", "values"};
constexpr std::string_view of_certificate[] = {"hashes", "serial_number"};

struct Contribution {
    std::string_view type;
    Names names;
};

constexpr auto contributions = std::to_array<Contribution>({
    {.type = "artifact", .names = of_artifact},
    {.type = "autonomous-system", .names = of_number},
    {.type = "directory", .names = of_path},
    {.type = "domain-name", .names = of_value},
    {.type = "email-addr", .names = of_value},
    {.type = "email-message", .names = of_email_message},
    {.type = "file", .names = of_file},
    {.type = "ipv4-addr", .names = of_value},
    {.type = "ipv6-addr", .names = of_value},
    {.type = "mac-addr", .names = of_value},
    {.type = "mutex", .names = of_name},
    {.type = "network-traffic", .names = of_traffic},
    {.type = "software", .names = of_software},
    {.type = "url", .names = of_value},
    {.type = "user-account", .names = of_account},
    {.type = "windows-registry-key", .names = of_registry_key},
    {.type = "x509-certificate", .names = of_certificate},
});

/// The one hash that counts.
std::optional<json::Member> chosen_hash(const json::Value& hashes) {
    std::optional<json::Member> chosen;
    constexpr std::array<std::string_view, 4> preferred{"MD5", "SHA-1", "SHA-256", "SHA-512"};
    for (const auto& name : preferred) {
        if (const auto hash = hashes.member(name))
            return json::Member{.name = name, .value = *hash};
    }
    for (const auto& member : hashes.members()) {
        if (!chosen || json::stands_before(member.name, chosen->name)) chosen = member;
    }
    return chosen;
}

/// Appends `"name":value`, in canonical form.
Result<void> append_member(Bytes& out, std::string_view name, const json::Value& value) {
    json::append_quoted(out, name);
    out += ':';
    const auto hash = name == "hashes" ? chosen_hash(value) : std::nullopt;
    if (!hash) {
        out += TRY(json::canonical(value));
        return {};
    }
    out += '{';
    json::append_quoted(out, hash->name);
    out += ':';
    out += TRY(json::canonical(hash->value));
    out += '}';
    return {};
}

/// The canonical form of an object of the properties that contribute; "{}" if there are none.
Result<Bytes> name_of_object(const json::Value& object, Names names) {
    Bytes out = "{";
    for (const auto& name : names) {
        const auto value = object.member(name);
        if (!value) continue;
        if (out.size() > 1) out += ',';
        TRY_VOID(append_member(out, name, *value));
    }
    out += '}';
    return out;
}

}  // namespace

std::span<const std::string_view> contributing_properties(std::string_view type) {
    const auto* found = std::ranges::find(contributions, type, &Contribution::type);
    return found == contributions.end() ? Names() : found->names;
}

bool has_contributing_property(const json::Value& object) {
    return std::ranges::any_of(contributing_properties(text_of(object, "type")),
                               [&](auto name) { return object.member(name).has_value(); });
}

Result<ObjectId> deterministic_id(const json::Value& object) {
    const auto type = text_of(object, "type");
    if (!has_contributing_property(object)) {
        return fail(ErrorKind::invalid, "no property that could make its identifier", "",
                    "give it a random UUID (STIX 2.1 section 2.9)");
    }
    const auto name = TRY(name_of_object(object, contributing_properties(type)));
    return ObjectId::parse(std::string(type) + "--" + name_uuid(observable_namespace, name));
}

}  // namespace entente::stix
