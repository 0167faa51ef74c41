#include "stix/match/match.h"

#include "tests/stix/match/scene.h"
#include "tests/support/precompiled.h"

namespace entente::stix::match {
namespace {

using Bindings = std::vector<Binding>;

const std::string alice = "[person:name = 'alice']";
const std::string bob = "[person:name = 'bob']";

TEST(Match, TellsEveryObservationThatASimplePatternMatches) {  // STIX 2.1 section 9.4
    Scene scene;
    scene.saw_person("alice", 3).saw_person("bob", 2).saw_person("alice", 1);
    EXPECT_EQ(scene.outcome(alice).bindings, (Bindings{{{2}}, {{0}}}));
    EXPECT_EQ(scene.outcome("[person:name = 'carol']").bindings, Bindings{});
}

TEST(Match, WantsDifferentObservationsForAnd) {  // STIX 2.1 section 9.5.2
    Scene scene;
    scene.saw_person("alice", 1).saw_person("bob", 2);
    EXPECT_EQ(scene.outcome(alice + " AND " + bob).bindings, (Bindings{{{0, 1}}}));
    EXPECT_FALSE(scene.matches(alice + " AND [person:name LIKE 'a%']"));
    EXPECT_TRUE(scene.matches(alice + " OR [person:name = 'zelda']"));
    scene.saw_person("alice", 9);
    EXPECT_TRUE(scene.matches(alice + " AND [person:name LIKE 'a%']"));
}

TEST(Match, TakesOneObservedDataAsManyObservations) {  // STIX 2.1 section 9.1
    Scene scene;
    scene.saw_person("alice", 1, 3);
    EXPECT_TRUE(scene.matches(alice + " REPEATS 3 TIMES"));
    EXPECT_FALSE(scene.matches(alice + " REPEATS 4 TIMES"));
    EXPECT_TRUE(scene.matches(alice + " AND " + alice));
}

TEST(Match, WantsTheOrderOfFollowedBy) {  // STIX 2.1 section 9.5.2
    Scene scene;
    scene.saw_person("alice", 2).saw_person("bob", 2).saw_person("carol", 3);
    EXPECT_TRUE(scene.matches(alice + " FOLLOWEDBY " + bob));  // the same time will do
    EXPECT_TRUE(scene.matches(bob + " FOLLOWEDBY " + alice));
    EXPECT_FALSE(scene.matches("[person:name = 'carol'] FOLLOWEDBY " + bob));
    EXPECT_TRUE(
        scene.matches(alice + " FOLLOWEDBY " + bob + " FOLLOWEDBY [person:name = 'carol']"));
}

TEST(Match,
     AppliesRepeatsToWhatStandsBeforeIt) {  // STIX 2.1 sections 9.5.1, 9.5.2, its own examples
    Scene scene;
    scene.saw_person("bob", 5);
    for (int second = 10; second < 15; ++second) scene.saw_person("alice", second);
    EXPECT_TRUE(scene.matches(bob + " FOLLOWEDBY " + alice + " REPEATS 5 TIMES"));
    EXPECT_FALSE(scene.matches(alice + " FOLLOWEDBY " + bob + " REPEATS 1 TIMES"));
    EXPECT_FALSE(scene.matches("(" + bob + " FOLLOWEDBY " + alice + ") REPEATS 5 TIMES"));
    for (int second = 0; second < 4; ++second) scene.saw_person("bob", second);
    EXPECT_TRUE(scene.matches("(" + bob + " FOLLOWEDBY " + alice + ") REPEATS 5 TIMES"));
    EXPECT_EQ(scene.outcome("(" + bob + " AND " + alice + ") REPEATS 5 TIMES").bindings[0],
              (Binding{{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}}));
}

TEST(Match, WantsLessThanTheWindow) {  // STIX 2.1 section 9.5.1, WITHIN
    Scene scene;
    scene.saw_person("alice", 0).saw_person("bob", 5);
    const auto both = "(" + alice + " AND " + bob + ") WITHIN ";
    EXPECT_FALSE(scene.matches(both + "4 SECONDS"));
    EXPECT_FALSE(scene.matches(both + "5 SECONDS"));  // MUST NOT be equal
    EXPECT_TRUE(scene.matches(both + "5.000001 SECONDS"));
    EXPECT_TRUE(scene.matches(alice + " WITHIN .0001 SECONDS"));
    EXPECT_TRUE(scene.matches(alice + " AND " + bob + " WITHIN 1 SECONDS"));
}

TEST(Match, TellsTheOrderOfQualifiersApart) {  // STIX 2.1 section 9.5.1
    Scene scene;
    for (const int second : {0, 1, 30, 31}) scene.saw_person("alice", second);
    const auto two = "(" + alice + " AND " + alice + ")";
    EXPECT_TRUE(scene.matches(two + " WITHIN 5 SECONDS REPEATS 2 TIMES"));
    EXPECT_FALSE(scene.matches(two + " REPEATS 2 TIMES WITHIN 5 SECONDS"));
}

TEST(Match, WantsTheTimesOfStartAndStop) {  // STIX 2.1 section 9.5.1
    Scene scene;
    scene.saw_person("alice", 10);
    const auto between = [](int start, int stop) {
        return " START t'2021-08-24T12:30:" + std::to_string(start) +
               "Z' STOP t'2021-08-24T12:30:" + std::to_string(stop) + "Z'";
    };
    EXPECT_TRUE(scene.matches(alice + between(10, 11)));
    EXPECT_FALSE(scene.matches(alice + between(11, 12)));
    scene.saw_person("bob", 20);
    EXPECT_FALSE(scene.matches(bob + between(19, 20)));
    EXPECT_FALSE(scene.matches("(" + alice + " AND " + bob + ")" + between(10, 20)));
    EXPECT_TRUE(scene.matches("(" + alice + " AND " + bob + ")" + between(10, 21)));
}

TEST(Match, LeavesOpenWhenInItsSpanAnObservationWas) {  // STIX 2.1 section 9.1
    Scene scene;
    scene.saw(R"({"0":{"type":"person","name":"alice"}})", 0, 10);
    scene.saw(R"({"0":{"type":"person","name":"bob"}})", 5, 5);
    EXPECT_TRUE(scene.matches(alice + " FOLLOWEDBY " + bob));
    EXPECT_TRUE(scene.matches(bob + " FOLLOWEDBY " + alice));
    EXPECT_TRUE(scene.matches("(" + alice + " AND " + bob + ") WITHIN 1 SECONDS"));
    EXPECT_FALSE(scene.matches("((" + alice + " FOLLOWEDBY " + bob +
                               ") START t'2021-08-24T12:30:06Z' STOP t'2021-08-24T12:30:07Z')"));
}

}  // namespace
}  // namespace entente::stix::match
