#include "stix/entente_extensions.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "stix/common_properties.h"
#include "stix/report.h"

namespace entente::stix {
namespace {

constexpr std::string_view question_rule = "Entente schemas/question.json";
constexpr std::string_view assessment_rule = "Entente schemas/assessment.json";
constexpr std::string_view sourcing_rule = "Entente schemas/sourcing.json";

constexpr double probability_sum_tolerance = 1e-9;

constexpr std::array<std::string_view, 1> question_only{"question"};
constexpr Vocabulary answer_kinds{.name = "answer kinds", .rule = question_rule, .words = "yes-no"};
constexpr Vocabulary likelihood_scales{
    .name = "likelihood scales", .rule = assessment_rule, .words = "icd-203 phia percent"};
constexpr Vocabulary confidences{
    .name = "confidences", .rule = assessment_rule, .words = "low moderate high"};

// NATO AJP-2.1: source reliability A to F, information credibility 1 to 6.
constexpr Vocabulary reliabilities{
    .name = "reliabilities", .rule = sourcing_rule, .words = "A B C D E F"};
constexpr Vocabulary bases{.name = "bases", .rule = sourcing_rule, .words = "said inferred"};
constexpr Vocabulary attribution_kinds{
    .name = "attribution kinds",
    .rule = sourcing_rule,
    .words = "named-official official-read-out unnamed-source outlet own-observation"};

constexpr auto question =
    table(core_properties,
          std::array{text("wording").required(), choice("answer_kind", answer_kinds).required(),
                     time("resolves_on").required(), text("resolution_rule").required(),
                     texts("tracks"), references("asked_of_refs", {.only = identity_only})});

constexpr std::array answer_members{
    text("answer").required(),
    property("probability", Type::number).within(0, 1).required(),
};
constexpr Structure answer_probability{.section = assessment_rule, .members = answer_members};

constexpr auto assessment =
    table(core_properties,
          std::array{reference("question_ref", {.only = question_only}).required(),
                     objects("distribution", answer_probability).required(),
                     choice("likelihood_scale", likelihood_scales).required(),
                     text("likelihood_term"), choice("analytic_confidence", confidences).required(),
                     text("confidence_basis"), text("key_judgement").required(),
                     references("basis_refs"), texts("assumptions"), text("dissent")});

constexpr std::array attribution_members{
    choice("kind", attribution_kinds).required(),
    text("name"),
    text("via"),
};
constexpr Structure attribution{.section = sourcing_rule, .members = attribution_members};

constexpr std::array sourcing_members{
    text("extension_type"),
    object("attribution", attribution).required(),
    choice("source_reliability", reliabilities),
    property("information_credibility", Type::integer).within(1, 6),
    choice("basis", bases),
};
constexpr Structure sourcing{.section = sourcing_rule, .members = sourcing_members};

/// A probability for each answer, each answer once, one in all.
void also_assessment(const Found& found, Report& report) {
    const auto distribution = found.get("distribution");
    if (!distribution) return;
    const auto step = report.into("distribution");
    double sum = 0;
    std::set<std::string_view> answers;
    for (const auto& entry : distribution->elements()) {
        const auto answer = entry.member("answer");
        const auto probability = entry.member("probability");
        if (probability) sum += probability->as_number().value_or(0);
        if (!answer || !answer->is_string()) continue;
        const auto word = answer->as_string().value();
        if (!answers.insert(word).second) {
            report.error(assessment_rule, "an answer stands twice: " + std::string(word));
        }
    }
    if (std::abs(sum - 1) <= probability_sum_tolerance) return;
    report.error(assessment_rule, "the probabilities do not add up to 1",
                 "give every possible answer its probability");
}

constexpr std::array kinds{
    kind("question", Family::domain, question_rule, question),
    with(kind("assessment", Family::domain, assessment_rule, assessment), {}, &also_assessment),
};

constexpr std::array known{
    EntenteExtension{.id = question_extension,
                     .extension_type = "new-sdo",
                     .rule = question_rule,
                     .object_type = "question"},
    EntenteExtension{.id = assessment_extension,
                     .extension_type = "new-sdo",
                     .rule = assessment_rule,
                     .object_type = "assessment"},
    EntenteExtension{.id = sourcing_extension,
                     .extension_type = "property-extension",
                     .rule = sourcing_rule,
                     .object_type = "",
                     .structure = &sourcing},
};

}  // namespace

const EntenteExtension* find_entente_extension(std::string_view id) {
    const auto* found = std::ranges::find(known, id, &EntenteExtension::id);
    return found == known.end() ? nullptr : found;
}

const EntenteExtension* find_entente_object(std::string_view type) {
    if (type.empty()) return nullptr;
    const auto* found = std::ranges::find(known, type, &EntenteExtension::object_type);
    return found == known.end() ? nullptr : found;
}

const Kind* find_entente_kind(std::string_view type) {
    const auto* found = std::ranges::find(kinds, type, &Kind::type);
    return found == kinds.end() ? nullptr : found;
}

}  // namespace entente::stix
