#include "stix/difference.h"

#include "json/canonical.h"
#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

using Changes = std::vector<ValueChange>;

Changes changes(const std::string& before, const std::string& after) {
    const auto old = json::Document::parse(before);
    const auto young = json::Document::parse(after);
    return changes_between(old->root(), young->root()).value();
}

TEST(Changes, NameTheDeepestPlaceThatTellsThem) {
    EXPECT_EQ(changes(R"({"a":{"b":1,"c":2}})", R"({"a":{"b":1,"c":3}})"),
              (Changes{{.pointer = "/a/c", .before = "2", .after = "3"}}));
    EXPECT_EQ(changes(R"({"a":1})", R"({"a":{"b":1}})"),
              (Changes{{.pointer = "/a", .before = "1", .after = R"({"b":1})"}}));
}

TEST(Changes, TellWhatWasAddedAndRemoved) {
    EXPECT_EQ(changes(R"({"a":1})", R"({"b/c":"x"})"),
              (Changes{{.pointer = "/b~1c", .before = {}, .after = "\"x\""},
                       {.pointer = "/a", .before = "1", .after = {}}}));
}

TEST(Changes, DoNotCountTheOrderOfMembersOrTheWayNumbersAreWritten) {
    EXPECT_EQ(changes(R"({"a":1,"b":[1.50,"\u0041"]})", R"({"b":[1.5,"A"],"a":1.0})"), Changes{});
}

TEST(Changes, PassOverTheCommonEndsOfLists) {
    EXPECT_EQ(changes("[1,2,3]", "[1,9,2,3]"),
              (Changes{{.pointer = "/1", .before = {}, .after = "9"}}));
    EXPECT_EQ(changes("[1,9,2,3]", "[1,2,3]"),
              (Changes{{.pointer = "/1", .before = "9", .after = {}}}));
    EXPECT_EQ(changes("[1,2,3]", "[1,4,3]"),
              (Changes{{.pointer = "/1", .before = "2", .after = "4"}}));
}

TEST(Changes, OfWhatHasNoCanonicalFormAreRefused) {
    const auto old = json::Document::parse(R"({"a":1})");
    const auto young = json::Document::parse(R"({"a":9007199254740993})");
    const auto between = changes_between(old->root(), young->root());
    ASSERT_FALSE(between);
    EXPECT_EQ(between.error().where, "/a");
}

/// Any JSON, small, with few names and values so that two have much in common.
std::string any_json(int depth) {
    const int kind = *rc::gen::inRange(0, depth > 0 ? 6 : 4);
    const int count = *rc::gen::inRange(0, 4);
    if (kind == 0) return std::to_string(count);
    if (kind == 1) return std::string(1, '"') + static_cast<char>('x' + count) + '"';
    if (kind == 2) return count % 2 == 0 ? "true" : "null";
    if (kind == 3) return "0.5";
    std::string inside;
    for (int i = 0; i < count; ++i) {
        if (i > 0) inside += ',';
        if (kind == 4) inside += std::string(1, '"') + static_cast<char>('a' + i) + "\":";
        inside += any_json(depth - 1);
    }
    return kind == 4 ? "{" + inside + "}" : "[" + inside + "]";
}

RC_GTEST_PROP(Changes, AreNoneExactlyWhereTheCanonicalFormsAreEqual, ()) {
    const auto before = any_json(3);
    const auto after = any_json(3);
    const bool is_same = json::canonicalise(before).value() == json::canonicalise(after).value();
    RC_ASSERT(changes(before, after).empty() == is_same);
    RC_ASSERT(changes(before, before).empty());
}

RC_GTEST_PROP(Changes, BackwardsAreAsMany, ()) {
    const auto before = any_json(3);
    const auto after = any_json(3);
    RC_ASSERT(changes(before, after).size() == changes(after, before).size());
}

constexpr auto earlier = R"([
    {"type":"tool","id":"tool--1","name":"same"},
    {"type":"tool","id":"tool--2","name":"old","modified":"2021-01-01T00:00:00Z"},
    {"type":"tool","id":"tool--3","name":"gone"}])";

Difference difference(const std::string& before, const std::string& after) {
    const auto old = json::Document::parse(before);
    const auto young = json::Document::parse(after);
    const auto old_list = old->root().elements();
    const auto young_list = young->root().elements();
    const std::vector<json::Value> first(old_list.begin(), old_list.end());
    const std::vector<json::Value> second(young_list.begin(), young_list.end());
    return difference_between(first, second).value();
}

TEST(Difference, HasWhatWasAddedChangedAndRemoved) {
    const auto found = difference(earlier, R"([
        {"type":"tool","id":"tool--4","name":"new"},
        {"type":"tool","id":"tool--2","name":"young","modified":"2022-01-01T00:00:00Z"},
        {"name":"same","id":"tool--1","type":"tool"}])");
    EXPECT_EQ(found.same, 1);
    ASSERT_EQ(found.objects.size(), 3);
    EXPECT_EQ(found.objects[0].kind, ObjectChange::Kind::added);
    EXPECT_EQ(found.objects[0].title, "new");
    EXPECT_EQ(found.objects[1].kind, ObjectChange::Kind::changed);
    EXPECT_EQ(found.objects[1].changes.size(), 2);
    EXPECT_TRUE(found.objects[1].findings.empty());
    EXPECT_EQ(found.objects[2].kind, ObjectChange::Kind::removed);
    EXPECT_EQ(found.objects[2].id, "tool--3");
}

TEST(Difference, SaysWhereAChangeBreaksTheRulesOfVersions) {  // STIX 2.1 section 3.6
    const auto found = difference(earlier, R"([
        {"type":"tool","id":"tool--2","name":"young","modified":"2021-01-01T00:00:00Z"}])");
    ASSERT_EQ(found.objects.size(), 3);
    ASSERT_EQ(found.objects[0].findings.size(), 1);
    EXPECT_EQ(found.objects[0].findings[0].pointer, "/modified");
}

TEST(Difference, IsOfTheLatestVersions) {
    EXPECT_TRUE(difference(R"([{"id":"a","modified":"2021-01-01T00:00:00Z"},
                               {"id":"a","modified":"2022-01-01T00:00:00Z"}])",
                           R"([{"id":"a","modified":"2022-01-01T00:00:00Z"}])")
                    .objects.empty());
}

}  // namespace
}  // namespace entente::stix
