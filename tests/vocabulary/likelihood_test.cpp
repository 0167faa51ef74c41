#include "vocabulary/likelihood.h"

#include "tests/support/precompiled.h"

namespace entente::vocabulary {
namespace {

std::string term(const Scale& scale, double probability) {
    const auto* band = band_of(scale, probability);
    return band ? std::string(band->term) : "";
}

// ICD 203, D.6.e.(2)
TEST(Icd203, HasSevenTermsWithTheBandsOfTheDirective) {
    const std::vector<std::pair<int, int>> expected = {{1, 5},   {5, 20},  {20, 45}, {45, 55},
                                                       {55, 80}, {80, 95}, {95, 99}};
    std::vector<std::pair<int, int>> bands;
    for (const auto& band : icd_203().bands)
        bands.emplace_back(band.low_percent, band.high_percent);
    EXPECT_EQ(bands, expected);
}

TEST(Icd203, GivesASharedEdgeToTheBandNearerToEven) {
    EXPECT_EQ(term(icd_203(), 0.05), "very unlikely");
    EXPECT_EQ(term(icd_203(), 0.20), "unlikely");
    EXPECT_EQ(term(icd_203(), 0.45), "roughly even chance");
    EXPECT_EQ(term(icd_203(), 0.55), "roughly even chance");
    EXPECT_EQ(term(icd_203(), 0.80), "likely");
    EXPECT_EQ(term(icd_203(), 0.95), "very likely");
}

TEST(Icd203, HasNoWordBelowOneAndAboveNinetyNinePerCent) {
    EXPECT_EQ(term(icd_203(), 0.009), "");
    EXPECT_EQ(term(icd_203(), 0.01), "almost no chance");
    EXPECT_EQ(term(icd_203(), 0.99), "almost certain");
    EXPECT_EQ(term(icd_203(), 1), "");
    EXPECT_EQ(term_text(icd_203(), 0), "below every word of ICD 203");
    EXPECT_EQ(term_text(icd_203(), 1), "above every word of ICD 203");
}

RC_GTEST_PROP(Icd203, HasAWordForEveryProbabilityInItsRange, ()) {
    const auto per_mille = *rc::gen::inRange(10, 991);
    const double probability = per_mille / 1000.0;
    const auto* band = band_of(icd_203(), probability);
    RC_ASSERT(band != nullptr);
    RC_ASSERT(band->low_percent / 100.0 <= probability);
    RC_ASSERT(probability <= band->high_percent / 100.0);
}

RC_GTEST_PROP(Icd203, MirrorsTheWordOfTheOpposite, ()) {
    const auto per_mille = *rc::gen::inRange(10, 991);
    const auto* band = band_of(icd_203(), per_mille / 1000.0);
    const auto* opposite = band_of(icd_203(), (1000 - per_mille) / 1000.0);
    RC_ASSERT(band != nullptr && opposite != nullptr);
    RC_ASSERT(band->low_percent == 100 - opposite->high_percent);
}

TEST(Phia, HasNoWordInItsGapsNorForAnEvenChance) {
    EXPECT_EQ(term(phia(), 0.05), "Remote chance");
    EXPECT_EQ(term(phia(), 0.07), "");
    EXPECT_EQ(term(phia(), 0.10), "Highly unlikely");
    EXPECT_EQ(term(phia(), 0.30), "Unlikely");
    EXPECT_EQ(term(phia(), 0.49), "Realistic possibility");
    EXPECT_EQ(term(phia(), 0.50), "");
    EXPECT_EQ(term(phia(), 0.75), "Likely");
    EXPECT_EQ(term(phia(), 1), "Almost certain");
    EXPECT_EQ(term_text(phia(), 0.5), "between the words of PHIA");
}

// STIX 2.1 Appendix A
TEST(StixWep, KeepsImpossibleAndCertainForTheEndsAlone) {
    EXPECT_EQ(term(stix_wep(), 0), "Impossible");
    EXPECT_EQ(term(stix_wep(), 0.001), "Highly unlikely");
    EXPECT_EQ(term(stix_wep(), 0.195), "Highly unlikely");
    EXPECT_EQ(term(stix_wep(), 0.20), "Unlikely");
    EXPECT_EQ(term(stix_wep(), 0.5), "Even chance");
    EXPECT_EQ(term(stix_wep(), 0.999), "Highly likely");
    EXPECT_EQ(term(stix_wep(), 1), "Certain");
}

TEST(Scales, CallOneNumberByDifferentWords) {
    EXPECT_EQ(term(icd_203(), 0.57), "likely");
    EXPECT_EQ(term(stix_wep(), 0.57), "Even chance");
    EXPECT_EQ(term(icd_203(), 0.42), "unlikely");
    EXPECT_EQ(term(phia(), 0.42), "Realistic possibility");
}

TEST(Scales, AreFoundByTheirId) {
    for (const auto* scale : scales()) EXPECT_EQ(find_scale(scale->id), scale);
    EXPECT_EQ(find_scale("kent"), nullptr);
}

TEST(Scales, FindABandByEitherOfItsWords) {
    EXPECT_EQ(band_of(icd_203(), "Probable"), band_of(icd_203(), 0.7));
    EXPECT_EQ(band_of(icd_203(), "LIKELY"), band_of(icd_203(), 0.7));
    EXPECT_EQ(band_of(icd_203(), "Realistic possibility"), nullptr);
    EXPECT_EQ(band_of(phia(), ""), nullptr);
}

TEST(Scales, SayTheIntervalBesideTheWord) {
    EXPECT_EQ(term_text(icd_203(), 0.35), "unlikely (ICD 203, 20-45 %)");
    EXPECT_EQ(interval_text(icd_203().bands.front()), "1-5 %");
}

const Band& band(const Scale& scale, std::string_view word) {
    return *band_of(scale, word);
}

TEST(Overlap, IsWhatBothBandsStandFor) {
    EXPECT_EQ(overlap(band(icd_203(), "likely"), band(phia(), "likely")), (Interval{55, 75}));
    EXPECT_EQ(
        overlap(band(icd_203(), "roughly even chance"), band(phia(), "Realistic possibility")),
        (Interval{45, 50}));
    EXPECT_EQ(overlap(band(icd_203(), "likely"), band(phia(), "Remote chance")), std::nullopt);
}

TEST(Overlap, MeasuresHowMuchIsShared) {
    EXPECT_DOUBLE_EQ(shared_part(band(icd_203(), "likely"), band(phia(), "likely")), 0.8);
    EXPECT_DOUBLE_EQ(shared_part(band(icd_203(), "likely"), band(icd_203(), "very likely")), 0);
    EXPECT_DOUBLE_EQ(shared_part(band(stix_wep(), "Certain"), band(stix_wep(), "Certain")), 1);
}

RC_GTEST_PROP(Overlap, IsTheSameFromBothSides, ()) {
    const auto any_band = [] {
        const auto& scale = *scales()[*rc::gen::inRange<std::size_t>(0, scales().size())];
        return scale.bands[*rc::gen::inRange<std::size_t>(0, scale.bands.size())];
    };
    const auto a = any_band();
    const auto b = any_band();
    RC_ASSERT(overlap(a, b) == overlap(b, a));
    RC_ASSERT(shared_part(a, b) == shared_part(b, a));
    RC_ASSERT(shared_part(a, b) >= 0 && shared_part(a, b) <= 1);
    RC_ASSERT(compare(a, b) == compare(b, a));
    RC_ASSERT(compare(a, a) == Agreement::same);
}

TEST(Words, OfTwoPartiesAreComparedByWordAndByRange) {
    EXPECT_EQ(compare(band(icd_203(), "likely"), band(phia(), "Likely")),
              Agreement::same_word_other_range);
    EXPECT_EQ(compare(band(icd_203(), "probable"), band(stix_wep(), "likely")),
              Agreement::same_word_other_range);
    EXPECT_EQ(
        compare(band(icd_203(), "roughly even chance"), band(phia(), "Realistic possibility")),
        Agreement::other_word_overlapping_range);
    EXPECT_EQ(compare(band(icd_203(), "likely"), band(phia(), "Unlikely")), Agreement::apart);
}

}  // namespace
}  // namespace entente::vocabulary
