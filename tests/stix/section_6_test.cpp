// STIX 2.1 section 6: observables, one MUST a test. docs/MUSTS.md lists all.
#include <algorithm>

#include "stix/deterministic_id.h"
#include "stix/kind.h"
#include "tests/stix/objects.h"
#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

Lines said(std::string_view type, std::string_view members) {
    return errors(observable_of(type, members));
}

/// A file, or network traffic, with one extension.
std::string file_with(const std::string& extension, const std::string& content) {
    return observable_of("file",
                         R"("name":"x","extensions":{")" + extension + "\":{" + content + "}}");
}

Lines said_of_file(const std::string& extension, const std::string& content) {
    return errors(file_with(extension, content));
}

Lines said_of_traffic(const std::string& extension, const std::string& content) {
    return said("network-traffic", R"("protocols":["tcp"],"src_ref":")" + id_of("ipv4-addr") +
                                       R"(","extensions":{")" + extension + "\":{" + content +
                                       "}}");
}

Lines said_of_process(const std::string& extension, const std::string& content) {
    return said("process", R"("extensions":{")" + extension + "\":{" + content + "}}");
}

TEST(Artifact, IsEncryptedAsTheEnumerationHasIt) {  // section 6.1.1
    EXPECT_EQ(said("artifact", R"("payload_bin":"aGk=","encryption_algorithm":"AES-256-GCM")"),
              Lines{});
    EXPECT_EQ(said("artifact", R"("payload_bin":"aGk=","encryption_algorithm":"rot13")").size(),
              1U);
}

TEST(Artifact, HasAUrlThatIsOne) {  // section 6.1.1
    const std::string hashes = R"("hashes":{"MD5":"00112233445566778899aabbccddeeff"})";
    EXPECT_EQ(said("artifact", R"("url":"not one",)" + hashes),
              Lines{"/url: not a URL (RFC 3986)"});
}

TEST(DomainName, HasLabelsOfAtMost63Characters) {  // section 6.4.1; RFC 1034 section 3.1
    const auto name = [](std::size_t size) {
        return R"("value":")" + std::string(size, 'a') + ".example\"";
    };
    EXPECT_EQ(said("domain-name", name(63)), Lines{});
    EXPECT_EQ(said("domain-name", name(64)),
              Lines{"/value: not a domain name (RFC 1034, RFC 5890)"});
}

TEST(EmailAddress, HasNoDisplayName) {  // section 6.5.1
    EXPECT_EQ(said("email-addr", R"("value":"jane@example.com")"), Lines{});
    EXPECT_EQ(said("email-addr", R"("value":"Jane <jane@example.com>")"),
              Lines{"/value: not an email address (RFC 5322 section 3.4.1)"});
}

TEST(EmailMessage, HasEncodedWordsNowhereInItsHeaders) {  // section 6.6
    const std::string word = "=?iso-8859-1?q?a=20b?=";
    const auto message = [](const std::string& members) {
        return said("email-message", R"("is_multipart":false,)" + members);
    };
    EXPECT_EQ(message(R"("subject":"Re: )" + word + " again\""),
              Lines{"/subject: must be decoded (RFC 2047)"});
    EXPECT_EQ(message(R"("additional_header_fields":{"Reply-To":["x",")" + word + "\"]}"),
              Lines{"/additional_header_fields/Reply-To/1: must be decoded (RFC 2047)"});
    for (const auto* plain :
         {"=?", "why =? or ?=", "=?a?x?b?=", "=?a b?q?c?=", "=?a?q?b", "=??q?b?="}) {
        EXPECT_EQ(message("\"subject\":\"" + std::string(plain) + "\""), Lines{}) << plain;
    }
}

TEST(MimePart, HasABodyOrALinkToIt) {  // section 6.6.2
    const auto part = [](const std::string& members) {
        return said("email-message",
                    R"("is_multipart":true,"body_multipart":[{"content_type":"text/plain")" +
                        members + "}]");
    };
    EXPECT_EQ(part(R"(,"body":"x")"), Lines{});
    EXPECT_EQ(part(R"(,"body_raw_ref":")" + id_of("file") + "\""), Lines{});
    EXPECT_EQ(part(R"(,"body_raw_ref":")" + id_of("artifact") + "\""), Lines{});
    EXPECT_EQ(part(R"(,"body_raw_ref":")" + id_of("url") + "\"").size(), 1U);
    EXPECT_EQ(part(""), Lines{"/body_multipart/0: neither body nor body_raw_ref"});
}

