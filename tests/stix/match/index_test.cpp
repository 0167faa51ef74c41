#include "stix/match/index.h"

#include <algorithm>

#include "tests/stix/match/scene.h"
#include "tests/support/precompiled.h"

namespace entente::stix::match {
namespace {

/// Whether the only [...] of the pattern is tried on the object.
bool is_tried(std::string_view pattern, std::string_view object) {
    Scene scene;
    scene.saw_object(object);
    LeafIndex index;
    const auto own = compiled(pattern);
    index.add(7, own, own.leaves()[0]);
    std::vector<json::Value> values;
    std::vector<LeafNumber> found;
    const auto& observation = scene.observations()[0];
    index.find(observation, observation.objects[0], values, found);
    EXPECT_TRUE(std::ranges::all_of(found, [](LeafNumber number) { return number == 7; }));
    return !found.empty();
}

TEST(Index, TriesOnlyWhatTheStringsAllow) {
    const auto* object = R"({"type":"a","b":"x","n":5,"list":["p","q"]})";
    for (const auto* pattern :
         {"[a:b = 'x']", "[a:b IN ('w', 'x')]", "[a:list[*] = 'q']", "[a:b = 'x' AND a:n = 9]",
          "[a:b = 'y' OR a:list[0] = 'p']", "[a:n = 5]", "[a:b != 'x']", "[NOT EXISTS a:z]",
          "[c:d = 'y' OR a:b = 'x']", "[(a:b = 'x' OR a:n = 5) AND a:list[1] = 'q']"}) {
        EXPECT_TRUE(is_tried(pattern, object)) << pattern;
    }
    for (const auto* pattern :
         {"[c:b = 'x']", "[a:b = 'y']", "[a:b IN ()]", "[a:n = 5 AND a:b = 'y']",
          "[a:b = 'y' OR a:list[0] = 'q']", "[c:d != 'y' OR a:b = 'y']",
          "[(a:b = 'x' OR a:n = 5) AND a:list[1] = 'p']"}) {
        EXPECT_FALSE(is_tried(pattern, object)) << pattern;
    }
}

}  // namespace
}  // namespace entente::stix::match
