#include "views/comparison_text.h"

#include <fmt/format.h>
#include <ranges>

#include "views/plain_text.h"
#include "vocabulary/likelihood.h"

namespace entente::views {

namespace {

constexpr std::size_t before_shown_max = 5;  // for people; the JSON has all

/// "35 %", "12.5 %"; what is nearly impossible or nearly certain is not rounded to 0 or 100.
std::string percent_text(double probability) {
    const double percent = probability * 100;
    if (percent > 0 && percent < 0.1) return "below 0.1 %";
    if (percent < 100 && percent > 99.9) return "above 99.9 %";
    return fmt::format("{:.4g} %", percent);
}

std::string answer_text(const Question& question, const Distribution& distribution) {
    if (question.answers.size() == 2) return percent_text(distribution.front());
    std::string text;
    for (std::size_t i = 0; i < distribution.size(); ++i) {
        if (i > 0) text += ", ";
        text += question.answers[i] + " " + percent_text(distribution[i]);
    }
    return text;
}

std::string day_of(const Timestamp& timestamp) {
    return to_text(timestamp).substr(0, 10);
}

void add_likelihood(PlainText& text, const Question& question, const Answers& answers) {
    const auto& latest = answers.latest;
    text.field("Likelihood", answer_text(question, latest.distribution));
    const auto* scale = vocabulary::find_scale(latest.scale);
    const auto scale_name = scale ? std::string(scale->name) : latest.scale;
    if (!latest.term.empty()) {
        text.more(fmt::format("in its own word: {} ({})", latest.term, scale_name));
    }
    text.more("computed: " +
              vocabulary::term_text(vocabulary::icd_203(), latest.distribution.front()));
    for (const auto& before : answers.earlier | std::views::take(before_shown_max)) {
        text.more(fmt::format("before, {}: {}", day_of(before.modified),
                              answer_text(question, before.distribution)));
    }
}

void add_confidence(PlainText& text, const Answers& answers) {
    text.field("Confidence", answers.latest.confidence);
    text.more(answers.latest.confidence_basis);
    for (const auto& before : answers.earlier | std::views::take(before_shown_max)) {
        text.more(fmt::format("before, {}: {}", day_of(before.modified), before.confidence));
    }
}

void add_question(PlainText& text, const Question& question) {
    text.heading("QUESTION: " + question.wording);
    text.field("Asked by",
               fmt::format("{}, {}", question.asked_by.name, day_of(question.modified)));
    text.field("Rule", question.resolution_rule);
    text.field("Known on", question.resolves_on);
    if (question.is_revoked) text.field("Withdrawn", "the asker has withdrawn the question");
    text.field("Id", question.id);
}

void add_party(PlainText& text, const Question& question, const Answers& answers) {
    const auto& latest = answers.latest;
    text.heading(fmt::format("{}, {}", latest.party.name, day_of(latest.modified)));
    text.field("Judgement", latest.judgement);
    add_likelihood(text, question, answers);
    add_confidence(text, answers);
    for (const auto& assumption : latest.assumptions) text.field("Assumes", assumption);
    text.field("Dissent", latest.dissent);
}

void add_divergence(PlainText& text, const Comparison& comparison) {
    if (!comparison.calculated) return;
    text.heading("HOW FAR APART");
    for (const auto& pair : comparison.pairs) {
        text.field("Between two",
                   fmt::format("{} and {}: {:.4g} percentage points; Jensen-Shannon {:.4f} bits",
                               pair.first, pair.second, pair.points, pair.bits));
    }
    if (comparison.parties.size() > 2) {
        text.field("Among all",
                   fmt::format("at most {:.4g} percentage points; Jensen-Shannon {:.4f} bits",
                               comparison.calculated->points, comparison.calculated->bits));
    }
    text.field("", "0 bits: the same answer; 1 bit between two: each rules out the other's.");
}

void add_evidence(PlainText& text, std::string_view heading, const std::vector<Evidence>& list) {
    if (list.empty()) return;
    text.heading(heading);
    for (const auto& evidence : list) {
        const auto& object = evidence.object;
        text.field("Cited by", fmt::format("{}", fmt::join(evidence.cited_by, ", ")));
        if (object) {
            text.more(fmt::format("{}{}", object->title, object->is_revoked ? " (withdrawn)" : ""));
            if (!object->source.empty()) text.more("source: " + object->source);
            text.more(fmt::format("put here by {}", fmt::join(object->writers, ", ")));
        }
        text.more(evidence.id);
    }
}

void add_pools(PlainText& text, const Comparison& comparison) {
    if (!comparison.calculated) return;
    const auto& calculated = *comparison.calculated;
    text.heading("CALCULATED FROM ALL ANSWERS: THE VIEW OF NOBODY");
    text.field("Linear pool", answer_text(comparison.question, calculated.linear_pool));
    text.field("Logarithmic pool",
               calculated.logarithmic_pool
                   ? answer_text(comparison.question, *calculated.logarithmic_pool)
                   : "none: the answers rule one another out");
}

}  // namespace

std::string to_text(const Comparison& comparison) {
    PlainText text;
    add_question(text, comparison.question);
    if (comparison.parties.empty()) text.heading("No party has answered yet.");
    for (const auto& party : comparison.parties) add_party(text, comparison.question, party);
    add_divergence(text, comparison);
    add_evidence(text, "EVIDENCE CITED BY ALL", comparison.cited_by_all);
    add_evidence(text, "EVIDENCE CITED BY SOME, THOUGH ALL HAVE IT", comparison.cited_by_some);
    add_evidence(text, "CITED, BUT NOT ON THIS CHANNEL", comparison.not_on_channel);
    add_pools(text, comparison);
    if (!comparison.remarks.empty()) text.heading("REMARKS");
    for (const auto& remark : comparison.remarks) text.field("Note", remark);
    return std::move(text).text();
}

}  // namespace entente::views
