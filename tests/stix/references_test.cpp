#include "stix/references.h"

#include "stix/parse.h"
#include "tests/stix/objects.h"
#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

TEST(References, AreFoundAtEveryDepthAndGivenOnce) {
    const auto object = parse(object_of(
        "grouping", R"("context":"x","object_refs":[")" + id_of("tool") + R"(",")" +
                        id_of("malware") + R"("],"created_by_ref":")" + id_of("identity") +
                        R"(","x_more":{"a":[)" + R"({"made_by_ref":")" + id_of("identity") +
                        R"(","seen_refs":[")" + id_of("file") +
                        R"("]}],"note_ref":"none","other":")" + id_of("note") + R"("})"));
    ASSERT_TRUE(object) << to_line(object.error());
    EXPECT_EQ(object->references(), (std::vector<Reference>{
                                        {"/object_refs/0", id_of("tool")},
                                        {"/object_refs/1", id_of("malware")},
                                        {"/created_by_ref", id_of("identity")},
                                        {"/x_more/a/0/seen_refs/0", id_of("file")},
                                    }));
}

TEST(References, ToMarkingsAreEachGiven) {
    const auto marking = id_of("marking-definition");
    const auto object = parse(
        object_of("tool", R"("name":"lamp","object_marking_refs":[")" + marking +
                              R"("],"granular_markings":[{"selectors":["name"],"marking_ref":")" +
                              marking + R"("}])"));
    ASSERT_TRUE(object);
    EXPECT_EQ(object->marking_refs(), (std::vector<Reference>{
                                          {"/object_marking_refs/0", marking},
                                          {"/granular_markings/0/marking_ref", marking},
                                      }));
    EXPECT_EQ(object->references().size(), 1U);
}

TEST(References, WalkSeesNullAndEmptyListsEverywhere) {  // STIX 2.1 section 2.12
    EXPECT_EQ(errors(object_of("tool", R"("name":"lamp","x_a":[],"x_b":{"c":[[null]],"d":null})")),
              (Lines{"/x_a: a list must not be empty", "/x_b/c/0/0: null is no value",
                     "/x_b/d: null is no value"}));
}

}  // namespace
}  // namespace entente::stix
