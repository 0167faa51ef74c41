#include "vocabulary/confidence.h"

#include <algorithm>

#include "vocabulary/words.h"

namespace entente::vocabulary {
namespace {

// STIX 2.1 Appendix A, None / Low / Med / High.
constexpr ConfidenceTerm none_to_high[] = {
    {.term = "None", .other_term = "", .value = 0, .low = 0, .high = 0},
    {.term = "Low", .other_term = "", .value = 15, .low = 1, .high = 29},
    {.term = "Medium", .other_term = "Med", .value = 50, .low = 30, .high = 69},
    {.term = "High", .other_term = "", .value = 85, .low = 70, .high = 100},
};

// STIX 2.1 Appendix A, 0-10 Scale.
constexpr ConfidenceTerm zero_to_ten[] = {
    {.term = "0", .other_term = "", .value = 0, .low = 0, .high = 4},
    {.term = "1", .other_term = "", .value = 10, .low = 5, .high = 14},
    {.term = "2", .other_term = "", .value = 20, .low = 15, .high = 24},
    {.term = "3", .other_term = "", .value = 30, .low = 25, .high = 34},
    {.term = "4", .other_term = "", .value = 40, .low = 35, .high = 44},
    {.term = "5", .other_term = "", .value = 50, .low = 45, .high = 54},
    {.term = "6", .other_term = "", .value = 60, .low = 55, .high = 64},
    {.term = "7", .other_term = "", .value = 70, .low = 65, .high = 74},
    {.term = "8", .other_term = "", .value = 80, .low = 75, .high = 84},
    {.term = "9", .other_term = "", .value = 90, .low = 85, .high = 94},
    {.term = "10", .other_term = "", .value = 100, .low = 95, .high = 100},
};

// STIX 2.1 Appendix A, Admiralty Credibility. 6, truth cannot be judged, has no number.
constexpr ConfidenceTerm admiralty[] = {
    {.term = "5", .other_term = "Improbable", .value = 10, .low = 0, .high = 19},
    {.term = "4", .other_term = "Doubtful", .value = 30, .low = 20, .high = 39},
    {.term = "3", .other_term = "Possibly True", .value = 50, .low = 40, .high = 59},
    {.term = "2", .other_term = "Probably True", .value = 70, .low = 60, .high = 79},
    {.term = "1", .other_term = "Confirmed by other sources", .value = 90, .low = 80, .high = 100},
};

// STIX 2.1 Appendix A, WEP Scale.
constexpr ConfidenceTerm wep[] = {
    {.term = "Impossible", .other_term = "", .value = 0, .low = 0, .high = 0},
    {.term = "Highly Unlikely",
     .other_term = "Almost Certainly Not",
     .value = 10,
     .low = 1,
     .high = 19},
    {.term = "Unlikely", .other_term = "Probably Not", .value = 30, .low = 20, .high = 39},
    {.term = "Even Chance", .other_term = "", .value = 50, .low = 40, .high = 59},
    {.term = "Likely", .other_term = "Probable", .value = 70, .low = 60, .high = 79},
    {.term = "Highly Likely", .other_term = "Almost Certain", .value = 90, .low = 80, .high = 99},
    {.term = "Certain", .other_term = "", .value = 100, .low = 100, .high = 100},
};

// STIX 2.1 Appendix A, DNI Scale: the words of ICD 203, but not its ranges.
constexpr ConfidenceTerm dni[] = {
    {.term = "Almost No Chance", .other_term = "Remote", .value = 5, .low = 0, .high = 9},
    {.term = "Very Unlikely",
     .other_term = "Highly Improbable",
     .value = 15,
     .low = 10,
     .high = 19},
    {.term = "Unlikely", .other_term = "Improbable", .value = 30, .low = 20, .high = 39},
    {.term = "Roughly Even Chance",
     .other_term = "Roughly Even Odds",
     .value = 50,
     .low = 40,
     .high = 59},
    {.term = "Likely", .other_term = "Probable", .value = 70, .low = 60, .high = 79},
    {.term = "Very Likely", .other_term = "Highly Probable", .value = 85, .low = 80, .high = 89},
    {.term = "Almost Certain", .other_term = "Nearly Certain", .value = 95, .low = 90, .high = 100},
};

constexpr ConfidenceScale scales[] = {
    {.id = "none-low-medium-high", .name = "None / Low / Medium / High", .terms = none_to_high},
    {.id = "0-10", .name = "0-10", .terms = zero_to_ten},
    {.id = "admiralty", .name = "Admiralty Credibility", .terms = admiralty},
    {.id = "wep", .name = "Words of Estimative Probability", .terms = wep},
    {.id = "dni", .name = "DNI Scale", .terms = dni},
};

}  // namespace

std::span<const ConfidenceScale> confidence_scales() {
    return scales;
}

const ConfidenceScale* find_confidence_scale(std::string_view id) {
    const auto* at = std::ranges::find(scales, id, &ConfidenceScale::id);
    return at == std::end(scales) ? nullptr : at;
}

std::optional<int> confidence_value(const ConfidenceScale& scale, std::string_view term) {
    for (const auto& each : scale.terms) {
        if (is_same_word(each.term, term) || is_same_word(each.other_term, term)) return each.value;
    }
    return std::nullopt;
}

const ConfidenceTerm* confidence_term(const ConfidenceScale& scale, int value) {
    for (const auto& each : scale.terms) {
        if (value >= each.low && value <= each.high) return &each;
    }
    return nullptr;
}

}  // namespace entente::vocabulary
