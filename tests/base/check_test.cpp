#include "base/check.h"

#include "tests/support/precompiled.h"

namespace entente {
namespace {

TEST(CheckDeathTest, EndsTheProcessWithTheReason) {
    EXPECT_DEATH(check(false, "two is two"), "a bug in entente.*two is two");
}

TEST(Check, DoesNothingWhereItHolds) {
    check(true, "it does");
}

}  // namespace
}  // namespace entente
