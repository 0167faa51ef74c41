#include "stix/match/observation.h"

#include "tests/stix/match/scene.h"
#include "tests/support/precompiled.h"

namespace entente::stix::match {
namespace {

std::string problem(std::string_view text) {
    const auto document = json::Document::parse(text);
    EXPECT_TRUE(document) << text;
    const auto observation = read_observation(document->root(), {});
    return observation ? "none" : observation.error().where + ": " + observation.error().what;
}

TEST(Observation, IsReadFromABundle) {  // STIX 2.1 sections 4.14 and 9.7.4
    const auto document = json::Document::parse(R"({"type":"bundle","id":"bundle--1","objects":[
        {"type":"observed-data","id":"observed-data--1","first_observed":"2021-08-24T00:00:00.5Z",
         "last_observed":"2021-08-24T00:00:01Z","number_observed":3,
         "object_refs":["url--2","file--1","file--9","file--1"]},
        {"type":"file","id":"file--1","name":"a"},{"type":"url","id":"url--2","value":"b"},
        {"type":"file","id":"file--3","name":"not listed"},
        {"type":"observed-data","id":"observed-data--2"}]})");
    ASSERT_TRUE(document);
    const auto observations = read_bundle(document->root());
    ASSERT_TRUE(observations) << to_line(observations.error());
    ASSERT_EQ(observations->size(), 2U);
    const auto& first = observations->front();
    EXPECT_EQ(first.id, "observed-data--1");
    EXPECT_EQ(first.last.value() - first.first.value(), 500'000);
    EXPECT_EQ(first.count, 3);
    ASSERT_EQ(first.objects.size(), 2U);
    EXPECT_EQ(first.objects[0].key, "file--1");
    EXPECT_EQ(first.objects[1].type, "url");
    EXPECT_NE(first.find("file--1"), nullptr);
    EXPECT_EQ(first.find("file--3"), nullptr);
    EXPECT_EQ(observations->back().count, 1);
    EXPECT_LT(observations->back().first, first.first);  // no time: any time
    EXPECT_GT(observations->back().last, first.last);
}

TEST(Observation, IsReadFromTheDeprecatedForm) {
    Scene scene;
    scene.saw(R"({"0":{"type":"file"},"b":{"type":"url"},"a":{}})", 1, 2);
    const auto& observation = scene.observations()[0];
    ASSERT_EQ(observation.objects.size(), 3U);
    EXPECT_EQ(observation.find("b")->type, "url");
    EXPECT_EQ(observation.find("a")->type, "");
}

TEST(Observation, IsRefusedWithWhatIsNone) {  // STIX 2.1 section 4.14
    EXPECT_EQ(problem(R"({"type":"file"})"), ": not an observed-data object");
    EXPECT_EQ(problem(R"({"type":"observed-data","first_observed":"yesterday"})"),
              "/first_observed: first_observed is not a timestamp");
    EXPECT_EQ(problem(R"({"type":"observed-data","last_observed":5})"),
              "/last_observed: last_observed is not a timestamp");
    EXPECT_EQ(problem(R"({"type":"observed-data","first_observed":"2021-08-24T00:00:01Z",)"
                      R"("last_observed":"2021-08-24T00:00:00Z"})"),
              "/last_observed: last_observed is earlier than first_observed");
    for (const auto* count : {"0", "-1", "1000000000", "1.5", "\"1\""}) {
        EXPECT_EQ(
            problem(R"({"type":"observed-data","number_observed":)" + std::string(count) + "}"),
            "/number_observed: number_observed is out of range");
    }
    const auto document = json::Document::parse("[]");
    EXPECT_FALSE(read_bundle(document->root()));
}

}  // namespace
}  // namespace entente::stix::match
