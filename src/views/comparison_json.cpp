#include "views/comparison_json.h"

#include "json/write.h"
#include "vocabulary/likelihood.h"

namespace entente::views {

namespace {

json::Array strings(const std::vector<std::string>& list) {
    json::Array array;
    for (const auto& text : list) array.add(text);
    return array;
}

/// {"yes": 0.35, "no": 0.65}
json::Object distribution_of(const Question& question, const Distribution& distribution) {
    json::Object object;
    for (std::size_t i = 0; i < distribution.size(); ++i) {
        object.add(question.answers[i], distribution[i]);
    }
    return object;
}

json::Object question_of(const Question& question) {
    json::Object object;
    object.add("id", question.id)
        .add("asked_by", question.asked_by.name)
        .add("modified", to_text(question.modified))
        .add("wording", question.wording)
        .add("answers", strings(question.answers))
        .add("resolution_rule", question.resolution_rule)
        .add("resolves_on", question.resolves_on)
        .add("revoked", question.is_revoked);
    return object;
}

json::Object likelihood_of(const Question& question, const Assessment& assessment) {
    json::Object object;
    object.add("distribution", distribution_of(question, assessment.distribution))
        .add("scale", assessment.scale)
        .add("term", assessment.term);
    const auto* band = vocabulary::band_of(vocabulary::icd_203(), assessment.distribution.front());
    object.add("icd_203_term", band ? band->term : std::string_view());
    return object;
}

json::Object confidence_of(const Assessment& assessment) {
    json::Object object;
    object.add("level", assessment.confidence).add("basis", assessment.confidence_basis);
    return object;
}

json::Object version_of(const Question& question, const Assessment& assessment) {
    json::Object object;
    object.add("assessment", assessment.id)
        .add("modified", to_text(assessment.modified))
        .add("likelihood", likelihood_of(question, assessment))
        .add("confidence", confidence_of(assessment))
        .add("judgement", assessment.judgement)
        .add("basis_refs", strings(assessment.basis_refs))
        .add("assumptions", strings(assessment.assumptions))
        .add("dissent", assessment.dissent);
    return object;
}

json::Array parties_of(const Comparison& comparison) {
    json::Array parties;
    for (const auto& answers : comparison.parties) {
        json::Array earlier;
        for (const auto& before : answers.earlier) {
            earlier.add(version_of(comparison.question, before));
        }
        parties.add(json::Object()
                        .add("party", answers.latest.party.name)
                        .add("party_id", lane::to_hex(answers.latest.party.id))
                        .add("latest", version_of(comparison.question, answers.latest))
                        .add("earlier", earlier));
    }
    return parties;
}

json::Array pairs_of(const Comparison& comparison) {
    json::Array pairs;
    for (const auto& pair : comparison.pairs) {
        pairs.add(json::Object()
                      .add("first", pair.first)
                      .add("second", pair.second)
                      .add("jensen_shannon_bits", pair.bits)
                      .add("points", pair.points));
    }
    return pairs;
}

json::Array evidence_of(const std::vector<Evidence>& list) {
    json::Array array;
    for (const auto& evidence : list) {
        json::Object object;
        object.add("id", evidence.id).add("cited_by", strings(evidence.cited_by));
        if (evidence.object) {
            object.add("type", evidence.object->type)
                .add("title", evidence.object->title)
                .add("source", evidence.object->source)
                .add("writers", strings(evidence.object->writers))
                .add("revoked", evidence.object->is_revoked);
        }
        array.add(object);
    }
    return array;
}

json::Object evidence_lists_of(const Comparison& comparison) {
    json::Object object;
    object.add("cited_by_all", evidence_of(comparison.cited_by_all))
        .add("cited_by_some", evidence_of(comparison.cited_by_some))
        .add("not_on_channel", evidence_of(comparison.not_on_channel));
    return object;
}

json::Object calculated_of(const Question& question, const Calculated& calculated) {
    json::Object object;
    object.add("note", "calculated from all answers; the view of nobody")
        .add("jensen_shannon_bits", calculated.bits)
        .add("points", calculated.points)
        .add("linear_pool", distribution_of(question, calculated.linear_pool));
    if (calculated.logarithmic_pool) {
        object.add("logarithmic_pool", distribution_of(question, *calculated.logarithmic_pool));
    }
    return object;
}

}  // namespace

std::string to_json(const Comparison& comparison) {
    json::Object object;
    object.add("question", question_of(comparison.question))
        .add("parties", parties_of(comparison))
        .add("pairs", pairs_of(comparison))
        .add("evidence", evidence_lists_of(comparison))
        .add("remarks", strings(comparison.remarks));
    if (comparison.calculated) {
        object.add("calculated", calculated_of(comparison.question, *comparison.calculated));
    }
    return object.text();
}

}  // namespace entente::views
