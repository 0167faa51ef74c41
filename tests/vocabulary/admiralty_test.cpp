#include "vocabulary/admiralty.h"

#include "tests/support/precompiled.h"

namespace entente::vocabulary {
namespace {

TEST(Grading, IsALetterAndADigit) {
    const auto grading = parse_grading("b2");
    ASSERT_TRUE(grading.has_value());
    EXPECT_EQ(to_text(*grading), "B2");
    EXPECT_EQ(explain(*grading), "B2: usually reliable source, probably true");
    for (const auto* wrong : {"", "B", "2", "2B", "G1", "A0", "A7", "B22"}) {
        EXPECT_FALSE(parse_grading(wrong).has_value()) << wrong;
    }
}

TEST(Grading, OfEveryLetterAndDigitComesBackAsItWasWritten) {
    for (const auto& source : source_reliabilities()) {
        for (const auto& information : information_credibilities()) {
            const std::string text = {source.mark, information.mark};
            EXPECT_EQ(to_text(parse_grading(text).value()), text);
        }
    }
}

TEST(Grading, SaysWhatCannotBeJudged) {
    for (const auto& grade : source_reliabilities()) EXPECT_EQ(grade.is_judged, grade.mark != 'F');
    for (const auto& grade : information_credibilities()) {
        EXPECT_EQ(grade.is_judged, grade.mark != '6');
    }
}

// STIX 2.1 Appendix A
TEST(Grading, ThatCannotBeJudgedHasNoNumberInStix) {
    EXPECT_EQ(stix_confidence('1'), 90);
    EXPECT_EQ(stix_confidence('3'), 50);
    EXPECT_EQ(stix_confidence('5'), 10);
    EXPECT_EQ(stix_confidence('6'), std::nullopt);
}

}  // namespace
}  // namespace entente::vocabulary
