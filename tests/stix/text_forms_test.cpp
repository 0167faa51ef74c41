#include "stix/text_forms.h"

#include "tests/stix/objects.h"
#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

using Form = bool (*)(std::string_view);

void expect(Form form, std::initializer_list<std::string_view> good,
            std::initializer_list<std::string_view> bad) {
    for (const auto& text : good) EXPECT_TRUE(form(text)) << text;
    for (const auto& text : bad) EXPECT_FALSE(form(text)) << text;
}

TEST(TextForms, KnowHexadecimal) {  // STIX 2.1 section 2.8
    expect(&is_hex, {"00", "ffd8", "0123456789abcdef"}, {"", "0", "0g", "FF", "00 0"});
}

TEST(TextForms, KnowBase64) {  // RFC 4648 section 4
    expect(&is_base64, {"", "aGk=", "aA==", "aGkh", "+/+/"},
           {"a", "aG", "aGk", "aGk==", "a===", "aG k", "a=Gk", "aGk-"});
}

TEST(TextForms, KnowUrls) {  // RFC 3986 section 3
    expect(&is_url,
           {"https://example.com/a?b=c#d", "mailto:jane@example.com", "urn:x:y",
            "http://[2001:db8::1]:80/", "a+b-c.d:x", "https://example.com/\xC3\xA9"},
           {"", "example.com", "://x", "http:", "ht tp://x", "http://a b", "1http://x",
            "http://<x>", "http://x\"", "-a:b"});
}

TEST(TextForms, KnowIpv4Ranges) {  // STIX 2.1 section 6.8
    expect(&is_ipv4_range, {"198.51.100.3", "0.0.0.0/0", "255.255.255.255/32", "10.2.4.5/24"},
           {"", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "1.2.3.4/", "1.2.3.4/33",
            "1.2.3.4/01", "1.2.3.4/a", "1..3.4", "1.2.3.4.", " 1.2.3.4", "1.2.3.4/1/2"});
}

TEST(TextForms, KnowIpv6Ranges) {  // STIX 2.1 section 6.9; RFC 4291 section 2.2
    expect(&is_ipv6_range,
           {"::", "::1", "1::", "2001:db8::8a2e:370:7334", "2001:db8::/96", "::ffff:198.51.100.3",
            "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:198.51.100.3", "fe80::/128", "1:2:3:4:5:6:7::"},
           {"", ":", ":::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3",
            "12345::", "g::", "1:2:3:4:5:6:7:8::", "::/129", "::/", "::/01", "1:", ":1", "1.2.3.4",
            "::198.51.100.3:1"});
}

TEST(TextForms, KnowMacAddresses) {  // STIX 2.1 section 6.10
    expect(&is_mac, {"00:00:5e:00:53:0f"},
           {"", "00:00:5E:00:53:0F", "00-00-5e-00-53-0f", "0:0:5e:0:53:f", "00:00:5e:00:53",
            "00:00:5e:00:53:0f:", "00:00:5e:00:53:0g"});
}

TEST(TextForms, KnowDomainNames) {  // RFC 1034 section 3.1; RFC 5890 section 2.3
    const auto label = std::string(63, 'a');
    expect(&is_domain_name,
           {"example.com", "a", "xn--bcher-kva.example",
            "b\xC3\xBC"
            "cher.example",
            "_dmarc.example.com", "example.com.", label},
           {"", ".", ".com", "a..b", "a.b..", "exa mple.com", "http://example.com", "a@b",
            "example[.]com", label + "a", "a\tb"});
    std::string longest;
    for (int i = 0; i < 126; ++i) longest += "a.";
    EXPECT_TRUE(is_domain_name(longest + "a"));
    EXPECT_FALSE(is_domain_name(longest + "aa"));
}

TEST(TextForms, KnowEmailAddresses) {  // RFC 5322 section 3.4.1
    expect(&is_email_address,
           {"jane.smith@example.com", "a@b", "\"a b\"@example.com", "a@[192.0.2.1]"},
           {"", "a", "@b", "a@", "John Doe <jdoe@example.com>", "a b@c", "<a@b>", "a@b@c d"});
}

TEST(TextForms, KnowMediaTypes) {  // RFC 6838 section 4.2
    expect(&is_mime_type,
           {"application/pdf", "text/html; charset=UTF-8", "image/svg+xml", "font/woff2"},
           {"", "application", "application/", "bla/pdf", "/pdf", "text/a b"});
}

TEST(TextForms, KnowPlatformNames) {  // STIX 2.1 section 6.14.1; NIST IR 7695 section 6.2
    expect(&is_cpe,
           {"cpe:2.3:a:microsoft:word:2000:*:*:*:*:*:*:*", "cpe:2.3:o:a:b\\:c:-:*:*:*:*:*:*:*"},
           {"", "cpe:/a:microsoft:word:2000", "cpe:2.3:a:microsoft:word",
            "cpe:2.3:x:a:b:c:*:*:*:*:*:*:*", "cpe:2.3:a:a:b:c:*:*:*:*:*:*:*:*",
            "cpe:2.3:a::b:c:*:*:*:*:*:*:*", "cpe:2.3:a:a:b:c:*:*:*:*:*:*:",
            "cpe:2.3:a:a b:b:c:*:*:*:*:*:*:*", "cpe:2.3:a:a:b:c:*:*:*:*:*:*:\\"});
}

TEST(TextForms, KnowNames) {  // STIX 2.1 sections 2.3, 3.1, 11.1.1 and 11.3.1
    expect(&is_property_name, {"abc", "a_1", "x_acme_rank"},
           {"", "ab", "1ab", "_ab", "aBc", "a-b", "a b", std::string(251, 'a')});
    expect(&is_custom_extension_name, {"a-ext", "x-acme-1-ext"},
           {"", "-ex", "x-acme", "X-ext", "a_b-ext", std::string(250, 'a') + "-ext"});
    expect(&is_lowercase_dashed, {"", "a-b", "\xC3\xA9"}, {"A", "a b", "a_b"});
    EXPECT_TRUE(is_dictionary_key(std::string(250, 'A')));
    EXPECT_FALSE(is_dictionary_key(std::string(251, 'A')));
    EXPECT_TRUE(is_dictionary_key("a-_9"));
    EXPECT_FALSE(is_dictionary_key(""));
    EXPECT_FALSE(is_dictionary_key("ab", 3));
}

}  // namespace
}  // namespace entente::stix
