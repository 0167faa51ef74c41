#include "views/divergence.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"

namespace entente::views {

namespace {

/// The sum in an order that depends on the values alone: floating addition is not associative.
double ordered_sum(std::vector<double> values) {
    std::ranges::sort(values);
    double sum = 0;
    for (const double value : values) sum += value;
    return sum;
}

/// What each distribution gives to one answer.
std::vector<double> given_to(std::span<const Distribution> distributions, std::size_t answer) {
    std::vector<double> given;
    given.reserve(distributions.size());
    for (const auto& distribution : distributions) given.push_back(distribution[answer]);
    return given;
}

void check_comparable(std::span<const Distribution> distributions) {
    check(!distributions.empty(), "callers compare what is there");
    for (const auto& distribution : distributions) {
        check(distribution.size() == distributions.front().size(),
              "callers read every distribution against the answers of one question");
    }
}

}  // namespace

double jensen_shannon_bits(std::span<const Distribution> distributions) {
    check_comparable(distributions);
    // Equal distributions are at exactly 0, whatever rounding does to their mean.
    const auto& first = distributions.front();
    if (std::ranges::all_of(distributions, [&](const auto& other) { return other == first; })) {
        return 0;
    }
    const auto mean = linear_pool(distributions);
    std::vector<double> terms;
    for (const auto& distribution : distributions) {
        for (std::size_t answer = 0; answer < mean.size(); ++answer) {
            const double given = distribution[answer];
            // 0 log 0 = 0; the mean of denormal numbers may be 0 as well.
            if (given > 0 && mean[answer] > 0) {
                terms.push_back(given * std::log2(given / mean[answer]));
            }
        }
    }
    const auto count = static_cast<double>(distributions.size());
    return std::clamp(ordered_sum(std::move(terms)) / count, 0.0, std::log2(count));
}

double spread_points(std::span<const Distribution> distributions) {
    check_comparable(distributions);
    double spread = 0;
    for (std::size_t answer = 0; answer < distributions.front().size(); ++answer) {
        const auto [least, most] = std::ranges::minmax(given_to(distributions, answer));
        spread = std::max(spread, most - least);
    }
    return spread * 100;
}

Distribution linear_pool(std::span<const Distribution> distributions) {
    check_comparable(distributions);
    Distribution pooled;
    for (std::size_t answer = 0; answer < distributions.front().size(); ++answer) {
        const auto given = given_to(distributions, answer);
        const auto [least, most] = std::ranges::minmax(given);
        const double mean = ordered_sum(given) / static_cast<double>(given.size());
        pooled.push_back(std::clamp(mean, least, most));  // the last bit may round across
    }
    return pooled;
}

std::optional<Distribution> logarithmic_pool(std::span<const Distribution> distributions) {
    check_comparable(distributions);
    Distribution pooled;
    for (std::size_t answer = 0; answer < distributions.front().size(); ++answer) {
        auto logarithms = given_to(distributions, answer);
        for (double& value : logarithms) value = std::log2(value);  // of 0: minus infinity, a veto
        pooled.push_back(ordered_sum(logarithms) / static_cast<double>(logarithms.size()));
    }
    // Scaled so that the largest is 1 before it is made a number: tiny ones do not underflow.
    const double largest = std::ranges::max(pooled);
    if (std::isinf(largest)) return std::nullopt;
    for (double& value : pooled) value = std::exp2(value - largest);
    const double sum = ordered_sum(pooled);
    for (double& value : pooled) value /= sum;
    return pooled;
}

}  // namespace entente::views
