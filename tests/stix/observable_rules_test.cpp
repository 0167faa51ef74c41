// STIX 2.1 section 6, kind by kind: the rules between properties.
#include "stix/observable_rules.h"

#include "tests/stix/objects.h"
#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

Lines said(std::string_view type, std::string_view members) {
    return errors(observable_of(type, members));
}

TEST(Artifact, HasItsBytesOrSaysWhereTheyAre) {  // section 6.1
    const std::string hashes = R"("hashes":{"MD5":"00112233445566778899aabbccddeeff"})";
    EXPECT_EQ(said("artifact", R"("payload_bin":"aGk=")"), Lines{});
    EXPECT_EQ(said("artifact", R"("url":"http://x/",)" + hashes), Lines{});
    EXPECT_EQ(said("artifact", R"("mime_type":"image/png")").front(),
              ": must have either payload_bin or url");
    EXPECT_EQ(said("artifact", R"("payload_bin":"aGk=","url":"http://x/",)" + hashes),
              Lines{": must have either payload_bin or url"});
    EXPECT_EQ(said("artifact", R"("url":"http://x/")"), Lines{": a url without hashes"});
    EXPECT_EQ(said("artifact", R"("payload_bin":"hi there")"),
              Lines{"/payload_bin: must be base64 (RFC 4648)"});
}

TEST(Artifact, HasAKeyOnlyWithItsAlgorithm) {  // section 6.1
    EXPECT_EQ(said("artifact", R"("payload_bin":"aGk=","decryption_key":"x",)"
                               R"("encryption_algorithm":"mime-type-indicated")"),
              Lines{});
    EXPECT_EQ(said("artifact", R"("payload_bin":"aGk=","decryption_key":"x")"),
              Lines{"/decryption_key: a decryption_key without encryption_algorithm"});
}

TEST(Directory, NamesAnEncodingOfItsPathAlone) {  // sections 3.1 and 6.3
    EXPECT_EQ(said("directory", R"("path":"C:\\x","path_enc":"windows-1252")"), Lines{});
    EXPECT_EQ(said("directory", R"("path_enc":"windows-1252")"),
              (Lines{": the property \"path\" is missing",
                     "/path_enc: must not be there without \"path\""}));
    EXPECT_EQ(said("directory", R"("path":"x","contains_refs":[")" + id_of("process") + "\"]"),
              Lines{"/contains_refs/0: may not refer to an object of type \"process\""});
}

TEST(Values, HaveTheFormOfTheirKind) {  // sections 6.4, 6.5, 6.8, 6.9, 6.10 and 6.15
    EXPECT_EQ(said("domain-name", R"("value":"a..b")"),
              Lines{"/value: not a domain name (RFC 1034, RFC 5890)"});
    EXPECT_EQ(said("email-addr", R"("value":"John <jdoe@example.com>")"),
              Lines{"/value: not an email address (RFC 5322 section 3.4.1)"});
    EXPECT_EQ(said("ipv4-addr", R"("value":"198.51.100.3/33")"),
              Lines{"/value: not an IPv4 address or range in CIDR notation"});
    EXPECT_EQ(said("ipv6-addr", R"("value":"2001:db8")"),
              Lines{"/value: not an IPv6 address or range in CIDR notation"});
    EXPECT_EQ(said("mac-addr", R"("value":"00-00-5E-00-53-0F")"),
              Lines{"/value: not a MAC-48 address"});
    EXPECT_EQ(said("url", R"("value":"example")"), Lines{"/value: not a URL (RFC 3986)"});
}

TEST(Values, ThatAreDefangedMayHaveAnyForm) {  // section 3.2
    EXPECT_EQ(said("domain-name", R"("value":"example[.]com","defanged":true)"), Lines{});
    EXPECT_EQ(said("domain-name", R"("value":"example[.]com","defanged":false)").size(), 1U);
}

TEST(EmailMessage, HasOneBodyOrParts) {  // section 6.6
    EXPECT_EQ(said("email-message", R"("is_multipart":false,"body":"x")"), Lines{});
    EXPECT_EQ(said("email-message", R"("is_multipart":true,"body_multipart":[{"body":"x"}])"),
              Lines{});
    EXPECT_EQ(said("email-message", R"("is_multipart":true,"body":"x")"),
              Lines{"/body: a body, although is_multipart is true"});
    EXPECT_EQ(said("email-message", R"("is_multipart":false,"body_multipart":[{"body":"x"}])"),
              Lines{"/body_multipart: a body_multipart, although is_multipart is false"});
    EXPECT_EQ(said("email-message",
                   R"("is_multipart":true,"body_multipart":[{"content_type":"text/plain"}])"),
              Lines{"/body_multipart/0: neither body nor body_raw_ref"});
    EXPECT_EQ(said("email-message", R"("body":"x")"),
              Lines{": the property \"is_multipart\" is missing"});
}

TEST(EmailMessage, HasItsHeadersDecoded) {  // section 6.6
    EXPECT_EQ(said("email-message", R"("is_multipart":false,"subject":"=?iso-8859-1?q?a=20b?=")"),
              Lines{"/subject: must be decoded (RFC 2047)"});
    EXPECT_EQ(said("email-message",
                   R"("is_multipart":false,"additional_header_fields":{"Reply-To":"x"})"),
              Lines{"/additional_header_fields/Reply-To: the value must be a list of strings"});
}

TEST(File, HasHashesOrAName) {  // section 6.7
    EXPECT_EQ(said("file", R"("name":"x","size":0)"), Lines{});
    EXPECT_EQ(said("file", R"("size":-1)"),
              (Lines{"/size: out of range", ": neither hashes nor name"}));
    EXPECT_EQ(said("file", R"("name":"x","magic_number_hex":"F")"),
              Lines{"/magic_number_hex: must be hexadecimal in lower case"});
}

TEST(NetworkTraffic, HasAnEnd) {  // section 6.12
    const std::string ends = R"("protocols":["tcp"],"src_ref":")" + id_of("ipv4-addr") + "\"";
    EXPECT_EQ(said("network-traffic", ends), Lines{});
    EXPECT_EQ(said("network-traffic", R"("protocols":["tcp"])"),
              Lines{": neither src_ref nor dst_ref"});
    EXPECT_EQ(said("network-traffic", ends + R"(,"is_active":true,"end":"2021-08-24T12:30:00Z")"),
              Lines{"/end: an end, although is_active is true"});
    EXPECT_EQ(said("network-traffic", ends + R"(,"start":"2021-08-24T12:31:00Z",)"
                                             R"("end":"2021-08-24T12:30:00Z")"),
              Lines{"/end: end is earlier than start"});
    EXPECT_EQ(said("network-traffic", ends + R"(,"src_port":65536,"dst_port":-1)"),
              (Lines{"/src_port: out of range", "/dst_port: out of range"}));
    EXPECT_EQ(said("network-traffic", ends + R"(,"ipfix":{"a":1.5})"),
              Lines{"/ipfix/a: the value must be a string or an integer"});
}

TEST(Process, SaysSomething) {  // section 6.13
    EXPECT_EQ(said("process", R"("pid":1)"), Lines{});
    EXPECT_EQ(said("process", R"("extensions":{"windows-process-ext":{"dep_enabled":true}})"),
              Lines{});
    EXPECT_EQ(said("process", R"("defanged":false)"),
              Lines{": none of its own properties is there"});
    EXPECT_EQ(said("process", R"("environment_variables":{"PATH":1})"),
              Lines{"/environment_variables/PATH: the value must be a string"});
}

TEST(Software, IsNamedByCpe) {  // section 6.14
    EXPECT_EQ(said("software", R"("name":"x","languages":["en","zh-Hant"])"), Lines{});
    EXPECT_EQ(said("software", R"("name":"x","cpe":"cpe:/a:b")"),
              Lines{"/cpe: not a CPE 2.3 name"});
    EXPECT_EQ(said("software", R"("name":"x","languages":["not one"])"),
              Lines{"/languages/0: not a language code (RFC 5646)"});
}

TEST(UserAccount, SaysSomething) {  // section 6.16
    EXPECT_EQ(said("user-account", R"("user_id":"1001")"), Lines{});
    EXPECT_EQ(said("user-account", R"("spec_version":"2.1")"),
              Lines{": none of its own properties is there"});
}

TEST(WindowsRegistryKey, IsWrittenWithItsWholeHive) {  // section 6.17
    EXPECT_EQ(said("windows-registry-key", R"("key":"HKEY_LOCAL_MACHINE\\system")"), Lines{});
    EXPECT_EQ(said("windows-registry-key", R"("key":"HKLM\\system")"),
              Lines{"/key: the hive must not be abbreviated"});
    EXPECT_EQ(said("windows-registry-key", R"("key":"hku")"),
              Lines{"/key: the hive must not be abbreviated"});
    EXPECT_EQ(said("windows-registry-key", R"("key":"HKLMX")"), Lines{});
    EXPECT_EQ(said("windows-registry-key", R"("values":[{}])"),
              Lines{"/values/0: none of its properties is there"});
    EXPECT_EQ(said("windows-registry-key", R"("values":[{"data_type":"REG_LAMP"}])"),
              Lines{"/values/0/data_type: \"REG_LAMP\" is not one of its values"});
}

TEST(X509Certificate, SaysSomething) {  // section 6.18
    EXPECT_EQ(said("x509-certificate", R"("serial_number":"1")"), Lines{});
    EXPECT_EQ(said("x509-certificate", R"("defanged":true)"),
              Lines{": none of its own properties is there"});
    EXPECT_EQ(said("x509-certificate", R"("serial_number":"1","x509_v3_extensions":{})"),
              Lines{"/x509_v3_extensions: none of its properties is there"});
}

}  // namespace
}  // namespace entente::stix
