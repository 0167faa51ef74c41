#include "stix/check_pattern.h"

#include "tests/stix/objects.h"
#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

/// What is said of an indicator with this pattern, already escaped for JSON.
Lines said(const std::string& pattern, const std::string& type = "stix",
           const std::string& version = {}) {
    return errors(object_of(
        "indicator", R"("valid_from":"2021-08-15T00:00:00Z","pattern_type":")" + type +
                         R"(","pattern":")" + pattern + '"' +
                         (version.empty() ? "" : R"(,"pattern_version":")" + version + '"')));
}

TEST(IndicatorPattern, OfTypeStixFollowsTheGrammar) {  // STIX 2.1 sections 4.7.1 and 9
    EXPECT_EQ(said("[ipv4-addr:value = '198.51.100.1']"), Lines{});
    const auto lines = said("[ipv4-addr:value = 198.51.100.1");
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_TRUE(lines[0].starts_with("/pattern: ")) << lines[0];
    EXPECT_NE(lines[0].find("line 1, column"), std::string::npos) << lines[0];
}

TEST(IndicatorPattern, LooksAtTypesThatCanBe) {  // STIX 2.1 sections 9.7, 3.1
    EXPECT_EQ(said("[x-foo:name = 'x']"), Lines{});
    EXPECT_EQ(said("[f:name = 'x']"), Lines{"/pattern: no object can be of the type \"f\""});
}

TEST(IndicatorPattern, NamesPropertiesThatCanBe) {  // STIX 2.1 sections 3.1 and 9.7
    EXPECT_EQ(said("[file:id = 'x' AND file:hashes.MD5 = '00112233445566778899aabbccddeeff']"),
              Lines{});
    EXPECT_EQ(said("[file:Name = 'x' OR file:'a-b' = 1 OR file:Name = 'y']"),
              (Lines{"/pattern: no object can have a property \"Name\"",
                     "/pattern: no object can have a property \"a-b\""}));
}

TEST(IndicatorPattern, ComparesTheValuesOfAddressesAsNetworks) {  // STIX 2.1 section 9.6.1
    for (const auto* good :
         {"ipv4-addr:value", "ipv6-addr:value", "network-traffic:src_ref.value", "x-net:value"}) {
        EXPECT_EQ(said("[" + std::string(good) + " ISSUBSET '198.51.100.0/24']"), Lines{}) << good;
    }
    for (const auto* bad : {"file:name", "domain-name:value", "network-traffic:src_port"}) {
        EXPECT_EQ(said("[" + std::string(bad) + " ISSUPERSET '198.51.100.0/24']"),
                  Lines{"/pattern: ISSUBSET and ISSUPERSET compare the values of addresses alone"})
            << bad;
    }
}

TEST(IndicatorPattern, OfAnotherLanguageOrVersionIsTakenAsItIs) {  // STIX 2.1 section 4.7.1
    EXPECT_EQ(said("rule x { condition: true }", "yara"), Lines{});
    EXPECT_EQ(said("[file:name LIKES 'x']", "stix", "2.0"), Lines{});
    EXPECT_NE(said("[file:name LIKES 'x']", "stix", "2.1"), Lines{});
}

}  // namespace
}  // namespace entente::stix
