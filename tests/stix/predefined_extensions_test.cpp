// STIX 2.1 sections 6.7, 6.12, 6.13 and 6.16: the extensions that the standard defines itself.
#include "stix/predefined_extensions.h"

#include "stix/kind.h"
#include "tests/stix/objects.h"
#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

Lines said(std::string_view name, std::string_view content) {
    const auto* extension = find_predefined_extension(name);
    EXPECT_TRUE(extension) << name;
    const std::string own =
        extension->object_type == "network-traffic"
            ? R"("protocols":["tcp"],"src_ref":")" + id_of("ipv4-addr") + R"(",)"
            : R"("name":"x",)";
    auto lines = errors(observable_of(
        extension->object_type,
        own + R"("extensions":{")" + std::string(name) + R"(":)" + std::string(content) + "}"));
    const auto prefix = "/extensions/" + std::string(name);
    for (auto& line : lines) {
        EXPECT_TRUE(line.starts_with(prefix)) << line;
        line.erase(0, prefix.size());
    }
    return lines;
}

TEST(PredefinedExtensions, AreTwelveOfFourKinds) {  // section 3.10
    EXPECT_EQ(predefined_extensions().size(), 12U);
    for (const auto& extension : predefined_extensions()) {
        EXPECT_EQ(find_predefined_extension(extension.name), &extension);
        EXPECT_TRUE(find_kind(extension.object_type)) << extension.name;
    }
    EXPECT_FALSE(find_predefined_extension("lamp-ext"));
}

TEST(PredefinedExtensions, HaveTheKeysOfTheStandard) {  // sections 6.7, 6.12, 6.13 and 6.16
    const std::pair<std::string_view, std::string_view> keys[] = {
        {"archive-ext", "file"},
        {"ntfs-ext", "file"},
        {"pdf-ext", "file"},
        {"raster-image-ext", "file"},
        {"windows-pebinary-ext", "file"},
        {"http-request-ext", "network-traffic"},
        {"icmp-ext", "network-traffic"},
        {"socket-ext", "network-traffic"},
        {"tcp-ext", "network-traffic"},
        {"windows-process-ext", "process"},
        {"windows-service-ext", "process"},
        {"unix-account-ext", "user-account"},
    };
    for (const auto& [key, type] : keys) {
        const auto* extension = find_predefined_extension(key);
        ASSERT_TRUE(extension) << key;
        EXPECT_EQ(extension->object_type, type) << key;
    }
}

TEST(PredefinedExtensions, NeedAtLeastOneOfTheirProperties) {  // sections 6.7, 6.12, 6.13, 6.16
    for (const auto* name : {"ntfs-ext", "pdf-ext", "raster-image-ext", "tcp-ext",
                             "windows-process-ext", "windows-service-ext", "unix-account-ext"}) {
        EXPECT_EQ(said(name, R"({"x_acme":1})"), Lines{": none of its properties is there"})
            << name;
    }
}

TEST(ArchiveExtension, ContainsFiles) {  // section 6.7.2
    EXPECT_EQ(said("archive-ext", R"({"contains_refs":[")" + id_of("file") + "\"]}"), Lines{});
    EXPECT_EQ(said("archive-ext", R"({"comment":"x"})"),
              Lines{": the property \"contains_refs\" is missing"});
    EXPECT_EQ(said("archive-ext", R"({"contains_refs":[")" + id_of("url") + "\"]}"),
              Lines{"/contains_refs/0: may not refer to an object of type \"url\""});
}

TEST(NtfsExtension, HasStreamsWithNames) {  // section 6.7.3
    EXPECT_EQ(said("ntfs-ext", R"({"alternate_data_streams":[{"name":"x","size":0}]})"), Lines{});
    EXPECT_EQ(said("ntfs-ext", R"({"alternate_data_streams":[{"size":-1}]})"),
              (Lines{"/alternate_data_streams/0/size: out of range",
                     "/alternate_data_streams/0: the property \"name\" is missing"}));
}

TEST(RasterImageExtension, HasTagsOfTextsAndIntegers) {  // section 6.7.5
    EXPECT_EQ(said("raster-image-ext", R"({"exif_tags":{"Make":"x","XResolution":4928}})"),
              Lines{});
    EXPECT_EQ(said("raster-image-ext", R"({"exif_tags":{"Make":[1]}})"),
              Lines{"/exif_tags/Make: the value must be a string or an integer"});
}

