#include "vocabulary/confidence.h"

#include "tests/support/precompiled.h"

namespace entente::vocabulary {
namespace {

// STIX 2.1 Appendix A
TEST(ConfidenceScale, ReadsEveryNumberThatItWritesAsTheSameTerm) {
    for (const auto& scale : confidence_scales()) {
        for (const auto& term : scale.terms) {
            EXPECT_EQ(confidence_value(scale, term.term), term.value) << term.term;
            EXPECT_EQ(confidence_term(scale, term.value), &term) << scale.id << ' ' << term.value;
        }
    }
}

TEST(ConfidenceScale, HasOneTermForEveryNumberFromZeroToAHundred) {
    for (const auto& scale : confidence_scales()) {
        for (int value = 0; value <= 100; ++value) {
            EXPECT_NE(confidence_term(scale, value), nullptr) << scale.id << ' ' << value;
        }
        EXPECT_EQ(confidence_term(scale, -1), nullptr);
        EXPECT_EQ(confidence_term(scale, 101), nullptr);
        for (std::size_t i = 1; i < scale.terms.size(); ++i) {
            EXPECT_EQ(scale.terms[i].low, scale.terms[i - 1].high + 1) << scale.id;
        }
    }
}

TEST(ConfidenceScale, TakesEitherWordInAnyCase) {
    const auto* levels = find_confidence_scale("none-low-medium-high");
    ASSERT_NE(levels, nullptr);
    EXPECT_EQ(confidence_value(*levels, "MED"), 50);
    EXPECT_EQ(confidence_value(*levels, "medium"), 50);
    EXPECT_EQ(confidence_value(*levels, ""), std::nullopt);
    EXPECT_EQ(find_confidence_scale("kent"), nullptr);
}

TEST(ConfidenceScale, HasNoNumberForATruthThatCannotBeJudged) {
    EXPECT_EQ(confidence_value(*find_confidence_scale("admiralty"), "6"), std::nullopt);
}

}  // namespace
}  // namespace entente::vocabulary
