#pragma once
// The scales of likelihood words, each as its source has it. Pure.
//
// The word that a person chose is kept; what a probability is called on another scale stands beside
// it, and nothing is converted silently. Confidence is another property and is not here.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace entente::vocabulary {

/// One word and the probabilities that it stands for, in per cent.
struct Band {
    std::string_view term;
    std::string_view other_term;  ///< the scale's second word for the same band; may be empty
    int low_percent;
    int high_percent;
};

/// A scale: bands from the least to the most likely.
struct Scale {
    std::string_view id;      ///< "icd-203"
    std::string_view name;    ///< "ICD 203"
    std::string_view source;  ///< the document that defines it
    std::span<const Band> bands;
};

/// US Intelligence Community Directive 203, Analytic Standards. Neighbouring bands share their
/// edges.
const Scale& icd_203();

/// The UK's Probability Yardstick (PHIA). There are gaps between its bands.
const Scale& phia();

/// Words of Estimative Probability as in STIX 2.1 Appendix A.
const Scale& stix_wep();

/// Every scale, in a fixed order.
std::span<const Scale* const> scales();

/// The scale of that id; none if we have no such one.
const Scale* find_scale(std::string_view id);

/// The band that `probability` falls in; none where the scale has no word for it: outside 1 to 99 %
/// on ICD 203, in a gap of PHIA.
///
/// A probability on an edge that two bands share belongs to the band nearer to an even chance: a
/// number never gets the stronger word. So the word for 1 - p is always the mirror of the word for
/// p. STIX gives whole per cents: what lies between two of its bands belongs to the lower one, and
/// "Impossible" and "Certain" are exactly 0 and 1.
///
/// probability  0 to 1
const Band* band_of(const Scale& scale, double probability);

/// The band that has this word, whatever the case of its letters; none if the scale has no such
/// word.
const Band* band_of(const Scale& scale, std::string_view term);

/// What two bands have in common, in per cent.
struct Interval {
    int low_percent;
    int high_percent;

    friend bool operator==(const Interval&, const Interval&) = default;
};

/// The probabilities that both bands stand for: an edge alone counts; none if they are apart.
std::optional<Interval> overlap(const Band& a, const Band& b);

/// How much of all that either band stands for both do: 0 to 1. An edge alone is 0.
double shared_part(const Band& a, const Band& b);

/// How the words of two parties, each from its own scale, stand to each other.
enum class Agreement {
    same,                          ///< one word, one range
    same_word_other_range,         ///< they sound alike and are not
    other_word_same_range,         ///< they sound different and are not
    other_word_overlapping_range,  ///< some probabilities fit both
    apart,                         ///< no probability fits both, but for an edge
};

/// Words are the same whatever the case of their letters; either word of a band counts.
Agreement compare(const Band& a, const Band& b);

/// "20-45 %"
std::string interval_text(const Band& band);

/// "unlikely (ICD 203, 20-45 %)"; "below every word of ICD 203", "above every word of ICD 203" or
/// "between the words of ICD 203" where it has none.
std::string term_text(const Scale& scale, double probability);

}  // namespace entente::vocabulary
