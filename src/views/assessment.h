#pragma once
// What each party answers to a question now, and what it answered before. Pure.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "channel/transcript.h"
#include "views/divergence.h"
#include "views/question.h"

namespace entente::views {

/// One version of one party's answer. Likelihood and confidence are two things and stay two.
struct Assessment {
    std::string id;
    Party party;
    Timestamp modified;

    Distribution distribution;  ///< over the question's answers
    std::string scale;          ///< the id of the scale that the party chose: "icd-203"
    std::string term;           ///< its own word on that scale, kept as it is; may be empty

    std::string confidence;  ///< "low", "moderate" or "high"
    std::string confidence_basis;

    std::string judgement;
    std::vector<std::string> basis_refs;  ///< the evidence, each once, in the party's order
    std::vector<std::string> assumptions;
    std::string dissent;
    bool is_revoked;
};

/// So many objects may one assessment cite: each costs a look-up, and no person reads more.
inline constexpr std::size_t basis_refs_max = 1'000;

/// Reads one version of an answer to `question`. An answer that it gives no probability has 0.
///
/// errors  invalid: the body is no assessment, or is erased; its probabilities are not of 0 to 1,
/// are
///         of other answers than the question's, or do not sum to 1; too many basis_refs
/// source  schemas/assessment.json
Result<Assessment> read_assessment(const Question& question, const channel::TranscriptEntry& entry);

/// Everything that one party answered to one question.
struct Answers {
    Assessment latest;
    std::vector<Assessment> earlier;  ///< newest first
};

/// The answers of all parties to one question, and what of them could not be read.
struct AllAnswers {
    std::vector<Answers> by_party;     ///< sorted by party
    std::vector<std::string> remarks;  ///< unreadable, withdrawn, claimed by two parties
};

/// Gathers the answers to `question` out of entries in any order. The latest of a party is that
/// with the latest `modified`, among equals that which stands later in its lane; whoever withdrew
/// the latest has no answer. What a party sent that cannot be read becomes a remark and hides
/// nobody else's answer.
///
/// entries  of one channel; others than assessments of this question are passed over
AllAnswers gather_answers(const Question& question,
                          std::span<const channel::TranscriptEntry> entries);

}  // namespace entente::views
