#include "views/comparison_json.h"

#include "json/canonical.h"
#include "json/value.h"
#include "tests/support/precompiled.h"
#include "tests/views/examples.h"

namespace entente::views {
namespace {

Comparison an_example() {
    return compare(
        a_question(),
        {.by_party = {answer("ALPHA", 0.25, {"report--1"}), answer("BRAVO", 0.75, {"report--9"})},
         .remarks = {"a remark"}},
        {{"report--1", an_object()}});
}

json::Value at(const json::Value& value, std::initializer_list<std::string_view> path) {
    auto found = value;
    for (const auto name : path) {
        const auto member = found.member(name);
        EXPECT_TRUE(member.has_value()) << name;
        if (member) found = *member;
    }
    return found;
}

TEST(ComparisonJson, IsCanonical) {
    EXPECT_TRUE(json::check_canonical(to_json(an_example())).has_value());
    EXPECT_TRUE(json::check_canonical(to_json(compare(a_question(), {}, {}))).has_value());
}

TEST(ComparisonJson, KeepsLikelihoodAndConfidenceApart) {
    const auto document = json::Document::parse(to_json(an_example())).value();
    const auto parties = at(document.root(), {"parties"});
    ASSERT_EQ(parties.elements().size(), 2U);
    const auto alpha = *parties.elements().begin();
    EXPECT_EQ(at(alpha, {"party"}).as_string().value(), "ALPHA");
    EXPECT_EQ(at(alpha, {"latest", "likelihood", "distribution", "yes"}).as_number().value(), 0.25);
    EXPECT_EQ(at(alpha, {"latest", "likelihood", "icd_203_term"}).as_string().value(), "unlikely");
    EXPECT_FALSE(at(alpha, {"latest", "likelihood"}).member("confidence").has_value());
    EXPECT_EQ(at(alpha, {"latest", "confidence", "level"}).as_string().value(), "moderate");
}

TEST(ComparisonJson, LabelsWhatIsNobodysView) {
    const auto document = json::Document::parse(to_json(an_example())).value();
    EXPECT_EQ(at(document.root(), {"calculated", "note"}).as_string().value(),
              "calculated from all answers; the view of nobody");
    EXPECT_EQ(at(document.root(), {"calculated", "linear_pool", "yes"}).as_number().value(), 0.5);
    EXPECT_EQ(at(document.root(), {"calculated", "points"}).as_number().value(), 50);
    EXPECT_EQ(at(document.root(), {"evidence", "cited_by_some"}).elements().size(), 1U);
    EXPECT_EQ(at(document.root(), {"evidence", "not_on_channel"}).elements().size(), 1U);
}

TEST(ComparisonJson, HasNoCalculationForOneAnswer) {
    const auto one =
        to_json(compare(a_question(), {.by_party = {answer("ALPHA", 0.5, {})}, .remarks = {}}, {}));
    const auto document = json::Document::parse(one).value();
    EXPECT_FALSE(document.root().member("calculated").has_value());
}

}  // namespace
}  // namespace entente::views
