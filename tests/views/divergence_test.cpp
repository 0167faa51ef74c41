#include "views/divergence.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "tests/support/precompiled.h"

namespace entente::views {
namespace {

/// A distribution over `answers` answers, some of them impossible.
rc::Gen<Distribution> distribution(std::size_t answers) {
    const auto weights = rc::gen::container<std::vector<int>>(answers, rc::gen::inRange(0, 1000));
    return rc::gen::map(weights, [](const std::vector<int>& given) {
        const int sum = std::accumulate(given.begin(), given.end(), 0);
        Distribution made;
        for (const int weight : given) {
            made.push_back(sum == 0 ? 1.0 / static_cast<double>(given.size())
                                    : static_cast<double>(weight) / sum);
        }
        return made;
    });
}

std::vector<Distribution> some_distributions() {
    const auto answers = *rc::gen::inRange<std::size_t>(2, 6);
    const auto count = *rc::gen::inRange<std::size_t>(1, 6);
    return *rc::gen::container<std::vector<Distribution>>(count, distribution(answers));
}

/// The definition: the entropy of the mean less the mean of the entropies.
double by_definition(const std::vector<Distribution>& distributions) {
    const auto entropy = [](const Distribution& distribution) {
        double bits = 0;
        for (const double p : distribution) bits -= p > 0 ? p * std::log2(p) : 0;
        return bits;
    };
    Distribution mean(distributions.front().size(), 0);
    double mean_entropy = 0;
    const auto count = static_cast<double>(distributions.size());
    for (const auto& distribution : distributions) {
        for (std::size_t i = 0; i < mean.size(); ++i) mean[i] += distribution[i] / count;
        mean_entropy += entropy(distribution) / count;
    }
    return entropy(mean) - mean_entropy;
}

TEST(JensenShannon, IsOneBitBetweenOppositeCertainties) {
    const std::vector<Distribution> opposite = {{1, 0}, {0, 1}};
    EXPECT_EQ(jensen_shannon_bits(opposite), 1);
}

TEST(JensenShannon, OfAKnownPairIsTheKnownNumber) {
    // By hand: mean (0.5, 0.5); each term 0.75 log2 1.5 + 0.25 log2 0.5.
    const std::vector<Distribution> pair = {{0.75, 0.25}, {0.25, 0.75}};
    EXPECT_NEAR(jensen_shannon_bits(pair), 0.18872187554086717, 1e-15);
}

RC_GTEST_PROP(JensenShannon, IsTheEntropyOfTheMeanLessTheMeanOfTheEntropies, ()) {
    const auto distributions = some_distributions();
    RC_ASSERT(std::abs(jensen_shannon_bits(distributions) - by_definition(distributions)) < 1e-12);
}

RC_GTEST_PROP(JensenShannon, LiesBetweenZeroAndTheLogarithmOfTheirNumber, ()) {
    const auto distributions = some_distributions();
    const double bits = jensen_shannon_bits(distributions);
    RC_ASSERT(bits >= 0);
    RC_ASSERT(bits <= std::log2(static_cast<double>(distributions.size())));
}

RC_GTEST_PROP(JensenShannon, IsZeroExactlyWhenAllAreEqual, ()) {
    const auto distributions = some_distributions();
    const bool are_equal =
        std::ranges::all_of(distributions, [&](const auto& d) { return d == distributions[0]; });
    RC_ASSERT((jensen_shannon_bits(distributions) == 0) == are_equal);
    const std::vector<Distribution> same(7, distributions[0]);
    RC_ASSERT(jensen_shannon_bits(same) == 0);
}

TEST(JensenShannon, IsFiniteForProbabilitiesThatHalveToZero) {
    const double least = 5e-324;
    const std::vector<Distribution> tiny = {{least, 1}, {0, 1}};
    EXPECT_LT(jensen_shannon_bits(tiny), 1e-12);
}

RC_GTEST_PROP(Divergence, IsTheSameInWhateverOrderTheyAreGiven, ()) {
    auto distributions = some_distributions();
    const double bits = jensen_shannon_bits(distributions);
    const double spread = spread_points(distributions);
    const auto linear = linear_pool(distributions);
    const auto logarithmic = logarithmic_pool(distributions);
    std::ranges::rotate(distributions, distributions.begin() + 1);
    RC_ASSERT(jensen_shannon_bits(distributions) == bits);
    RC_ASSERT(spread_points(distributions) == spread);
    RC_ASSERT(linear_pool(distributions) == linear);
    RC_ASSERT(logarithmic_pool(distributions) == logarithmic);
    std::ranges::reverse(distributions);
    RC_ASSERT(jensen_shannon_bits(distributions) == bits);
    RC_ASSERT(linear_pool(distributions) == linear);
}

TEST(Spread, IsThePlainDistanceForYesAndNo) {
    const std::vector<Distribution> pair = {{0.25, 0.75}, {0.75, 0.25}};
    EXPECT_EQ(spread_points(pair), 50);
}

RC_GTEST_PROP(LinearPool, LiesBetweenTheSmallestAndTheLargest, ()) {
    const auto distributions = some_distributions();
    const auto pooled = linear_pool(distributions);
    for (std::size_t answer = 0; answer < pooled.size(); ++answer) {
        const auto by_answer = [answer](const auto& d) { return d[answer]; };
        RC_ASSERT(pooled[answer] >= by_answer(std::ranges::min(distributions, {}, by_answer)));
        RC_ASSERT(pooled[answer] <= by_answer(std::ranges::max(distributions, {}, by_answer)));
    }
    RC_ASSERT(std::abs(std::accumulate(pooled.begin(), pooled.end(), 0.0) - 1) < 1e-12);
}

RC_GTEST_PROP(LogarithmicPool, OfYesAndNoLiesBetweenTheSmallestAndTheLargest, ()) {
    const auto count = *rc::gen::inRange<std::size_t>(1, 6);
    const auto distributions =
        *rc::gen::container<std::vector<Distribution>>(count, distribution(2));
    const auto pooled = logarithmic_pool(distributions);
    RC_PRE(pooled.has_value());
    const auto by_yes = [](const auto& d) { return d[0]; };
    RC_ASSERT((*pooled)[0] >= std::ranges::min(distributions, {}, by_yes)[0] - 1e-12);
    RC_ASSERT((*pooled)[0] <= std::ranges::max(distributions, {}, by_yes)[0] + 1e-12);
}

TEST(LogarithmicPool, IsTheGeometricMeanOfTheOdds) {
    const std::vector<Distribution> pair = {{0.2, 0.8}, {0.5, 0.5}};
    const auto pooled = logarithmic_pool(pair);
    ASSERT_TRUE(pooled);
    EXPECT_NEAR((*pooled)[0] / (*pooled)[1], std::sqrt(0.25 * 1), 1e-15);
}

TEST(LogarithmicPool, LetsWhoHoldsAnAnswerImpossibleVetoIt) {
    const auto vetoed = logarithmic_pool(std::vector<Distribution>{{0, 0.5, 0.5}, {0.8, 0.1, 0.1}});
    ASSERT_TRUE(vetoed);
    EXPECT_EQ((*vetoed)[0], 0);
    EXPECT_EQ((*vetoed)[1], 0.5);
    EXPECT_FALSE(logarithmic_pool(std::vector<Distribution>{{1, 0}, {0, 1}}));
}

}  // namespace
}  // namespace entente::views
