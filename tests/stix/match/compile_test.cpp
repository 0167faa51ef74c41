#include "stix/match/compile.h"

#include "tests/stix/match/scene.h"
#include "tests/support/precompiled.h"

namespace entente::stix::match {
namespace {

TEST(Compile, KeepsTheLeavesInOrder) {
    const auto pattern = compiled("([a:b = 1] OR [a:b = 2]) FOLLOWEDBY [a:b = 3 OR c:d = 4]");
    EXPECT_EQ(pattern.leaves().size(), 3U);
    EXPECT_EQ(pattern.predicate(pattern.tree().children(pattern.leaves()[0])[0]).type(), "a");
}

TEST(Compile, WantsAllComparisonsToStartFromOneObject) {  // STIX 2.1 section 9.5, its own example
    Scene scene;
    scene.saw(R"({"0":{"type":"network-traffic","src_ref":"1"},
        "1":{"type":"ipv4-addr","value":"203.0.113.10"},
        "2":{"type":"network-traffic","dst_ref":"3"},
        "3":{"type":"ipv4-addr","value":"198.51.100.58"}})",
              0, 0);
    EXPECT_FALSE(
        scene.matches("[network-traffic:src_ref.value = '203.0.113.10' AND "
                      "network-traffic:dst_ref.value = '198.51.100.58']"));
    EXPECT_TRUE(
        scene.matches("[network-traffic:src_ref.value = '203.0.113.10' OR "
                      "network-traffic:dst_ref.value = 'x']"));
}

TEST(Compile, BindsAndBeforeOr) {  // STIX 2.1 sections 9.6, 9.5
    const auto sees = [](std::string_view object, std::string_view pattern) {
        Scene scene;
        scene.saw_object(object);
        return scene.matches(pattern);
    };
    const auto* pattern =
        "[type-a:property-j = 'W' AND type-a:property-k = 'X' OR "
        "type-a:property-l = 'Z']";
    std::string text = pattern;
    for (const auto* name : {"property-j", "property-k", "property-l"}) {
        text.replace(text.find(name), 10, "'" + std::string(name) + "'");
    }
    EXPECT_TRUE(sees(R"({"type":"type-a","property-l":"Z"})", text));
    EXPECT_TRUE(sees(R"({"type":"type-a","property-j":"W","property-k":"X"})", text));
    EXPECT_FALSE(sees(R"({"type":"type-a","property-j":"W"})", text));
    EXPECT_FALSE(sees(R"({"type":"type-b","property-l":"Z"})", text));
    EXPECT_TRUE(sees(R"({"type":"b","c":1})", "[a:c = 1 AND a:d = 2 OR b:c = 1]"));
}

}  // namespace
}  // namespace entente::stix::match