TEST(WindowsPebinaryExtension, HasMoreThanItsType) {  // section 6.7.6
    EXPECT_EQ(said("windows-pebinary-ext", R"({"pe_type":"exe","number_of_sections":4})"), Lines{});
    EXPECT_EQ(said("windows-pebinary-ext", R"({"pe_type":"exe"})"),
              Lines{": no property but pe_type"});
    EXPECT_EQ(said("windows-pebinary-ext", R"({"imphash":"x"})"),
              Lines{": the property \"pe_type\" is missing"});
    EXPECT_EQ(said("windows-pebinary-ext", R"({"pe_type":"exe","optional_header":{}})"),
              Lines{"/optional_header: none of its properties is there"});
    EXPECT_EQ(said("windows-pebinary-ext",
                   R"({"pe_type":"exe","sections":[{"name":".text","entropy":8.1}]})"),
              Lines{"/sections/0/entropy: out of range"});
}

TEST(WindowsPebinaryExtension, IsDatedToTheSecond) {  // section 6.7.6
    EXPECT_EQ(said("windows-pebinary-ext",
                   R"({"pe_type":"exe","time_date_stamp":"2021-08-24T12:30:00Z"})"),
              Lines{});
    EXPECT_EQ(said("windows-pebinary-ext",
                   R"({"pe_type":"exe","time_date_stamp":"2021-08-24T12:30:00.5Z"})"),
              Lines{"/time_date_stamp: must be precise to the second"});
}

TEST(HttpRequestExtension, HasMethodAndValue) {  // section 6.12.2
    EXPECT_EQ(said("http-request-ext", R"({"request_method":"get","request_value":"/",)"
                                       R"("request_header":{"Host":["example.com"]}})"),
              Lines{});
    EXPECT_EQ(said("http-request-ext", R"({"request_header":{"Host":"example.com"}})"),
              (Lines{"/request_header/Host: the value must be a list of strings",
                     ": the property \"request_method\" is missing",
                     ": the property \"request_value\" is missing"}));
}

TEST(IcmpExtension, HasTypeAndCode) {  // section 6.12.3
    EXPECT_EQ(said("icmp-ext", R"({"icmp_type_hex":"08","icmp_code_hex":"00"})"), Lines{});
    EXPECT_EQ(said("icmp-ext", R"({"icmp_type_hex":"8"})"),
              (Lines{"/icmp_type_hex: must be hexadecimal in lower case",
                     ": the property \"icmp_code_hex\" is missing"}));
}

TEST(SocketExtension, IsOfAFamilyThatThereIs) {  // section 6.12.4
    EXPECT_EQ(said("socket-ext", R"({"address_family":"AF_INET","options":{"SO_LINGER":1}})"),
              Lines{});
    EXPECT_EQ(said("socket-ext", R"({"address_family":"AF_LAMP","options":{"SO_LINGER":"1"},)"
                                 R"("socket_descriptor":-1})"),
              (Lines{"/address_family: \"AF_LAMP\" is not one of its values",
                     "/options/SO_LINGER: the value must be an integer",
                     "/socket_descriptor: out of range"}));
}

TEST(WindowsProcessExtension, HasAnIntegrityLevelThatThereIs) {  // section 6.13.2
    EXPECT_EQ(said("windows-process-ext", R"({"integrity_level":"high","window_title":"x"})"),
              Lines{});
    EXPECT_EQ(said("windows-process-ext", R"({"integrity_level":"highest"})"),
              Lines{"/integrity_level: \"highest\" is not one of its values"});
}

TEST(WindowsServiceExtension, HasStatesThatThereAre) {  // section 6.13.3
    EXPECT_EQ(said("windows-service-ext", R"({"service_status":"SERVICE_RUNNING"})"), Lines{});
    EXPECT_EQ(said("windows-service-ext", R"({"start_type":"x","service_type":"y"})"),
              (Lines{"/start_type: \"x\" is not one of its values",
                     "/service_type: \"y\" is not one of its values"}));
}

}  // namespace
}  // namespace entente::stix
