#include "stix/predefined_extensions.h"

#include <algorithm>
#include <array>

#include "stix/check_property.h"
#include "stix/common_properties.h"
#include "stix/vocabularies.h"

namespace entente::stix {
namespace {

constexpr std::array<std::string_view, 1> artifact_only{"artifact"};
constexpr std::array<std::string_view, 1> file_only{"file"};
constexpr std::array<std::string_view, 2> file_or_directory{"file", "directory"};

// Section 6.7.2
constexpr std::array archive_members{
    references("contains_refs", {.only = file_or_directory}).required(), text("comment")};
constexpr Structure archive{.section = "STIX 2.1 section 6.7.2", .members = archive_members};

// Section 6.7.3
constexpr std::array stream_members{text("name").required(), hashes("hashes"), size("size")};
constexpr Structure stream{.section = "STIX 2.1 section 6.7.3", .members = stream_members};
constexpr std::array ntfs_members{text("sid"), objects("alternate_data_streams", stream)};
constexpr Structure ntfs{
    .section = "STIX 2.1 section 6.7.3", .members = ntfs_members, .needs_one = true};

// Section 6.7.4
constexpr std::array pdf_members{text("version"), flag("is_optimized"),
                                 dictionary("document_info_dict", Entries::strings), text("pdfid0"),
                                 text("pdfid1")};
constexpr Structure pdf{
    .section = "STIX 2.1 section 6.7.4", .members = pdf_members, .needs_one = true};

// Section 6.7.5
constexpr std::array raster_image_members{integer("image_height"), integer("image_width"),
                                          integer("bits_per_pixel"),
                                          dictionary("exif_tags", Entries::strings_or_integers)};
constexpr Structure raster_image{
    .section = "STIX 2.1 section 6.7.5", .members = raster_image_members, .needs_one = true};

// Section 6.7.6
constexpr std::string_view pe_rule = "STIX 2.1 section 6.7.6";

constexpr std::array optional_header_members{
    hex("magic_hex"),
    integer("major_linker_version"),
    integer("minor_linker_version"),
    size("size_of_code"),
    size("size_of_initialized_data"),
    size("size_of_uninitialized_data"),
    integer("address_of_entry_point"),
    integer("base_of_code"),
    integer("base_of_data"),
    integer("image_base"),
    integer("section_alignment"),
    integer("file_alignment"),
    integer("major_os_version"),
    integer("minor_os_version"),
    integer("major_image_version"),
    integer("minor_image_version"),
    integer("major_subsystem_version"),
    integer("minor_subsystem_version"),
    hex("win32_version_value_hex"),
    size("size_of_image"),
    size("size_of_headers"),
    hex("checksum_hex"),
    hex("subsystem_hex"),
    hex("dll_characteristics_hex"),
    size("size_of_stack_reserve"),
    size("size_of_stack_commit"),
    size("size_of_heap_reserve"),
    size("size_of_heap_commit"),
    hex("loader_flags_hex"),
    integer("number_of_rva_and_sizes"),
    hashes("hashes"),
};
constexpr Structure optional_header{
    .section = pe_rule, .members = optional_header_members, .needs_one = true};

constexpr double entropy_max = 8;  // section 6.7.6: each input character is a byte
constexpr std::array section_members{text("name").required(), size("size"),
                                     property("entropy", Type::number).within(0, entropy_max),
                                     hashes("hashes")};
constexpr Structure section{.section = pe_rule, .members = section_members};

constexpr std::array windows_pebinary_members{
    choice("pe_type", windows_pebinary_type_ov).required(),
    text("imphash"),
    hex("machine_hex"),
    size("number_of_sections"),
    time("time_date_stamp"),
    hex("pointer_to_symbol_table_hex"),
    size("number_of_symbols"),
    size("size_of_optional_header"),
    hex("characteristics_hex"),
    hashes("file_header_hashes"),
    object("optional_header", optional_header),
    objects("sections", section),
};

void also_windows_pebinary(const json::Value& extension, Report& report) {
    constexpr std::int64_t microseconds = 1'000'000;
    if (extension.members().size() == 1 && extension.member("pe_type")) {
        report.error(pe_rule, "no property but pe_type", "give another one, or leave it all out");
    }
    const auto stamp = read_timestamp(text_of(extension, "time_date_stamp"));
    if (!stamp || stamp->instant.value() % microseconds == 0) return;
    const auto step = report.into("time_date_stamp");
    report.error(pe_rule, "must be precise to the second", "write no fraction of a second");
}

constexpr Structure windows_pebinary{
    .section = pe_rule, .members = windows_pebinary_members, .also = &also_windows_pebinary};

// Section 6.12.2
constexpr std::array http_request_members{
    text("request_method").required().as(Form::lowercase_dashed),
    text("request_value").required(),
    text("request_version"),
    dictionary("request_header", Entries::string_lists),
    integer("message_body_length"),
    reference("message_body_data_ref", {.only = artifact_only})};
constexpr Structure http_request{.section = "STIX 2.1 section 6.12.2",
                                 .members = http_request_members};

// Section 6.12.3
constexpr std::array icmp_members{hex("icmp_type_hex").required(), hex("icmp_code_hex").required()};
constexpr Structure icmp{.section = "STIX 2.1 section 6.12.3", .members = icmp_members};

// Section 6.12.4
constexpr std::array socket_members{
    choice("address_family", network_socket_address_family_enum).required(),
    flag("is_blocking"),
    flag("is_listening"),
    dictionary("options", Entries::integers),
    choice("socket_type", network_socket_type_enum),
    size("socket_descriptor"),
    integer("socket_handle"),
};
constexpr Structure socket{.section = "STIX 2.1 section 6.12.4", .members = socket_members};

// Section 6.12.5
constexpr std::array tcp_members{hex("src_flags_hex"), hex("dst_flags_hex")};
constexpr Structure tcp{
    .section = "STIX 2.1 section 6.12.5", .members = tcp_members, .needs_one = true};

// Section 6.13.2
constexpr std::string_view process_rule = "STIX 2.1 section 6.13.2";
constexpr std::array windows_process_members{
    flag("aslr_enabled"),       flag("dep_enabled"),
    text("priority"),           text("owner_sid"),
    text("window_title"),
    text("windows_title"),  // so Errata 01; the schemas of the committee have window_title
    dictionary("startup_info"), choice("integrity_level", windows_integrity_level_enum),
};

void also_windows_process(const json::Value& extension, Report& report) {
    const auto priority = text_of(extension, "priority");
    if (priority.empty() || priority.ends_with("_CLASS")) return;
    const auto step = report.into("priority");
    report.warn(process_rule, "does not end in _CLASS", "write it as \"HIGH_PRIORITY_CLASS\"");
}

constexpr Structure windows_process{.section = process_rule,
                                    .members = windows_process_members,
                                    .needs_one = true,
                                    .also = &also_windows_process};

// Section 6.13.3
constexpr std::array windows_service_members{
    text("service_name"),
    texts("descriptions"),
    text("display_name"),
    text("group_name"),
    choice("start_type", windows_service_start_type_enum),
    references("service_dll_refs", {.only = file_only}),
    choice("service_type", windows_service_type_enum),
    choice("service_status", windows_service_status_enum),
};
constexpr Structure windows_service{
    .section = "STIX 2.1 section 6.13.3", .members = windows_service_members, .needs_one = true};

// Section 6.16.2
constexpr std::array unix_account_members{integer("gid"), texts("groups"), text("home_dir"),
                                          text("shell")};
constexpr Structure unix_account{
    .section = "STIX 2.1 section 6.16.2", .members = unix_account_members, .needs_one = true};

constexpr auto known = std::to_array<PredefinedExtension>({
    {.name = "archive-ext", .object_type = "file", .structure = &archive},
    {.name = "ntfs-ext", .object_type = "file", .structure = &ntfs},
    {.name = "pdf-ext", .object_type = "file", .structure = &pdf},
    {.name = "raster-image-ext", .object_type = "file", .structure = &raster_image},
    {.name = "windows-pebinary-ext", .object_type = "file", .structure = &windows_pebinary},
    {.name = "http-request-ext", .object_type = "network-traffic", .structure = &http_request},
    {.name = "icmp-ext", .object_type = "network-traffic", .structure = &icmp},
    {.name = "socket-ext", .object_type = "network-traffic", .structure = &socket},
    {.name = "tcp-ext", .object_type = "network-traffic", .structure = &tcp},
    {.name = "windows-process-ext", .object_type = "process", .structure = &windows_process},
    {.name = "windows-service-ext", .object_type = "process", .structure = &windows_service},
    {.name = "unix-account-ext", .object_type = "user-account", .structure = &unix_account},
});

}  // namespace

std::span<const PredefinedExtension> predefined_extensions() {
    return known;
}

const PredefinedExtension* find_predefined_extension(std::string_view name) {
    const auto* found = std::ranges::find(known, name, &PredefinedExtension::name);
    return found == known.end() ? nullptr : found;
}

}  // namespace entente::stix