TEST(Hashes, OutsideTheVocabularyAreWarnedOf) {  // sections 2.5.1, 6.1.1, 6.7, 6.18.1
    const auto warned = [](std::string_view text) {
        const auto found = warnings(text);
        return errors(text).empty() && std::ranges::any_of(found, [](const std::string& line) {
                   return line.ends_with("LAMP: an algorithm that the vocabulary does not have");
               });
    };
    const std::string hashes = R"("hashes":{"LAMP":"x"})";
    EXPECT_TRUE(warned(observable_of("file", hashes)));
    EXPECT_TRUE(warned(observable_of("artifact", R"("url":"http://x/",)" + hashes)));
    EXPECT_TRUE(warned(observable_of("x509-certificate", hashes)));
    EXPECT_TRUE(
        warned(file_with("ntfs-ext", R"("alternate_data_streams":[{"name":"x",)" + hashes + "}]")));
    EXPECT_TRUE(warned(file_with("windows-pebinary-ext", R"("pe_type":"exe","file_header_hashes":)"
                                                         R"({"LAMP":"x"})")));
    EXPECT_TRUE(warned(object_of(
        "tool", R"("name":"x","external_references":[{"source_name":"x","url":"http://x/",)" +
                    hashes + "}]")));
}

TEST(WindowsRegistryKey, HasAUuidMadeOfAllItsValues) {  // section 6.17.1
    const auto id = [](std::string_view values) {
        const auto document = json::Document::parse(
            observable_of("windows-registry-key", "\"values\":[" + std::string(values) + "]"));
        return deterministic_id(document->root())->text();
    };
    EXPECT_EQ(id(R"({"name":"a"},{"name":"b"})"), id(R"({"name":"a"},{"name":"b"})"));
    EXPECT_NE(id(R"({"name":"a"},{"name":"b"})"), id(R"({"name":"a"})"));
    EXPECT_NE(id(R"({"name":"a"},{"name":"b"})"), id(R"({"name":"a"},{"name":"c"})"));
}

TEST(Sizes, AreNotNegative) {  // sections 6.7.1, 6.7.3 and 6.7.6
    const auto header = [](const std::string& name, const std::string& value) {
        return said_of_file("windows-pebinary-ext",
                            R"("pe_type":"exe","optional_header":{")" + name + "\":" + value + "}");
    };
    for (const auto* name :
         {"size_of_code", "size_of_initialized_data", "size_of_uninitialized_data", "size_of_image",
          "size_of_headers", "size_of_stack_reserve", "size_of_stack_commit",
          "size_of_heap_reserve", "size_of_heap_commit"}) {
        EXPECT_EQ(header(name, "0"), Lines{}) << name;
        EXPECT_EQ(header(name, "-1").size(), 1U) << name;
    }
    EXPECT_EQ(
        said_of_file("windows-pebinary-ext", R"("pe_type":"exe","size_of_optional_header":-1)")
            .size(),
        1U);
    EXPECT_EQ(said_of_file("windows-pebinary-ext",
                           R"("pe_type":"exe","sections":[{"name":"x","size":-1}])")
                  .size(),
              1U);
    EXPECT_EQ(
        said_of_file("ntfs-ext", R"("alternate_data_streams":[{"name":"x","size":-1}])").size(),
        1U);
    EXPECT_EQ(said("file", R"("name":"x","size":-1)"), Lines{"/size: out of range"});
}

TEST(WindowsPebinaryExtension, HasAnOptionalHeaderThatSaysSomething) {  // section 6.7.6
    EXPECT_EQ(said_of_file("windows-pebinary-ext", R"("pe_type":"exe","optional_header":{})"),
              Lines{"/extensions/windows-pebinary-ext/optional_header: none of its properties is "
                    "there"});
}

TEST(PdfExtension, HasTextsInItsDictionary) {  // section 6.7.4
    EXPECT_EQ(said_of_file("pdf-ext", R"("document_info_dict":{"Title":"x"})"), Lines{});
    EXPECT_EQ(said_of_file("pdf-ext", R"("document_info_dict":{"Title":7})").size(), 1U);
}

TEST(MacAddress, IsInLowerCaseWithColonsAndLeadingZeros) {  // section 6.10.1
    EXPECT_EQ(said("mac-addr", R"("value":"00:00:ab:cd:ef:01")"), Lines{});
    for (const auto* value : {"00:00:AB:CD:EF:01", "0:0:ab:cd:ef:1", "00-00-ab-cd-ef-01",
                              "0000abcdef01", "00:00:ab:cd:ef:01:02"}) {
        EXPECT_EQ(said("mac-addr", R"("value":")" + std::string(value) + "\""),
                  Lines{"/value: not a MAC-48 address"});
    }
}

TEST(NetworkTraffic, HasPortsFrom0To65535) {  // section 6.12.1
    const auto with = [](const std::string& name, const std::string& port) {
        return said("network-traffic", R"("protocols":["tcp"],"src_ref":")" + id_of("ipv4-addr") +
                                           "\",\"" + name + "\":" + port);
    };
    for (const std::string name : {"src_port", "dst_port"}) {
        EXPECT_EQ(with(name, "0"), Lines{});
        EXPECT_EQ(with(name, "65535"), Lines{});
        EXPECT_EQ(with(name, "-1"), Lines{"/" + name + ": out of range"});
        EXPECT_EQ(with(name, "65536"), Lines{"/" + name + ": out of range"});
    }
}

