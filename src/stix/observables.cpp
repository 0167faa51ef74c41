// The kinds of STIX 2.1 section 6: cyber-observable objects.
#include "stix/check_property.h"
#include "stix/common_properties.h"
#include "stix/kind.h"
#include "stix/observable_rules.h"
#include "stix/vocabularies.h"

namespace entente::stix {
namespace {

constexpr std::array<std::string_view, 1> artifact_only{"artifact"};
constexpr std::array<std::string_view, 1> autonomous_system_only{"autonomous-system"};
constexpr std::array<std::string_view, 1> directory_only{"directory"};
constexpr std::array<std::string_view, 1> email_addr_only{"email-addr"};
constexpr std::array<std::string_view, 1> file_only{"file"};
constexpr std::array<std::string_view, 1> mac_addr_only{"mac-addr"};
constexpr std::array<std::string_view, 1> network_traffic_only{"network-traffic"};
constexpr std::array<std::string_view, 1> process_only{"process"};
constexpr std::array<std::string_view, 1> user_account_only{"user-account"};
constexpr std::array<std::string_view, 2> artifact_or_file{"artifact", "file"};
constexpr std::array<std::string_view, 2> file_or_directory{"file", "directory"};
constexpr std::array<std::string_view, 3> addresses_or_names{"ipv4-addr", "ipv6-addr",
                                                             "domain-name"};
constexpr std::array<std::string_view, 4> endpoints{"ipv4-addr", "ipv6-addr", "mac-addr",
                                                    "domain-name"};

constexpr double port_max = 65'535;

constexpr auto artifact = table(
    observable_properties,
    std::array{text("mime_type").as(Form::mime_type), property("payload_bin", Type::binary),
               text("url").as(Form::url), hashes("hashes"),
               choice("encryption_algorithm", encryption_algorithm_enum), text("decryption_key")});

constexpr auto autonomous_system = table(
    observable_properties, std::array{integer("number").required(), text("name"), text("rir")});

constexpr auto directory =
    table(observable_properties,
          std::array{text("path").required(), text("path_enc").as(Form::character_set),
                     time("ctime"), time("mtime"), time("atime"),
                     references("contains_refs", {.only = file_or_directory})});

constexpr auto domain_name =
    table(observable_properties,
          std::array{text("value").required(),
                     references("resolves_to_refs", {.only = addresses_or_names})});

constexpr auto email_addr = table(
    observable_properties, std::array{text("value").required(), text("display_name"),
                                      reference("belongs_to_ref", {.only = user_account_only})});

void also_mime_part(const json::Value& part, Report& report) {
    if (part.member("body") || part.member("body_raw_ref")) return;
    report.error("STIX 2.1 section 6.6.2", "neither body nor body_raw_ref", "give one");
}

constexpr std::array mime_part_members{text("body"),
                                       reference("body_raw_ref", {.only = artifact_or_file}),
                                       text("content_type"), text("content_disposition")};
constexpr Structure mime_part{
    .section = "STIX 2.1 section 6.6.2", .members = mime_part_members, .also = &also_mime_part};

constexpr auto email_message =
    table(observable_properties,
          std::array{flag("is_multipart").required(), time("date"), text("content_type"),
                     reference("from_ref", {.only = email_addr_only}),
                     reference("sender_ref", {.only = email_addr_only}),
                     references("to_refs", {.only = email_addr_only}),
                     references("cc_refs", {.only = email_addr_only}),
                     references("bcc_refs", {.only = email_addr_only}), text("message_id"),
                     text("subject"), texts("received_lines"),
                     dictionary("additional_header_fields", Entries::string_lists), text("body"),
                     objects("body_multipart", mime_part),
                     reference("raw_email_ref", {.only = artifact_only})});

constexpr auto file = table(
    observable_properties,
    std::array{hashes("hashes"), size("size"), text("name"),
               text("name_enc").as(Form::character_set), hex("magic_number_hex"),
               text("mime_type").as(Form::mime_type), time("ctime"), time("mtime"), time("atime"),
               reference("parent_directory_ref", {.only = directory_only}),
               references("contains_refs"), reference("content_ref", {.only = artifact_only})});

// Sections 6.8 and 6.9
constexpr auto ip_addr = table(
    observable_properties,
    std::array{text("value").required(), references("resolves_to_refs", {.only = mac_addr_only}),
               references("belongs_to_refs", {.only = autonomous_system_only})});

// Sections 6.10 and 6.15
constexpr auto only_value = table(observable_properties, std::array{text("value").required()});

constexpr auto mutex = table(observable_properties, std::array{text("name").required()});

constexpr auto network_traffic = table(
    observable_properties,
    std::array{time("start"), time("end"), flag("is_active"),
               reference("src_ref", {.only = endpoints}), reference("dst_ref", {.only = endpoints}),
               integer("src_port").within(0, port_max), integer("dst_port").within(0, port_max),
               texts("protocols").required().as(Form::lowercase_dashed), size("src_byte_count"),
               size("dst_byte_count"), size("src_packets"), size("dst_packets"),
               dictionary("ipfix", Entries::strings_or_integers),
               reference("src_payload_ref", {.only = artifact_only}),
               reference("dst_payload_ref", {.only = artifact_only}),
               references("encapsulates_refs", {.only = network_traffic_only}),
               reference("encapsulated_by_ref", {.only = network_traffic_only})});

constexpr auto process =
    table(observable_properties,
          std::array{flag("is_hidden"), integer("pid"), time("created_time"), text("cwd"),
                     text("command_line"), dictionary("environment_variables", Entries::strings),
                     references("opened_connection_refs", {.only = network_traffic_only}),
                     reference("creator_user_ref", {.only = user_account_only}),
                     reference("image_ref", {.only = file_only}),
                     reference("parent_ref", {.only = process_only}),
                     references("child_refs", {.only = process_only})});

constexpr auto software =
    table(observable_properties,
          std::array{text("name").required(), text("cpe"), text("swid"),
                     texts("languages").as(Form::language), text("vendor"), text("version")});

constexpr auto user_account =
    table(observable_properties,
          std::array{text("user_id"), text("credential"), text("account_login"),
                     choice("account_type", account_type_ov), text("display_name"),
                     flag("is_service_account"), flag("is_privileged"), flag("can_escalate_privs"),
                     flag("is_disabled"), time("account_created"), time("account_expires"),
                     time("credential_last_changed"), time("account_first_login"),
                     time("account_last_login")});

constexpr std::array registry_value_members{text("name"), text("data"),
                                            choice("data_type", windows_registry_datatype_enum)};
constexpr Structure registry_value{
    .section = "STIX 2.1 section 6.17.2", .members = registry_value_members, .needs_one = true};

constexpr auto windows_registry_key =
    table(observable_properties,
          std::array{text("key"), objects("values", registry_value), time("modified_time"),
                     reference("creator_user_ref", {.only = user_account_only}),
                     integer("number_of_subkeys")});

constexpr std::array v3_members{
    text("basic_constraints"),
    text("name_constraints"),
    text("policy_constraints"),
    text("key_usage"),
    text("extended_key_usage"),
    text("subject_key_identifier"),
    text("authority_key_identifier"),
    text("subject_alternative_name"),
    text("issuer_alternative_name"),
    text("subject_directory_attributes"),
    text("crl_distribution_points"),
    text("inhibit_any_policy"),
    time("private_key_usage_period_not_before"),
    time("private_key_usage_period_not_after"),
    text("certificate_policies"),
    text("policy_mappings"),
};
constexpr Structure v3{
    .section = "STIX 2.1 section 6.18.2", .members = v3_members, .needs_one = true};

constexpr auto x509_certificate =
    table(observable_properties,
          std::array{flag("is_self_signed"), hashes("hashes"), text("version"),
                     text("serial_number"), text("signature_algorithm"), text("issuer"),
                     time("validity_not_before"), time("validity_not_after"), text("subject"),
                     text("subject_public_key_algorithm"), text("subject_public_key_modulus"),
                     integer("subject_public_key_exponent"), object("x509_v3_extensions", v3)});

constexpr Order traffic_order[] = {{.earlier = "start", .later = "end"}};

template <std::size_t Size>
constexpr Kind observable(std::string_view type, std::string_view section,
                          const PropertyTable<Size>& properties,
                          void (*also)(const Found&, Report&) = nullptr,
                          std::span<const Order> orders = {}) {
    return with(kind(type, Family::observable, section, properties), orders, also);
}

constexpr std::array kinds{
    observable("artifact", "STIX 2.1 section 6.1", artifact, &also_artifact),
    observable("autonomous-system", "STIX 2.1 section 6.2", autonomous_system),
    observable("directory", "STIX 2.1 section 6.3", directory, &also_directory),
    observable("domain-name", "STIX 2.1 section 6.4", domain_name, &also_domain_name),
    observable("email-addr", "STIX 2.1 section 6.5", email_addr, &also_email_addr),
    observable("email-message", "STIX 2.1 section 6.6", email_message, &also_email_message),
    observable("file", "STIX 2.1 section 6.7", file, &also_file),
    observable("ipv4-addr", "STIX 2.1 section 6.8", ip_addr, &also_ipv4_addr),
    observable("ipv6-addr", "STIX 2.1 section 6.9", ip_addr, &also_ipv6_addr),
    observable("mac-addr", "STIX 2.1 section 6.10", only_value, &also_mac_addr),
    observable("mutex", "STIX 2.1 section 6.11", mutex),
    observable("network-traffic", "STIX 2.1 section 6.12", network_traffic, &also_network_traffic,
               traffic_order),
    observable("process", "STIX 2.1 section 6.13", process, &also_process),
    observable("software", "STIX 2.1 section 6.14", software, &also_software),
    observable("url", "STIX 2.1 section 6.15", only_value, &also_url),
    observable("user-account", "STIX 2.1 section 6.16", user_account, &also_user_account),
    observable("windows-registry-key", "STIX 2.1 section 6.17", windows_registry_key,
               &also_windows_registry_key),
    observable("x509-certificate", "STIX 2.1 section 6.18", x509_certificate,
               &also_x509_certificate),
};

constexpr Slots slots(kinds, type_name_of);

}  // namespace

const Kind* find_observable_kind(std::string_view type) {
    const auto index = slots.find(type, kinds, type_name_of);
    return index == no_property ? nullptr : &kinds[index];
}

std::span<const Kind> observable_kinds() {
    return kinds;
}

}  // namespace entente::stix
