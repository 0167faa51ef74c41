#include "stix/check_external_references.h"

#include "tests/stix/objects.h"
#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

Lines said(std::string_view type, std::string_view reference) {
    return errors(
        object_of(type, R"("name":"x","external_references":[)" + std::string(reference) + "]"));
}

TEST(ExternalReference, SaysMoreThanItsSource) {  // STIX 2.1 section 2.5.2
    EXPECT_EQ(said("tool", R"({"source_name":"a","description":"b"})"), Lines{});
    EXPECT_EQ(said("tool", R"({"source_name":"a"})"),
              Lines{"/external_references/0: must say more than source_name"});
}

TEST(ExternalReference, HasItsMembersOfTheirTypes) {  // STIX 2.1 section 2.5.1
    EXPECT_EQ(said("tool", R"({"source_name":1,"external_id":"x"})"),
              Lines{"/external_references/0/source_name: must be a string"});
    EXPECT_EQ(said("tool", R"({"source_name":"a","url":"http://x/","hashes":{"MD5":"x"}})"),
              Lines{"/external_references/0/hashes/MD5: no value of this algorithm"});
}

TEST(ExternalReference, OfAnAttackPatternWritesCapecIds) {  // STIX 2.1 section 4.1.1
    EXPECT_EQ(said("attack-pattern", R"({"source_name":"capec","external_id":"CAPEC-463"})"),
              Lines{});
    for (const auto* wrong : {R"({"source_name":"capec","external_id":"CAPEC-abc"})",
                              R"({"source_name":"CAPEC","external_id":"CAPEC-463"})",
                              R"({"source_name":"capec","description":"x"})"}) {
        EXPECT_EQ(said("attack-pattern", wrong),
                  Lines{"/external_references/0: not an identifier as capec has them"});
    }
}

TEST(ExternalReference, OfAVulnerabilityWritesCveIds) {  // STIX 2.1 section 4.19.1
    EXPECT_EQ(said("vulnerability", R"({"source_name":"cve","external_id":"CVE-2021-44228"})"),
              Lines{});
    for (const auto* wrong : {"cve-2016-1234", "CVE-2016-abc", "CVE-20161234", "2016-1234"}) {
        EXPECT_EQ(said("vulnerability",
                       R"({"source_name":"cve","external_id":")" + std::string(wrong) + "\"}"),
                  Lines{"/external_references/0: not an identifier as cve has them"});
    }
}

TEST(ExternalReference, ShouldHaveHashesOfItsUrl) {  // STIX 2.1 section 2.5.1
    const auto text = object_of(
        "tool", R"("name":"x","external_references":[{"source_name":"a","url":"http://x/"}])");
    const auto document = json::Document::parse(text);
    ASSERT_TRUE(document);
    EXPECT_TRUE(validate(document->root()).empty());
    EXPECT_EQ(validate(document->root(), Strictness::strict).size(), 1U);
}

}  // namespace
}  // namespace entente::stix
