#include "vocabulary/handling.h"

#include "tests/support/precompiled.h"

namespace entente::vocabulary {
namespace {

// FIRST, Traffic Light Protocol 2.0
TEST(TlpLabel, StandsInTheOrderOfStrictness) {
    std::vector<std::string_view> labels;
    for (const auto& label : tlp_labels()) {
        EXPECT_EQ(&label_of(label.level), &label);
        labels.push_back(label.label);
    }
    EXPECT_EQ(labels, (std::vector<std::string_view>{"TLP:CLEAR", "TLP:GREEN", "TLP:AMBER",
                                                     "TLP:AMBER+STRICT", "TLP:RED"}));
    EXPECT_LT(TlpLevel::amber, TlpLevel::amber_strict);
}

TEST(TlpLabel, IsReadInAnyCaseAndWhiteIsClear) {
    for (const auto& label : tlp_labels()) EXPECT_EQ(find_tlp_level(label.label), label.level);
    EXPECT_EQ(find_tlp_level("tlp:amber+strict"), TlpLevel::amber_strict);
    EXPECT_EQ(find_tlp_level("TLP:WHITE"), TlpLevel::clear);
    for (const auto* wrong : {"", "TLP", "TLP:", "TLP: RED", "RED", "TLP:AMBER-STRICT"}) {
        EXPECT_EQ(find_tlp_level(wrong), std::nullopt) << wrong;
    }
}

TEST(TlpLabel, HasTheColourOfTheStandard) {
    EXPECT_EQ(label_of(TlpLevel::red).colour, "#FF2B2B");
    EXPECT_EQ(label_of(TlpLevel::amber).colour, label_of(TlpLevel::amber_strict).colour);
}

TEST(Codes, AreFoundInTheirOwnListAlone) {
    ASSERT_NE(find_code(permissible_actions(), "pap:red"), nullptr);
    ASSERT_NE(find_code(europol_handling(), "H1"), nullptr);
    ASSERT_NE(find_code(europol_sources(), "X"), nullptr);
    ASSERT_NE(find_code(europol_information(), "4"), nullptr);
    EXPECT_EQ(find_code(europol_sources(), "D"), nullptr);
    EXPECT_EQ(find_code(europol_handling(), ""), nullptr);
}

}  // namespace
}  // namespace entente::vocabulary
