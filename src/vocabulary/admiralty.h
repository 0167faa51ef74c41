#pragma once
// The Admiralty system: how reliable a source is, and how credible what it says. Pure.
//
// Two scales that say nothing about each other. F and 6 mean that it cannot be judged; they are not
// the middle of anything, so grades are kept as letter and digit and never averaged.

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace entente::vocabulary {

/// One step of either scale.
struct Grade {
    char mark;  ///< 'A' to 'F', '1' to '6'
    std::string_view meaning;
    bool is_judged;  ///< false for F and 6
};

/// A to F.
///
/// source  NATO AJP-2.1
std::span<const Grade> source_reliabilities();

/// 1 to 6.
std::span<const Grade> information_credibilities();

/// A grading as people write it: "B2".
struct Grading {
    char reliability;
    char credibility;

    friend bool operator==(const Grading&, const Grading&) = default;
};

/// errors  invalid: not a letter A to F and a digit 1 to 6; small letters are taken
Result<Grading> parse_grading(std::string_view text);

/// "B2"
std::string to_text(const Grading& grading);

/// "B2: usually reliable source, probably true"
std::string explain(const Grading& grading);

/// The number that STIX projects a credibility to; none for 6, where the property is left out.
///
/// source  STIX 2.1 Appendix A, Admiralty Credibility
std::optional<int> stix_confidence(char credibility);

}  // namespace entente::vocabulary
