#pragma once
// A question, answers and evidence to compare, as values.

#include <string>
#include <utility>
#include <vector>

#include "json/write.h"
#include "tests/support/memory_transcript.h"
#include "views/comparison.h"

namespace entente::views {

inline Party party(const std::string& name) {
    return {.name = name, .id = test::log_id<lane::PartyId>(name.front())};
}

inline Timestamp at_time(std::string_view text) {
    return parse_timestamp(text).value();
}

inline Question a_question() {
    return {.id = "question--1",
            .asked_by = party("ALPHA"),
            .modified = at_time("2021-09-16T09:00:00.000Z"),
            .wording = "Will it happen within six months?",
            .answers = {"yes", "no"},
            .resolution_rule = "Yes if two independent sources report it.",
            .resolves_on = "2022-03-16T00:00:00.000Z",
            .is_revoked = false};
}

inline Answers answer(const std::string& name, double yes, std::vector<std::string> basis_refs) {
    return {.latest = {.id = "assessment--" + name,
                       .party = party(name),
                       .modified = at_time("2021-09-17T09:00:00.000Z"),
                       .distribution = {yes, 1 - yes},
                       .scale = "icd-203",
                       .term = "",
                       .confidence = "moderate",
                       .confidence_basis = "",
                       .judgement = name + " holds that it may.",
                       .basis_refs = std::move(basis_refs),
                       .assumptions = {},
                       .dissent = "",
                       .is_revoked = false},
            .earlier = {}};
}

/// The canonical body of a question.
inline Bytes question_body(std::string_view modified = "2021-09-16T09:00:00.000Z",
                           std::string_view wording = "Will it happen?") {
    return json::Object()
        .add("type", "question")
        .add("id", "question--1")
        .add("modified", modified)
        .add("wording", wording)
        .add("answer_kind", "yes-no")
        .add("resolves_on", "2022-03-16T00:00:00.000Z")
        .add("resolution_rule", "Yes if two sources report it.")
        .text();
}

/// What differs between the assessments of a test.
struct AssessmentBody {
    std::string id = "assessment--1";
    std::string modified = "2021-09-17T09:00:00.000Z";
    double yes = 0.5;
    double no = 0.5;
    std::vector<std::string> basis_refs = {};
    std::string question = "question--1";
    bool is_revoked = false;

    /// In canonical form.
    [[nodiscard]] Bytes text() const {
        json::Array basis;
        for (const auto& id_of_basis : basis_refs) basis.add(id_of_basis);
        json::Array distribution;
        distribution.add(json::Object().add("answer", "yes").add("probability", yes));
        distribution.add(json::Object().add("answer", "no").add("probability", no));
        return json::Object()
            .add("type", "assessment")
            .add("id", id)
            .add("modified", modified)
            .add("question_ref", question)
            .add("distribution", distribution)
            .add("likelihood_scale", "icd-203")
            .add("likelihood_term", "")
            .add("analytic_confidence", "moderate")
            .add("key_judgement", "It may.")
            .add("basis_refs", basis)
            .add("revoked", is_revoked)
            .text();
    }
};

inline CitedObject an_object() {
    return {.type = "report",
            .title = "What an official said",
            .source = "",
            .writers = {"ALPHA"},
            .is_revoked = false};
}

}  // namespace entente::views
