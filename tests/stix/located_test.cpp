#include "stix/located.h"

#include "tests/stix/objects.h"
#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

TEST(Located, FindsTheValueOrWhatItIsMissingIn) {
    const std::string text = "\n{\"labels\": [\"a\",\n 7]}";
    std::vector<Finding> findings(3, {Level::error, "", "rule", "message", ""});
    findings[0].pointer = "/labels/1";
    findings[1].pointer = "/labels/1/a";
    findings[2].pointer = "/spec_version";
    const auto places = located(findings, text);
    ASSERT_EQ(places.size(), 3U);
    EXPECT_EQ(places[0].offset, text.find('7'));
    EXPECT_EQ(places[0].position, (json::Position{.line = 3, .column = 2}));
    EXPECT_EQ(places[0].finding, findings[0]);
    EXPECT_EQ(places[1].offset, places[0].offset);
    EXPECT_EQ(places[2].offset, text.find('{'));
}

TEST(Located, FindsWhatValidationSays) {
    const auto text = object_of("tool", R"("name":7)");
    const auto document = json::Document::parse(text);
    ASSERT_TRUE(document);
    const auto places = located(validate(document->root()), text);
    ASSERT_EQ(places.size(), 1U);
    EXPECT_EQ(places[0].offset, text.find('7', text.find("name")));
}

}  // namespace
}  // namespace entente::stix