TEST(NetworkTraffic, HasProtocols) {  // section 6.12
    EXPECT_EQ(said("network-traffic", R"("src_ref":")" + id_of("ipv4-addr") + "\""),
              Lines{": the property \"protocols\" is missing"});
}

TEST(HttpRequestExtension, ListsTheValuesOfEachHeader) {  // section 6.12.2
    const auto request = [](const std::string& header) {
        return said_of_traffic("http-request-ext", R"("request_method":"get","request_value":"/",)"
                                                   R"("request_header":{"Accept":)" +
                                                       header + "}");
    };
    EXPECT_EQ(request(R"(["a","b"])"), Lines{});
    EXPECT_EQ(request(R"("a")").size(), 1U);
    EXPECT_EQ(request("[1]").size(), 1U);
}

TEST(SocketExtension, HasOptionsThatAreIntegers) {  // section 6.12.4
    const auto socket = [](const std::string& members) {
        return said_of_traffic("socket-ext", R"("address_family":"AF_INET",)" + members);
    };
    EXPECT_EQ(socket(R"("options":{"SO_RCVTIMEO":100})"), Lines{});
    EXPECT_EQ(socket(R"("options":{"SO_RCVTIMEO":"100"})").size(), 1U);
}

TEST(SocketExtension, IsOfATypeThatThereIs) {  // section 6.12.4
    EXPECT_EQ(
        said_of_traffic("socket-ext", R"("address_family":"AF_INET","socket_type":"SOCK_RAW")"),
        Lines{});
    EXPECT_EQ(
        said_of_traffic("socket-ext", R"("address_family":"AF_INET","socket_type":"SOCK_SHOE")")
            .size(),
        1U);
}

TEST(WindowsServiceExtension, HasAStartTypeAndAServiceTypeThatThereAre) {  // section 6.13.3
    EXPECT_EQ(
        said_of_process("windows-service-ext", R"("start_type":"SERVICE_AUTO_START",)"
                                               R"("service_type":"SERVICE_WIN32_OWN_PROCESS",)"
                                               R"("service_status":"SERVICE_RUNNING")"),
        Lines{});
    for (const std::string name : {"start_type", "service_type", "service_status"}) {
        EXPECT_EQ(
            said_of_process("windows-service-ext", "\"" + name + "\":\"SERVICE_LAMP\"").size(), 1U);
    }
    EXPECT_EQ(
        said_of_process("windows-service-ext", R"("service_dll_refs":[")" + id_of("url") + "\"]")
            .size(),
        1U);
}

TEST(HttpRequestExtension, HasItsBodyInAnArtifact) {  // section 6.12.2
    const auto request = [](std::string_view type) {
        return said_of_traffic("http-request-ext", R"("request_method":"get","request_value":"/",)"
                                                   R"("message_body_data_ref":")" +
                                                       id_of(type) + "\"");
    };
    EXPECT_EQ(request("artifact"), Lines{});
    EXPECT_EQ(request("file").size(), 1U);
}

TEST(WindowsRegistryKey, SaysSomething) {  // section 6.17
    EXPECT_EQ(said("windows-registry-key", R"("number_of_subkeys":0)"), Lines{});
    EXPECT_EQ(said("windows-registry-key", R"("defanged":false)"),
              Lines{": none of its own properties is there"});
}

TEST(WindowsRegistryKey, NamesItsDefaultValueWithAnEmptyText) {  // section 6.17.2
    EXPECT_EQ(
        said("windows-registry-key", R"("key":"HKEY_USERS","values":[{"name":"","data":"x"}])"),
        Lines{});
}

TEST(Observables,
     WithoutExtensionsOfTheStandardOrAnIdNameThemAsTheyMust) {  // sections 6.7.1, 6.12.1
    EXPECT_EQ(said_of_file("archive", R"("comment":"x")").size(), 1U);
    EXPECT_EQ(said_of_file("tcp-ext", R"("src_flags_hex":"00")").size(), 1U);
    EXPECT_EQ(said_of_traffic("pdf-ext", R"("version":"1")").size(), 1U);
    EXPECT_EQ(said_of_process("unix-account-ext", R"("gid":1)").size(), 1U);
}

}  // namespace
}  // namespace entente::stix
