#pragma once
// How far apart several distributions over the same answers are, and what they would be pooled.
// Pure.
//
// Every result is the same, to the last bit, in whatever order the distributions are given: two
// nodes that list the parties differently must not print different numbers.

#include <optional>
#include <span>
#include <vector>

namespace entente::views {

/// A probability for each answer of a question, in the question's order. They sum to 1.
using Distribution = std::vector<double>;

/// The Jensen-Shannon divergence of distributions of equal weight, in bits: 0 exactly when all are
/// equal, at most log2 of their number (1 for two, when they share no possible answer).
///
/// distributions  at least one, all over the same answers
/// cost           O(distributions * answers)
/// source         J. Lin, Divergence measures based on the Shannon entropy, IEEE Transactions on
///                Information Theory 37 (1991), section IV; 0 log 0 = 0
double jensen_shannon_bits(std::span<const Distribution> distributions);

/// The largest difference that any two have in the probability of one answer, in percentage points:
/// for yes/no the plain distance.
///
/// distributions  as above
double spread_points(std::span<const Distribution> distributions);

/// The mean of each answer's probabilities: the linear pool of equal weights. Each lies between the
/// smallest and the largest given.
///
/// distributions  as above
/// source         M. Stone, The opinion pool, Annals of Mathematical Statistics 32 (1961)
Distribution linear_pool(std::span<const Distribution> distributions);

/// The geometric mean of each answer's probabilities, scaled to the sum 1: the logarithmic pool of
/// equal weights. None if every answer is impossible to somebody.
///
/// distributions  as above
/// source         C. Genest and J. V. Zidek, Combining probability distributions, Statistical
/// Science
///                1 (1986), section 3
std::optional<Distribution> logarithmic_pool(std::span<const Distribution> distributions);

}  // namespace entente::views
