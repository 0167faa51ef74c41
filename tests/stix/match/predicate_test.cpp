#include "stix/match/predicate.h"

#include "tests/stix/match/scene.h"
#include "tests/support/precompiled.h"

namespace entente::stix::match {
namespace {

Scene one(std::string_view members) {
    Scene scene;
    scene.saw_object("{\"type\":\"a\"," + std::string(members) + "}");
    return scene;
}

TEST(Predicate, IsFalseWhereThePathLeadsNowhere) {  // STIX 2.1 section 9.6
    const auto scene = one(R"("b":1)");
    for (const auto* test :
         {"a:c = 1", "a:c != 1", "a:c NOT = 1", "a:c NOT IN (1)", "a:c NOT LIKE 'x'", "EXISTS a:c",
          "x:b = 1", "x:b != 2", "NOT EXISTS x:b", "a:b[0] NOT = 1"}) {
        EXPECT_FALSE(scene.matches("[" + std::string(test) + "]")) << test;
    }
}

TEST(Predicate, AsksWhetherAPropertyExists) {  // STIX 2.1 section 9.6.1, EXISTS
    const auto scene = one(R"("b":[],"c":{"d":null})");
    EXPECT_TRUE(scene.matches("[EXISTS a:b]"));
    EXPECT_FALSE(scene.matches("[NOT EXISTS a:b]"));
    EXPECT_TRUE(scene.matches("[EXISTS a:c.d]"));
    EXPECT_TRUE(scene.matches("[NOT EXISTS a:x]"));
    EXPECT_FALSE(scene.matches("[EXISTS a:b[*]]"));
}

TEST(Predicate, IsTrueOfAListIfItIsOfAnElement) {  // STIX 2.1 section 9.7.2
    const auto scene = one(R"("b":[1,2])");
    EXPECT_TRUE(scene.matches("[a:b[*] = 2]"));
    EXPECT_TRUE(scene.matches("[a:b[*] != 2]"));
    EXPECT_FALSE(scene.matches("[a:b[*] NOT = 2]"));  // NOT negates the whole
    EXPECT_TRUE(scene.matches("[a:b[*] NOT = 3]"));
    EXPECT_TRUE(scene.matches("[a:b[1] = 2]"));
    EXPECT_FALSE(scene.matches("[a:b[2] = 2 OR a:b[2] != 2]"));
}

TEST(Predicate, NormalisesForLikeAndMatchesAlone) {  // STIX 2.1 sections 9.6.1, 9.6.2
    const auto scene = one("\"b\":\"o\u0300\"");
    EXPECT_TRUE(scene.matches("[a:b LIKE '\u00F2']"));
    EXPECT_TRUE(scene.matches("[a:b LIKE '_']"));
    EXPECT_TRUE(scene.matches("[a:b MATCHES '^\u00F2$']"));
    EXPECT_TRUE(scene.matches("[a:b MATCHES '^.$']"));
    EXPECT_FALSE(scene.matches("[a:b = '\u00F2']"));
    EXPECT_FALSE(scene.matches("[a:b IN ('\u00F2')]"));
}

TEST(Predicate, MatchesOctets) {  // STIX 2.1 sections 9.6.1 and 9.6.4
    const auto scene = one(R"("x_hex":"d4c30a00","y_bin":"!")");
    EXPECT_TRUE(scene.matches(R"([a:x_hex MATCHES '^\\xd4\\xc3.\\x00$'])"));
    EXPECT_TRUE(scene.matches("[a:x_hex LIKE '\u00D4\u00C3__']"));
    EXPECT_FALSE(scene.matches("[a:x_hex MATCHES '\u0103']"));
    EXPECT_TRUE(scene.matches("[a:x_hex NOT MATCHES '\u0103']"));
    EXPECT_FALSE(scene.matches("[a:x_hex LIKE '\u0103%']"));
    EXPECT_FALSE(scene.matches("[a:y_bin LIKE '%']"));
}

TEST(Predicate, ComparesNetworks) {  // STIX 2.1 section 9.6.1, set operators
    const auto scene = one(R"("b":"198.51.100.0/27","c":"example.com")");
    EXPECT_TRUE(scene.matches("[a:b ISSUBSET '198.51.100.0/24']"));
    EXPECT_TRUE(scene.matches("[a:b ISSUBSET '198.51.100.0/27']"));
    EXPECT_FALSE(scene.matches("[a:b ISSUBSET '198.51.100.0/28']"));
    EXPECT_TRUE(scene.matches("[a:b ISSUPERSET '198.51.100.0/28']"));
    EXPECT_TRUE(scene.matches("[a:b NOT ISSUPERSET '2001:db8::/32']"));
    EXPECT_FALSE(scene.matches("[a:c ISSUBSET '0.0.0.0/0']"));
}

TEST(Predicate, IsRefusedWithAnExpressionThatCannotBeRun) {
    const auto pattern = compile(*pattern::parse("[a:b = 1 AND a:c MATCHES '(?=x)']"));
    ASSERT_FALSE(pattern);
    EXPECT_EQ(pattern.error().where, "a:c MATCHES '(?=x)'");
}

TEST(Predicate, SaysWhichStringsItWants) {
    const auto wanted = [](std::string_view text) {
        const auto tree = pattern::parse(text);
        return Predicate::compile(*tree, tree->comparisons()[0])->wanted_strings();
    };
    EXPECT_EQ(wanted("[a:b = 'x']"), std::vector<std::string>{"x"});
    EXPECT_EQ(wanted("[a:b IN ('x', 'y')]"), (std::vector<std::string>{"x", "y"}));
    EXPECT_EQ(wanted("[a:b IN ()]"), std::vector<std::string>{});
    for (const auto* other : {"[a:b != 'x']", "[a:b NOT = 'x']", "[a:b = h'00']", "[a:b = 1]",
                              "[a:x_bin = 'x']", "[a:b LIKE 'x']", "[EXISTS a:b]"}) {
        EXPECT_EQ(wanted(other), std::nullopt) << other;
    }
}

}  // namespace
}  // namespace entente::stix::match
