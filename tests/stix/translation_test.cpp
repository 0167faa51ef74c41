#include "stix/translation.h"

#include "tests/stix/objects.h"
#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

const std::string object =
    R"({"type":"x","id":"a","modified":"2021-01-01T00:00:00.500Z","name":"n","labels":["a","b"],)"
    R"("parts":[{"name":"p","size":3}]})";

std::string content(const std::string& translation, const std::string& more = {}) {
    return R"({"type":"language-content","object_ref":"a")" + more + R"(,"contents":{"de":)" +
           translation + "}}";
}

Lines said(const std::string& translation) {
    const auto original = json::Document::parse(object);
    const auto translated = json::Document::parse(content(translation));
    Lines lines;
    for (const auto& finding : compare_translation(translated->root(), original->root())) {
        lines.push_back(finding.pointer + ": " + finding.message);
    }
    return lines;
}

bool is_about(const std::string& more) {
    const auto original = json::Document::parse(object);
    const auto translated = json::Document::parse(content("{}", more));
    return is_translation_of(translated->root(), original->root());
}

TEST(Translation, HasTheShapeOfTheOriginal) {  // STIX 2.1 section 7.1.1
    EXPECT_EQ(said(R"({"name":"N","labels":["A",""],"parts":[{"name":"P"}]})"), Lines{});
    EXPECT_EQ(said(R"({"name":["N"]})"),
              Lines{"/contents/de/name: not of the kind that the object has here"});
    EXPECT_EQ(said(R"({"parts":[{"name":7}]})"),
              Lines{"/contents/de/parts/0/name: not of the kind that the object has here"});
    EXPECT_EQ(said(R"({"labels":{"a":"A"}})"),
              Lines{"/contents/de/labels: not of the kind that the object has here"});
}

TEST(Translation, HasListsOfTheSameLength) {  // STIX 2.1 section 7.1.1
    for (const auto* list : {R"(["A"])", R"(["A","B","C"])"}) {
        EXPECT_EQ(said(R"({"labels":)" + std::string(list) + "}"),
                  Lines{"/contents/de/labels: a list of another length than that of the object"});
    }
}

TEST(Translation, MayLeaveOutAndHaveMore) {  // STIX 2.1 section 7.1.1
    EXPECT_EQ(said(R"({"name":"","labels":["",""],"parts":[""],"title":["x"]})"), Lines{});
}

TEST(Translation, IsOfTheVersionThatItNames) {  // STIX 2.1 section 7.1.1
    EXPECT_TRUE(is_about(""));
    EXPECT_TRUE(is_about(R"(,"object_modified":"2021-01-01T00:00:00.50Z")"));
    EXPECT_FALSE(is_about(R"(,"object_modified":"2021-01-01T00:00:00.501Z")"));
    EXPECT_FALSE(is_about(R"(,"object_modified":"soon")"));
}

}  // namespace
}  // namespace entente::stix
