#include "views/comparison.h"

#include <utility>

#include "vocabulary/likelihood.h"

namespace entente::views {

namespace {

std::vector<Evidence> gather_evidence(const std::vector<Answers>& parties,
                                      const ChannelObjects& objects) {
    std::map<std::string, Evidence> found;
    for (const auto& answers : parties) {
        for (const auto& id : answers.latest.basis_refs) {
            auto& evidence = found[id];
            evidence.cited_by.push_back(answers.latest.party.name);
            evidence.id = id;
            if (const auto object = objects.find(id); object != objects.end()) {
                evidence.object = object->second;
            }
        }
    }
    std::vector<Evidence> sorted;
    sorted.reserve(found.size());
    for (auto& [id, evidence] : found) sorted.push_back(std::move(evidence));
    return sorted;
}

void sort_out_evidence(Comparison& comparison, const ChannelObjects& objects) {
    const auto party_count = comparison.parties.size();
    for (auto& evidence : gather_evidence(comparison.parties, objects)) {
        const bool is_shared = party_count > 1 && evidence.cited_by.size() == party_count;
        auto& list = !evidence.object ? comparison.not_on_channel
                     : is_shared      ? comparison.cited_by_all
                                      : comparison.cited_by_some;
        list.push_back(std::move(evidence));
    }
}

std::vector<PairDivergence> compare_pairs(const std::vector<Answers>& parties) {
    std::vector<PairDivergence> pairs;
    for (std::size_t i = 0; i < parties.size(); ++i) {
        for (std::size_t j = i + 1; j < parties.size(); ++j) {
            const auto& first = parties[i].latest;
            const auto& second = parties[j].latest;
            const Distribution both[] = {first.distribution, second.distribution};
            pairs.push_back({.first = first.party.name,
                             .second = second.party.name,
                             .bits = jensen_shannon_bits(both),
                             .points = spread_points(both)});
        }
    }
    return pairs;
}

std::optional<Calculated> calculate(const std::vector<Answers>& parties) {
    if (parties.size() < 2) return std::nullopt;
    std::vector<Distribution> all;
    all.reserve(parties.size());
    for (const auto& answers : parties) all.push_back(answers.latest.distribution);
    return Calculated{.bits = jensen_shannon_bits(all),
                      .points = spread_points(all),
                      .linear_pool = linear_pool(all),
                      .logarithmic_pool = logarithmic_pool(all)};
}

/// What the reader of one answer must know beside it.
void remark_on(const Question& question, const Assessment& answer,
               std::vector<std::string>& remarks) {
    const auto& name = answer.party.name;
    if (answer.modified.instant < question.modified.instant) {
        remarks.push_back(name + " answered an earlier version of the question");
    }
    const auto* scale = vocabulary::find_scale(answer.scale);
    const auto* band = scale ? vocabulary::band_of(*scale, answer.term) : nullptr;
    const double given = answer.distribution.front();
    if (band && (given < band->low_percent / 100.0 || given > band->high_percent / 100.0)) {
        remarks.push_back("the probability that " + name + " gives lies outside its own term \"" +
                          answer.term + "\", " + vocabulary::interval_text(*band));
    }
}

}  // namespace

Comparison compare(Question question, AllAnswers answers, const ChannelObjects& objects) {
    Comparison comparison{.question = std::move(question),
                          .parties = std::move(answers.by_party),
                          .pairs = {},
                          .calculated = {},
                          .cited_by_all = {},
                          .cited_by_some = {},
                          .not_on_channel = {},
                          .remarks = std::move(answers.remarks)};
    comparison.pairs = compare_pairs(comparison.parties);
    comparison.calculated = calculate(comparison.parties);
    sort_out_evidence(comparison, objects);
    for (const auto& party : comparison.parties) {
        remark_on(comparison.question, party.latest, comparison.remarks);
    }
    return comparison;
}

}  // namespace entente::views
