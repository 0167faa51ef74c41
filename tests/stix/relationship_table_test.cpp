#include "stix/relationship_table.h"

#include "tests/stix/objects.h"
#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

TEST(RelationshipTable, HasWhatTheStandardSuggests) {  // STIX 2.1 appendix B
    EXPECT_TRUE(is_suggested("indicates", "indicator", "malware"));
    EXPECT_TRUE(is_suggested("consists-of", "infrastructure", "ipv4-addr"));
    EXPECT_TRUE(is_suggested("resolves-to", "domain-name", "ipv6-addr"));
    EXPECT_TRUE(is_suggested("variant-of", "malware", "malware"));
    EXPECT_FALSE(is_suggested("indicates", "malware", "indicator"));
    EXPECT_FALSE(is_suggested("indicates", "indicator", "location"));
    EXPECT_FALSE(is_suggested("consists-of", "infrastructure", "tool"));
    EXPECT_FALSE(is_suggested("lamp-of", "tool", "tool"));
}

TEST(RelationshipTable, HasThoseThatAllObjectsHave) {  // STIX 2.1 section 3.7
    EXPECT_TRUE(is_suggested("related-to", "tool", "location"));
    EXPECT_TRUE(is_suggested("derived-from", "tool", "tool"));
    EXPECT_FALSE(is_suggested("derived-from", "tool", "malware"));
    EXPECT_TRUE(is_suggested("duplicate-of", "report", "report"));
}

TEST(RelationshipTable, SaysNothingOfTypesThatTheStandardDoesNotHave) {
    EXPECT_TRUE(is_suggested("detects", "x-mitre-data-component", "attack-pattern"));
    EXPECT_TRUE(is_suggested("uses", "tool", "x-acme"));
}

TEST(Relationship, OutsideTheTableIsWarnedOf) {  // STIX 2.1 section 5.1
    const auto text = object_of("relationship", R"("relationship_type":"uses","source_ref":")" +
                                                    id_of("location") + R"(","target_ref":")" +
                                                    id_of("tool") + "\"");
    EXPECT_EQ(errors(text), Lines{});
    EXPECT_EQ(warnings(text), Lines{"/relationship_type: not suggested from location to tool"});
}

}  // namespace
}  // namespace entente::stix
