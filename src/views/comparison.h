#pragma once
// The comparison of the parties' answers to one question: where they agree, where they differ, and
// which evidence each rests on. Pure, and the same on every node that holds the same entries.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "views/assessment.h"
#include "views/divergence.h"
#include "views/question.h"

namespace entente::views {

/// An object of the channel that somebody cites.
struct CitedObject {
    std::string type;    ///< "report"
    std::string title;   ///< its name, or how its text begins
    std::string source;  ///< who says it, and how it is graded: "Reuters, B2, said"; may be empty
    std::vector<std::string> writers;  ///< names of the parties that put it on the channel
    bool is_revoked;
};

/// By STIX id: the objects on the channel. All of its parties have them.
using ChannelObjects = std::map<std::string, CitedObject>;

/// One piece of evidence and who rests on it.
struct Evidence {
    std::string id;
    std::vector<std::string> cited_by;  ///< names, in the order of the comparison's parties
    std::optional<CitedObject> object;  ///< none: it is not on this channel
};

/// How far two parties are apart.
struct PairDivergence {
    std::string first;
    std::string second;
    double bits;    ///< Jensen-Shannon
    double points;  ///< percentage points on the answer where they differ most
};

/// What all answers give together. Calculated; nobody's view.
struct Calculated {
    double bits;    ///< Jensen-Shannon of all
    double points;  ///< between the two that differ most
    Distribution linear_pool;
    std::optional<Distribution> logarithmic_pool;  ///< none: the answers exclude one another
};

struct Comparison {
    Question question;
    std::vector<Answers> parties;          ///< sorted by party
    std::vector<PairDivergence> pairs;     ///< each pair once
    std::optional<Calculated> calculated;  ///< none with fewer than two answers
    std::vector<Evidence> cited_by_all;    ///< on the channel; with fewer than two answers, none
    std::vector<Evidence> cited_by_some;   ///< on the channel, so that all have it
    std::vector<Evidence> not_on_channel;  ///< cited, but not here: what it says is not known here
    std::vector<std::string> remarks;
};

/// Compares answers. Evidence is sorted by id within each list.
///
/// answers  as gather_answers gives them for this question
/// objects  at least those that the answers cite and that are on the channel
/// cost     O(parties^2 * answers + evidence)
Comparison compare(Question question, AllAnswers answers, const ChannelObjects& objects);

}  // namespace entente::views
