#include "release/gate.h"

#include "stix/parse.h"
#include "stix/validate.h"
#include "tests/support/precompiled.h"

namespace entente::release {
namespace {

/// An identity object that carries this marking.
stix::Valid<stix::Object> marked(const std::string& marking) {
    const auto text =
        R"({"type":"identity","spec_version":"2.1","name":"X","identity_class":"organization",)"
        R"("id":"identity--00000001-0000-4000-8000-000000000001",)"
        R"("created":"2021-09-08T00:00:00.000Z","modified":"2021-09-08T00:00:00.000Z",)"
        R"("object_marking_refs":["marking-definition--)" +
        marking + R"("]})";
    return *stix::validated(*stix::parse(text));
}

Result<Released<stix::Valid<stix::Object>>> admit(const std::string& marking, Surface surface) {
    return Gate::admit(marked(marking), Audience{.parties = {"b"}}, surface);
}

struct Row {
    const char* marking;
    const char* id;
    bool may_go_on_a_lane;
};

// Identifiers: design 05-vocabularies section 1.
constexpr Row rows[] = {
    {"TLP:CLEAR", "94868c89-83c2-464b-929b-a1a8aa3c8487", true},
    {"TLP:GREEN", "bab4a63c-aed9-4cf5-a766-dfca5abac2bb", true},
    {"TLP:AMBER", "55d920b0-5e8b-4f79-9ee9-91f868d9b421", true},
    {"TLP:AMBER+STRICT", "939a9414-2ddd-4d32-a0cd-375ea402b003", true},
    {"TLP:RED", "e828b379-4e03-4974-9ac4-e53a884c97c1", false},
    {"TLP 1 WHITE", "613f2e26-407d-48c7-9eca-b8e91df99dc9", true},
    {"TLP 1 RED", "5e57c739-391a-4eb3-b6be-7d15ca92d5ed", false},
    {"nearly TLP:AMBER+STRICT", "939a9414-2ddd-4d32-a0cd-375ea402b03e", false},
    {"a statement of somebody's", "fa42a846-8d90-4e51-bc29-71d5b4802168", true},
};

TEST(Gate, LetsOnALaneWhatNoRuleHolds) {
    for (const auto& row : rows) {
        const auto decided = admit(row.id, Surface::lane);
        EXPECT_EQ(decided.has_value(), row.may_go_on_a_lane) << row.marking;
        if (decided) continue;
        EXPECT_EQ(decided.error().kind, ErrorKind::refused);
        EXPECT_EQ(decided.error().where, "/object_marking_refs/0");
        EXPECT_FALSE(decided.error().remedy.empty());
    }
}

TEST(Gate, ShowsTheNodesOwnPeopleEverything) {
    for (const auto& row : rows) {
        EXPECT_TRUE(admit(row.id, Surface::command_line).has_value()) << row.marking;
    }
}

TEST(Gate, SaysToWhomAndByWhichWayItLetSomethingOut) {
    for (const auto surface : surfaces) {
        const auto released = admit("94868c89-83c2-464b-929b-a1a8aa3c8487", surface);
        EXPECT_EQ(released->surface(), surface);
        EXPECT_EQ(released->audience().parties, std::vector<std::string>{"b"});
    }
}

}  // namespace
}  // namespace entente::release
