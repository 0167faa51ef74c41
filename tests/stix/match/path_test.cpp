#include "stix/match/path.h"

#include "tests/stix/match/scene.h"
#include "tests/support/precompiled.h"

namespace entente::stix::match {
namespace {

Path path(const std::string& text) {
    const auto tree = pattern::parse("[EXISTS " + text + "]");
    EXPECT_TRUE(tree) << text;
    return path_of(*tree, tree->comparisons()[0]);
}

/// What stands at the path from the first object, as pointers into the document.
std::vector<std::string> found(const Scene& scene, const std::string& text) {
    const auto& observation = scene.observations()[0];
    std::vector<json::Value> values;
    resolve(observation, observation.objects[0].value, path(text), values);
    std::vector<std::string> pointers;
    for (const auto& value : values) pointers.push_back(value.pointer());
    return pointers;
}

using Pointers = std::vector<std::string>;

TEST(Path, LeadsThroughDictionariesAndLists) {  // STIX 2.1 sections 9.7.1 to 9.7.3
    Scene scene;
    scene.saw_object(R"({"type":"a","size":1,"hashes":{"SHA-256":"x"},"n":null,
        "list":[{"b":1},{"b":2},{"c":3}],"deep":[[1],[2,3]]})");
    EXPECT_EQ(found(scene, "a:size"), Pointers{"/objects/0/size"});
    EXPECT_EQ(found(scene, "a:hashes.'SHA-256'"), Pointers{"/objects/0/hashes/SHA-256"});
    EXPECT_EQ(found(scene, "a:n"), Pointers{"/objects/0/n"});
    EXPECT_EQ(found(scene, "a:list[1].b"), Pointers{"/objects/0/list/1/b"});
    EXPECT_EQ(found(scene, "a:list[*].b"),
              (Pointers{"/objects/0/list/0/b", "/objects/0/list/1/b"}));
    EXPECT_EQ(found(scene, "a:deep[*][*]"),
              (Pointers{"/objects/0/deep/0/0", "/objects/0/deep/1/0", "/objects/0/deep/1/1"}));
    for (const auto* none : {"a:list[3]", "a:list.b", "a:size.b", "a:size[0]", "a:size[*]",
                             "a:hashes[*]", "a:other", "a:list[*].d"}) {
        EXPECT_EQ(found(scene, none), Pointers{}) << none;
    }
}

TEST(Path, FollowsReferences) {  // STIX 2.1 section 9.7.4
    Scene scene;
    scene.saw(R"({"0":{"type":"a","b_ref":"1","c_refs":["1","2","9"],"d_ref":"9","e":"1"},
        "1":{"type":"ip","value":"x"},"2":{"type":"ip","value":"y","b_ref":"1"}})",
              0, 0);
    EXPECT_EQ(found(scene, "a:b_ref"), Pointers{"/objects/0/b_ref"});
    EXPECT_EQ(found(scene, "a:b_ref.value"), Pointers{"/objects/1/value"});
    EXPECT_EQ(found(scene, "a:c_refs[1].value"), Pointers{"/objects/2/value"});
    EXPECT_EQ(found(scene, "a:c_refs[*].value"),
              (Pointers{"/objects/1/value", "/objects/2/value"}));
    EXPECT_EQ(found(scene, "a:c_refs[1].b_ref.value"), Pointers{"/objects/1/value"});
    EXPECT_EQ(found(scene, "a:d_ref.value"), Pointers{});
    EXPECT_EQ(found(scene, "a:e.value"), Pointers{});
}

TEST(Path, GoesRoundInCirclesAtNoCost) {
    std::string objects = "{";
    for (int i = 0; i < 10; ++i) {
        objects += "\"" + std::to_string(i) +
                   R"(":{"type":"a","n_refs":["0","1","2","3","4","5","6","7","8","9"]},)";
    }
    objects.back() = '}';
    Scene scene;
    scene.saw(objects, 0, 0);
    std::string text = "a:n_refs[*]";
    for (int i = 0; i < 200; ++i) text += ".n_refs[*]";
    EXPECT_EQ(found(scene, text).size(), 100U);
}

TEST(Path, TellsTheTypeByTheName) {  // STIX 2.1 section 9.6.4
    EXPECT_EQ(property_type(path("a:payload_bin")), PropertyType::binary);
    EXPECT_EQ(property_type(path("a:b.magic_hex[*]")), PropertyType::hex);
    EXPECT_EQ(property_type(path("a:x_bin.name")), PropertyType::plain);
}

}  // namespace
}  // namespace entente::stix::match
