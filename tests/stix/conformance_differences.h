#pragma once
// Where our verdicts differ from those of the OASIS validator, and the section that decides it.

#include <string_view>

namespace entente::stix {

/// What we say, and the validator does not, wherever it stands: a part of the finding as its line.
struct OwnFinding {
    std::string_view part;  ///< "error /created_by_ref: may not refer"
    std::string_view section;
    std::string_view reason;
};

inline constexpr OwnFinding own_findings[] = {
    {"warning /id: not the UUID that the properties make", "2.9",
     "the validator does not compute UUIDs of version 5"},
    {"error /created_by_ref: may not refer to an object of type \"source\"", "3.2",
     "created_by_ref is the id of an identity; the cases have a type that does not exist"},
    {"error /src_ref: must be an identifier", "2.9",
     "the UUID in these cases has 35 characters; the validator does not look at it"},
    {"/spec_version: this looks like STIX 2.0", "3.2",
     "spec_version must be 2.1; the cases try how the validator chooses its schemas"},
    {"warning /spec_version: a bundle has no such property", "8.1",
     "STIX 2.0 had it; the validator allows it"},
    {"info /hashes: without SHA-256", "2.7", "a SHOULD that the validator does not check"},
};

/// A case in which the two differ for a reason of its own.
struct Difference {
    std::string_view name;  ///< of the case, or of the file
    std::string_view section;
    std::string_view reason;
};

inline constexpr Difference differences[] = {
    {"attack_pattern.test_custom_toplevel_property_with_extension #3", "7.3",
     "an extension of the top level explains these properties; the case switches that check off"},
    {"attack_pattern.test_custom_toplevel_property_with_extension #4", "7.3",
     "an extension of the top level explains these properties; the case switches that check off"},
    {"custom_obj.test_invalid_type_name_lax #2", "11.2.1",
     "whether what follows x- names a source, no program can tell"},
    {"identity.test_invalid_check #1", "12", "an option that does not exist; the object is valid"},
    {"indicator.test_additional_schema_custom_type #3", "7.3.2",
     "a rule of a schema that the case brings along, not of STIX"},
    {"misc.test_validate_file_custom #1", "7.3.2",
     "the schema that the case brings along could not be fetched; the objects are valid"},
    {"observed_data.test_additional_schemas_custom_extension #1", "7.3.2",
     "a rule of a schema that the case brings along, not of STIX"},
    {"interop.test_interop_sro_specifics_Non_Compliant #1", "3.2",
     "created_by_ref is optional; the interoperability profile asks for it"},
    {"interop.test_obj_markings_invalid #1", "7.2",
     "several TLP markings are allowed; the interoperability profile forbids them"},
    {"observed_data.test_artifact_mime_type #1", "6.1",
     "the media type SHOULD be registered; the validator refuses"},
    {"observed_data.test_software_language #1", "6.14",
     "the tag has the form of RFC 5646; the validator looks in a list of languages"},
    {"indicator.test_pattern_custom_object_noprefix #1", "11.2",
     "that the name of a custom type begins with x- is a SHOULD; the validator refuses"},
    {"indicator.test_pattern_custom_object_noprefix #3", "11.2",
     "that the name of a custom type begins with x- is a SHOULD; the validator refuses"},
    {"indicator.test_pattern_custom_object_prefix_strict #2", "11.2",
     "that the name of a custom type begins with x- is a SHOULD; the validator refuses"},
    {"indicator.test_pattern_custom_property_prefix_strict #2", "11.1",
     "that the name of a custom property begins with x_ is a SHOULD; the validator refuses"},
    {"indicator.test_additional_schema #1", "7.3.2",
     "a rule of a schema that the case brings along, not of STIX"},
    {"indicator.test_additional_schema_extension #1", "7.3.2",
     "a rule of a schema that the case brings along, not of STIX"},
    {"indicator.test_additional_schema_extension #2", "7.3.2",
     "a rule of a schema that the case brings along, not of STIX"},
    {"attack_pattern.test_invalid_property_prefix_lax #2", "11.1",
     "a custom property SHOULD be an extension; the case accepts the prefix"},
    {"attack_pattern.test_valid_property_prefix #1", "11.1",
     "a custom property SHOULD be an extension; the case accepts the prefix"},
    {"indicator.test_custom_property_name_invalid_character #1", "11.1.1",
     "names of properties MUST be of a to z, 0 to 9 and _; the validator lets \"!\" pass"},
    {"indicator.test_custom_property_name_long #1", "11.1.1",
     "names of properties MUST have at most 250 characters"},
    {"indicator.test_invalid_lang #1", "3.2",
     "the tag has the form of RFC 5646; the validator looks in a list of languages"},
    {"indicator.test_reserved_property_phone_numbers #1", "3.8",
     "the reserved name is phone_number; the validator has phone_numbers"},
    {"interop.test_obj_markings_valid #1", "7.2.1.4",
     "the case does not ask for strictness: what we warn of is a SHOULD"},
    {"marking_definition.test_lax_option #2", "7.2.1",
     "the case does not ask for strictness: what we warn of is a SHOULD"},
    {"misc.test_validate_file_custom_relative #1", "11.1",
     "the case does not ask for strictness: what we warn of is a SHOULD"},
    {"misc.test_validate_file_warning #1", "11.1",
     "the case does not ask for strictness: what we warn of is a SHOULD"},
    {"misc.test_validate_string_warning #1", "11.1",
     "the case does not ask for strictness: what we warn of is a SHOULD"},
    {"network_traffic.test_network_traffic_http_request_header #1", "6.12.2",
     "any header field is allowed; the validator warns of those it does not know"},
    {"network_traffic.test_network_traffic_ipfix #1", "6.12.1",
     "whether an element is one of IPFIX takes its registry, which changes"},
    {"network_traffic.test_network_traffic_socket_options #1", "6.12.4",
     "any option is allowed; the validator warns of those it does not know"},
    {"observed_data.test_pdf_doc_info #1", "6.7.4",
     "any entry is allowed; the validator warns of those it does not know"},
    {"observed_data.test_vocab_pebinary_optional_header_hashes #3", "2.7",
     "the name SHOULD be of the vocabulary; the validator lets x_ pass"},
    {"observed_data.test_observable_object_custom_toplevel_property_with_extension #1", "7.3",
     "an extension of the top level is one of the five types; the validator knows it on domain "
     "objects alone"},
    {"observed_data.test_observable_object_custom_toplevel_property_with_extension #2", "7.3",
     "an extension of the top level is one of the five types; the validator knows it on domain "
     "objects alone"},
    {"observed_data.test_observable_object_custom_toplevel_property_with_extension #3", "7.3",
     "an extension of the top level is one of the five types; the validator knows it on domain "
     "objects alone"},
    {"observed_data.test_observable_object_custom_toplevel_property_with_extension #4", "7.3",
     "an extension of the top level is one of the five types; the validator knows it on domain "
     "objects alone"},
    {"observed_data.test_observable_object_custom_toplevel_property_with_extension #5", "7.3",
     "an extension of the top level is one of the five types; the validator knows it on domain "
     "objects alone"},
    {"observed_data.test_observable_object_custom_toplevel_property_with_extension #6", "7.3",
     "an extension of the top level is one of the five types; the validator knows it on domain "
     "objects alone"},
    {"observed_data.test_observable_object_custom_toplevel_property_with_extension #7", "7.3",
     "an extension of the top level is one of the five types; the validator knows it on domain "
     "objects alone"},
    {"oasis-stix-elevator/idioms-json-2.1-valid/Appendix_G_IOCs_Full.json", "9",
     "a pattern that is so deep that the validator's parser gives up"},
    {"oasis-stix-elevator/idioms-json-2.1-valid/command-and-control-ip-list.json", "6.8",
     "an IPv4 address resolves to MAC addresses, not to domain names"},
    {"oasis-stix-elevator/idioms-json-2.1-valid/file-and-directory.json", "3.1",
     "win-hook-type has hyphens, which names of properties must not have"},
    {"capec/capec-stix21.json", "2.12, 2.5.1",
     "a list must not be empty, which the validator lets pass; that a url be one is no MUST"},
};

}  // namespace entente::stix
