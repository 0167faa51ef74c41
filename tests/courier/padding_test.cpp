#include "courier/padding.h"

#include <set>

#include "tests/support/precompiled.h"

namespace entente::courier {
namespace {

TEST(Padding, KeepsTheFirstBitsOfASize) {  // PURBs, section 4: Padmé
    EXPECT_EQ(padded_size(0), 0U);
    EXPECT_EQ(padded_size(1), 1U);
    EXPECT_EQ(padded_size(9), 10U);
    EXPECT_EQ(padded_size(1'000), 1'024U);
    EXPECT_EQ(padded_size(1'025), 1'088U);
    EXPECT_EQ(padded_size(1'000'000), 1'015'808U);
}

RC_GTEST_PROP(Padding, AddsAtMostTwelvePercent, ()) {
    const auto size = *rc::gen::inRange<std::uint64_t>(0, std::uint64_t{1} << 50);
    const auto padded = padded_size(size);
    RC_ASSERT(padded >= size);
    RC_ASSERT(static_cast<double>(padded) <= static_cast<double>(size) * 1.12 + 1);
    RC_ASSERT(padded_size(padded) == padded);
}

TEST(Padding, LeavesFewSizesToTell) {
    std::set<std::uint64_t> sizes;
    for (std::uint64_t size = 1; size <= 1'000'000; ++size) sizes.insert(padded_size(size));
    EXPECT_LT(sizes.size(), 400U);
}

}  // namespace
}  // namespace entente::courier
