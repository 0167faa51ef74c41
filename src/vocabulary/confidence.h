#pragma once
// The scales that STIX projects to its number for confidence. Pure.
//
// Confidence is not likelihood (ICD 203): two of these scales mix them, so the number is only a
// projection for systems that have nothing else. What a person chose is kept as it was chosen.

#include <optional>
#include <span>
#include <string_view>

namespace entente::vocabulary {

/// One term, the number that it becomes, and the numbers that are read as it.
struct ConfidenceTerm {
    std::string_view term;
    std::string_view other_term;  ///< may be empty
    int value;
    int low;
    int high;
};

struct ConfidenceScale {
    std::string_view id;
    std::string_view name;
    std::span<const ConfidenceTerm> terms;  ///< from the least to the most confident
};

/// None / Low / Medium / High, 0 to 10, Admiralty Credibility, WEP, DNI: in this order.
///
/// source  STIX 2.1 Appendix A
std::span<const ConfidenceScale> confidence_scales();

/// "none-low-medium-high", "0-10", "admiralty", "wep", "dni"; none if there is no such one.
const ConfidenceScale* find_confidence_scale(std::string_view id);

/// The number for a term, whatever the case of its letters. None if the scale has no such term, or
/// if the term says that confidence cannot be judged (Admiralty 6): the property is left out then.
std::optional<int> confidence_value(const ConfidenceScale& scale, std::string_view term);

/// The term that a number is read as.
///
/// value   0 to 100; none outside
const ConfidenceTerm* confidence_term(const ConfidenceScale& scale, int value);

}  // namespace entente::vocabulary
