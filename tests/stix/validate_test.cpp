#include "stix/validate.h"

#include "stix/parse.h"
#include "tests/stix/objects.h"
#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

Result<Valid<Object>> valid(const std::string& text) {
    auto object = parse(text);
    EXPECT_TRUE(object) << to_line(object.error());
    return validated(std::move(object).value());
}

TEST(Validated, IsAnObjectWithoutErrors) {
    const auto object = valid(object_of("tool", R"("name":"x","rank":1)"));  // a warning
    ASSERT_TRUE(object);
    EXPECT_EQ(object->thing().findings().size(), 1U);
    EXPECT_EQ(object->thing().id(), id_of("tool"));
}

TEST(Validated, RefusesWithTheFirstErrorAndTheNumberOfOthers) {
    const auto one = valid(object_of("tool", R"("name":7)"));
    ASSERT_FALSE(one);
    EXPECT_EQ(one.error().kind, ErrorKind::invalid);
    EXPECT_EQ(one.error().where, "/name");
    EXPECT_EQ(one.error().what, "must be a string");
    EXPECT_EQ(one.error().remedy, "(STIX 2.1 section 2.15)");
    const auto three = valid(object_of("tool", R"("name":7,"labels":[7],"revoked":7)"));
    ASSERT_FALSE(three);
    EXPECT_EQ(three.error().where, "/name");
    EXPECT_TRUE(three.error().remedy.ends_with("; errors besides this one: 2"));
}

RC_GTEST_PROP(Validate, SaysTheSameOfAnObjectInAnyOrder, ()) {
    const std::vector<std::string> members{R"("type":"tool")", R"("id":"tool--1")",
                                           R"("labels":[])", R"("created":"x")", R"("severity":1)"};
    auto order = *rc::gen::container<std::vector<int>>(members.size(), rc::gen::inRange(0, 1'000));
    std::vector<std::pair<int, std::string>> sorted;
    for (std::size_t i = 0; i < members.size(); ++i) sorted.emplace_back(order[i], members[i]);
    std::ranges::sort(sorted);
    std::string text;
    for (const auto& member : sorted) text += (text.empty() ? "{" : ",") + member.second;
    auto found = errors(text + "}");
    std::ranges::sort(found);
    RC_ASSERT(found == (Lines{"/created: must be a timestamp in UTC", "/id: must be an identifier",
                              "/labels: a list must not be empty", "/severity: a reserved name",
                              "/spec_version: this looks like STIX 2.0",
                              ": the property \"modified\" is missing",
                              ": the property \"name\" is missing"}));
}

TEST(Validator, SaysTheSameAsValidate) {
    Validator validator;
    const auto wrong = json::Document::parse(object_of("tool", R"("name":1,"lamp":2)"));
    const auto right = json::Document::parse(object_of("tool", R"("name":"x")"));
    ASSERT_TRUE(wrong && right);
    for (int i = 0; i < 2; ++i) {
        const auto found = validator.check(wrong->root());
        EXPECT_EQ(std::vector<Finding>(found.begin(), found.end()), validate(wrong->root()));
        EXPECT_TRUE(validator.check(right->root()).empty());
    }
}

TEST(Validator, SaysAsMuchAsIsAskedFor) {
    const auto document =
        json::Document::parse(object_of("tool", R"("name":1,"lamp":2,"x_lamp":3)"));
    ASSERT_TRUE(document);
    EXPECT_EQ(Validator(Strictness::lenient).check(document->root()).size(), 1U);
    EXPECT_EQ(Validator(Strictness::usual).check(document->root()).size(), 2U);
    EXPECT_EQ(Validator(Strictness::strict).check(document->root()).size(), 3U);
}

}  // namespace
}  // namespace entente::stix
