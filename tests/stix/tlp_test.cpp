#include "stix/tlp.h"

#include <set>

#include "stix/id.h"
#include "stix/validate.h"
#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

TEST(Tlp, KnowsTheNineMarkings) {  // STIX 2.1 section 7.2.1.4; OASIS extension for TLP 2.0
    std::set<std::string_view> ids;
    for (const auto& marking : tlp_markings()) {
        EXPECT_TRUE(is_id(marking.id)) << marking.id;
        EXPECT_EQ(type_of(marking.id), "marking-definition");
        EXPECT_EQ(find_tlp(marking.id)->level, marking.level);
        EXPECT_FALSE(is_nearly_tlp(marking.id));
        ids.insert(marking.id);
    }
    EXPECT_EQ(ids.size(), 9U);
    EXPECT_EQ(find_tlp("marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9")->level,
              TlpLevel::clear);
}

TEST(Tlp, HoldsAmberStrictStricterThanAmber) {
    EXPECT_LT(TlpLevel::clear, TlpLevel::green);
    EXPECT_LT(TlpLevel::green, TlpLevel::amber);
    EXPECT_LT(TlpLevel::amber, TlpLevel::amber_strict);
    EXPECT_LT(TlpLevel::amber_strict, TlpLevel::red);
    EXPECT_EQ(to_text(TlpLevel::amber_strict), "TLP:AMBER+STRICT");
}

TEST(Tlp, SeesThroughIdentifiersThatAreNearlyRight) {  // found in public code
    EXPECT_TRUE(is_nearly_tlp("marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b03e"));
    EXPECT_TRUE(is_nearly_tlp("marking-definition--f88d31f6-1f26-4a72-b317-01333bde0b82"));
    EXPECT_TRUE(is_nearly_tlp("marking-definition--94868c89-83c2-4f24-929b-a1a8aa3c8487"));
    EXPECT_TRUE(is_nearly_tlp("marking-definition--94868C89-83C2-464B-929B-A1A8AA3C8487"));
    EXPECT_TRUE(is_nearly_tlp("marking-definition--94868c89"));
}

TEST(Tlp, LeavesOtherMarkingsAlone) {
    for (const auto* id : {"", "marking-definition--", "marking-definition--94868c8",
                           "marking-definition--fa42a846-8d90-4e51-bc29-71d5b4802168",
                           "indicator--94868c89-83c2-464b-929b-a1a8aa3c8487"}) {
        EXPECT_FALSE(is_nearly_tlp(id)) << id;
        EXPECT_FALSE(find_tlp(id)) << id;
    }
}

TEST(Tlp, HasADefinitionOfTlp2ForWhatTlp1Says) {  // the OASIS extension for TLP 2.0
    for (const auto& marking : tlp_markings()) {
        const auto id = tlp_2_of(marking.id);
        EXPECT_EQ(find_tlp(id)->version, 2);
        EXPECT_EQ(find_tlp(id)->level, marking.level);
        const auto definition = json::Document::parse(tlp_2_definition(id));
        ASSERT_TRUE(definition);
        EXPECT_TRUE(validate(definition->root(), Strictness::lenient).empty()) << id;
        EXPECT_EQ(definition->root().member("id")->as_string().value(), id);
    }
    EXPECT_EQ(tlp_2_of("identity--x"), "identity--x");
    EXPECT_EQ(tlp_2_definition("identity--x"), "");
    EXPECT_EQ(tlp_2_definition("marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9"), "");
}

}  // namespace
}  // namespace entente::stix
