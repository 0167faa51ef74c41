#include "vocabulary/likelihood.h"

#include <algorithm>
#include <array>

#include "vocabulary/words.h"

namespace entente::vocabulary {

namespace {

constexpr Band make_band(std::string_view term, std::string_view other_term, int low_percent,
                         int high_percent) {
    return {.term = term,
            .other_term = other_term,
            .low_percent = low_percent,
            .high_percent = high_percent};
}

// ICD 203 (2 January 2015), section D.6.e.(2): the table's two rows of words.
constexpr std::array icd_203_bands = {
    make_band("almost no chance", "remote", 1, 5),
    make_band("very unlikely", "highly improbable", 5, 20),
    make_band("unlikely", "improbable", 20, 45),
    make_band("roughly even chance", "roughly even odds", 45, 55),
    make_band("likely", "probable", 55, 80),
    make_band("very likely", "highly probable", 80, 95),
    make_band("almost certain", "nearly certain", 95, 99),
};

// Explaining Uncertainty in UK Intelligence Assessment (gov.uk, 24 March 2025). A realistic
// possibility ends below 50 %: the upper edge is open. The lower edges come from secondary sources.
constexpr std::array phia_bands = {
    make_band("Remote chance", "", 0, 5),     make_band("Highly unlikely", "", 10, 20),
    make_band("Unlikely", "", 25, 35),        make_band("Realistic possibility", "", 40, 50),
    make_band("Likely", "Probable", 55, 75),  make_band("Highly likely", "", 80, 90),
    make_band("Almost certain", "", 95, 100),
};

// STIX 2.1 Appendix A.
constexpr std::array stix_wep_bands = {
    make_band("Impossible", "", 0, 0),
    make_band("Highly unlikely", "Almost certainly not", 1, 19),
    make_band("Unlikely", "Probably not", 20, 39),
    make_band("Even chance", "", 40, 59),
    make_band("Likely", "Probable", 60, 79),
    make_band("Highly likely", "Almost certain", 80, 99),
    make_band("Certain", "", 100, 100),
};

constexpr Scale icd_203_scale{.id = "icd-203",
                              .name = "ICD 203",
                              .source = "US Intelligence Community Directive 203 (2015)",
                              .bands = icd_203_bands};
constexpr Scale phia_scale{
    .id = "phia", .name = "PHIA", .source = "UK PHIA Probability Yardstick", .bands = phia_bands};
constexpr Scale stix_wep_scale{.id = "stix-wep",
                               .name = "STIX WEP",
                               .source = "STIX 2.1 Appendix A, Words of Estimative Probability",
                               .bands = stix_wep_bands};
constexpr std::array all_scales = {&icd_203_scale, &phia_scale, &stix_wep_scale};

/// Correctly rounded, so that 0.55 as people write it is the edge 55 % itself.
double fraction(int percent) {
    return percent / 100.0;
}

const Band* icd_203_band_of(double probability) {
    for (const auto& band : icd_203_bands) {
        const double low = fraction(band.low_percent);
        const double high = fraction(band.high_percent);
        const bool reaches_low = low < 0.5 ? probability >= low : probability > low;
        const bool reaches_high = high < 0.5 ? probability < high : probability <= high;
        // The outermost edges, 1 and 99 %, are shared with nobody: they are in. So is every edge of
        // the band in the middle, which is nearer to even than both of its neighbours.
        if (reaches_low && reaches_high) return &band;
    }
    return nullptr;
}

const Band* phia_band_of(double probability) {
    for (const auto& band : phia_bands) {
        const double high = fraction(band.high_percent);
        const bool is_below = high == 0.5 ? probability < high : probability <= high;
        if (probability >= fraction(band.low_percent) && is_below) return &band;
    }
    return nullptr;
}

const Band* stix_wep_band_of(double probability) {
    const auto& bands = stix_wep_bands;
    if (probability == 0) return &bands.front();
    if (probability == 1) return &bands.back();
    const Band* found = &bands[1];
    for (const auto& band : bands) {
        if (band.low_percent < 100 && probability >= fraction(band.low_percent)) found = &band;
    }
    return found == &bands.front() ? &bands[1] : found;
}

bool shares_a_word(const Band& a, const Band& b) {
    const auto is_word_of_b = [&](std::string_view word) {
        return is_same_word(word, b.term) || is_same_word(word, b.other_term);
    };
    return is_word_of_b(a.term) || is_word_of_b(a.other_term);
}

}  // namespace

const Scale& icd_203() {
    return icd_203_scale;
}

const Scale& phia() {
    return phia_scale;
}

const Scale& stix_wep() {
    return stix_wep_scale;
}

std::span<const Scale* const> scales() {
    return all_scales;
}

const Scale* find_scale(std::string_view id) {
    const auto* const found = std::ranges::find(all_scales, id, &Scale::id);
    return found == all_scales.end() ? nullptr : *found;
}

const Band* band_of(const Scale& scale, double probability) {
    if (&scale == &phia_scale) return phia_band_of(probability);
    if (&scale == &stix_wep_scale) return stix_wep_band_of(probability);
    return icd_203_band_of(probability);
}

const Band* band_of(const Scale& scale, std::string_view term) {
    for (const auto& band : scale.bands) {
        if (is_same_word(band.term, term)) return &band;
        if (is_same_word(band.other_term, term)) return &band;
    }
    return nullptr;
}

std::optional<Interval> overlap(const Band& a, const Band& b) {
    const auto low = std::max(a.low_percent, b.low_percent);
    const auto high = std::min(a.high_percent, b.high_percent);
    if (low > high) return std::nullopt;
    return Interval{.low_percent = low, .high_percent = high};
}

double shared_part(const Band& a, const Band& b) {
    const auto both = overlap(a, b);
    if (!both) return 0;
    const auto low = std::min(a.low_percent, b.low_percent);
    const auto high = std::max(a.high_percent, b.high_percent);
    if (low == high) return 1;
    return static_cast<double>(both->high_percent - both->low_percent) / (high - low);
}

Agreement compare(const Band& a, const Band& b) {
    const bool is_same_range = a.low_percent == b.low_percent && a.high_percent == b.high_percent;
    if (shares_a_word(a, b)) {
        return is_same_range ? Agreement::same : Agreement::same_word_other_range;
    }
    if (is_same_range) return Agreement::other_word_same_range;
    return shared_part(a, b) > 0 ? Agreement::other_word_overlapping_range : Agreement::apart;
}

std::string interval_text(const Band& band) {
    return std::to_string(band.low_percent) + "-" + std::to_string(band.high_percent) + " %";
}

std::string term_text(const Scale& scale, double probability) {
    const std::string name(scale.name);
    if (const auto* band = band_of(scale, probability)) {
        return std::string(band->term) + " (" + name + ", " + interval_text(*band) + ")";
    }
    if (probability < fraction(scale.bands.front().low_percent)) {
        return "below every word of " + name;
    }
    if (probability > fraction(scale.bands.back().high_percent)) {
        return "above every word of " + name;
    }
    return "between the words of " + name;
}

}  // namespace entente::vocabulary
