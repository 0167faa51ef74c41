#include "views/assessment.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "views/body.h"

namespace entente::views {

namespace {

constexpr double sum_tolerance = 1e-9;  // decimal fractions do not sum to 1 exactly in binary

/// An assessment and where it stands, for the order of one party's versions.
struct Placed {
    Assessment assessment;
    lane::LaneId lane;
    lane::EntryIndex index;

    [[nodiscard]] auto order() const {
        return std::tuple(assessment.modified.instant, index, lane);
    }
};

Result<Distribution> read_distribution(const Question& question, const Body& body) {
    Distribution distribution(question.answers.size(), 0);
    std::set<std::string> given;
    const auto list = body.root().member("distribution");
    if (!list || !list->is_array()) return body.refuse("no list", "/distribution");
    for (const auto& element : list->elements()) {
        const auto answer = text_of(element, "answer");
        const auto place = std::ranges::find(question.answers, answer);
        const auto probability = element.member("probability");
        if (place == question.answers.end() || !given.insert(answer).second) {
            return body.refuse("no answer to the question, or given twice", "/distribution");
        }
        if (!probability || !probability->is_number()) {
            return body.refuse("an answer without a probability", "/distribution");
        }
        const double value = probability->as_number().value();
        if (value < 0 || value > 1) {
            return body.refuse("a probability is not of 0 to 1", "/distribution");
        }
        distribution[static_cast<std::size_t>(place - question.answers.begin())] = value;
    }
    double sum = 0;
    for (const double value : distribution) sum += value;
    if (std::abs(sum - 1) > sum_tolerance) {
        return body.refuse("the probabilities do not sum to 1", "/distribution");
    }
    return distribution;
}

/// The latest of one party's versions and those before it; nothing if the latest withdraws.
std::optional<Answers> latest_first(std::vector<Placed> versions) {
    std::ranges::sort(versions, std::greater<>(), &Placed::order);
    if (versions.front().assessment.is_revoked) return std::nullopt;
    Answers answers{.latest = std::move(versions.front().assessment), .earlier = {}};
    for (std::size_t i = 1; i < versions.size(); ++i) {
        answers.earlier.push_back(std::move(versions[i].assessment));
    }
    return answers;
}

/// An assessment is its author's alone: a second writer under its id is worth knowing.
void remark_on_claims(const std::map<std::string, std::set<std::string>>& writers_by_id,
                      std::vector<std::string>& remarks) {
    for (const auto& [id, writers] : writers_by_id) {
        if (writers.size() < 2) continue;
        std::string names;
        for (const auto& name : writers) names += (names.empty() ? "" : ", ") + name;
        remarks.push_back("more than one party wrote " + id + ": " + names);
    }
}

}  // namespace

Result<Assessment> read_assessment(const Question& question,
                                   const channel::TranscriptEntry& entry) {
    const auto body = TRY(Body::open(entry));
    const auto root = body.root();
    if (text_of(root, "type") != "assessment") return body.refuse("no assessment", "/type");
    auto id = TRY(body.text("id"));
    const auto modified = TRY(body.time("modified"));
    auto distribution = TRY(read_distribution(question, body));
    auto confidence = TRY(body.text("analytic_confidence"));
    auto basis_refs = texts_of(root, "basis_refs");
    if (basis_refs.size() > basis_refs_max) {
        return body.refuse("cites more than 1000 objects", "/basis_refs");
    }
    return Assessment{.id = std::move(id),
                      .party = writer_of(entry),
                      .modified = modified,
                      .distribution = std::move(distribution),
                      .scale = text_of(root, "likelihood_scale"),
                      .term = text_of(root, "likelihood_term"),
                      .confidence = std::move(confidence),
                      .confidence_basis = text_of(root, "confidence_basis"),
                      .judgement = text_of(root, "key_judgement"),
                      .basis_refs = std::move(basis_refs),
                      .assumptions = texts_of(root, "assumptions"),
                      .dissent = text_of(root, "dissent"),
                      .is_revoked = is_true(root, "revoked")};
}

AllAnswers gather_answers(const Question& question,
                          std::span<const channel::TranscriptEntry> entries) {
    std::map<Party, std::vector<Placed>> by_party;
    std::map<std::string, std::set<std::string>> writers_by_id;
    AllAnswers gathered;
    for (const auto& entry : entries) {
        if (entry.type != "assessment") continue;
        const auto body = Body::open(entry);
        if (body && text_of(body->root(), "question_ref") != question.id) continue;
        auto read = read_assessment(question, entry);
        if (!read) {
            gathered.remarks.push_back("an answer cannot be read: " + to_line(read.error()));
            continue;
        }
        writers_by_id[read->id].insert(read->party.name);
        by_party[read->party].push_back(
            {.assessment = *std::move(read), .lane = entry.lane, .index = entry.index});
    }
    for (auto& [party, versions] : by_party) {
        auto answers = latest_first(std::move(versions));
        if (!answers) {
            gathered.remarks.push_back(party.name + " withdrew its answer");
        } else {
            gathered.by_party.push_back(*std::move(answers));
        }
    }
    remark_on_claims(writers_by_id, gathered.remarks);
    std::ranges::sort(gathered.remarks);
    return gathered;
}

}  // namespace entente::views
