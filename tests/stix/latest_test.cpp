#include "stix/latest.h"

#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

/// The names of what is latest in a list of objects.
std::vector<std::string> names(const std::string& list) {
    const auto document = json::Document::parse(list);
    const auto elements = document->root().elements();
    const std::vector<json::Value> objects(elements.begin(), elements.end());
    std::vector<std::string> all;
    for (const auto& one : latest_versions(objects).value()) {
        all.emplace_back(one.object.member("name")->as_string().value());
    }
    return all;
}

TEST(LatestVersions, AreThoseModifiedLast) {  // STIX 2.1 section 3.6
    EXPECT_EQ(names(R"([{"id":"a","name":"1","modified":"2021-01-01T00:00:00.5Z"},
                        {"id":"b","name":"2","modified":"2021-01-01T00:00:00Z"},
                        {"id":"a","name":"3","modified":"2021-01-01T00:00:00.501Z"},
                        {"id":"a","name":"4","modified":"2021-01-01T00:00:00.50Z"}])"),
              (std::vector<std::string>{"3", "2"}));
}

TEST(LatestVersions, AreTheFirstOfThoseWithoutATime) {
    EXPECT_EQ(names(R"([{"id":"a","name":"1"},{"id":"a","name":"2","modified":"soon"}])"),
              std::vector<std::string>{"1"});
}

TEST(LatestVersions, AreThoseWithATimeBeforeThoseWithout) {
    EXPECT_EQ(names(R"([{"id":"a","name":"1"},
                        {"id":"a","name":"2","modified":"2021-01-01T00:00:00Z"}])"),
              std::vector<std::string>{"2"});
}

TEST(LatestVersions, OfWhatHasNoIdAreRefusedAtItsPlace) {
    for (const auto* broken :
         {R"([{"id":"a"},{}])", R"([{"id":"a"},7])", R"([{"id":"a"},{"id":7}])"}) {
        const auto document = json::Document::parse(broken);
        const auto elements = document->root().elements();
        const std::vector<json::Value> objects(elements.begin(), elements.end());
        const auto latest = latest_versions(objects);
        ASSERT_FALSE(latest) << broken;
        EXPECT_EQ(latest.error().where, "/1");
    }
}

}  // namespace
}  // namespace entente::stix
