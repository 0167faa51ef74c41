#include "base/nearest.h"

#include "tests/support/precompiled.h"

namespace entente {
namespace {

const std::vector<std::string> commands = {"put", "peer", "status", "verify"};

TEST(Nearest, IsTheWordThatWasMeant) {
    EXPECT_EQ(nearest("putt", commands), "put");
    EXPECT_EQ(nearest("stauts", commands), "status");
    EXPECT_EQ(nearest("verifi", commands), "verify");
    EXPECT_EQ(nearest("pu", commands), "put");
}

TEST(Nearest, IsNoneForAnythingFarAway) {
    EXPECT_EQ(nearest("compare", commands), std::nullopt);
    EXPECT_EQ(nearest("", commands), std::nullopt);
    EXPECT_EQ(nearest("put", {}), std::nullopt);
    EXPECT_EQ(nearest(std::string(100'000, 'p'), commands), std::nullopt);
}

RC_GTEST_PROP(Nearest, OfAKnownWordIsItself, ()) {
    const auto known = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(
        rc::gen::container<std::string>(rc::gen::inRange('a', 'z'))));
    const auto word = *rc::gen::elementOf(known);
    RC_PRE(word.size() <= 64U);
    RC_ASSERT(nearest(word, known) == word);
}

}  // namespace
}  // namespace entente
