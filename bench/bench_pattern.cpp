// Patterns: how many are parsed a second, and many of them against many observations.
#include <benchmark/benchmark.h>
#include <deque>
#include <string>
#include <vector>

#include "json/value.h"
#include "stix/match/pattern_set.h"
#include "stix/pattern/parse.h"
#include "stix/pattern/print.h"

namespace entente {
namespace {

namespace match = stix::match;
namespace pattern = stix::pattern;

std::string number(int value) {
    auto text = std::to_string(value);
    return std::string(6 - text.size(), '0') + text;
}

std::string hash(int value) {
    std::string text;
    for (int i = 0; i < 10; ++i) text += number(value);
    return text + "abcd";
}

/// Of each four indicators: a hash, an address, a name or a URL with an alternative, two values.
std::string indicator(int i) {
    switch (i % 4) {
        case 0:
            return "[file:hashes.'SHA-256' = '" + hash(i) + "']";
        case 1:
            return "[ipv4-addr:value = '10.1." + std::to_string(i / 250) + "." +
                   std::to_string(i % 250) + "']";
        case 2:
            return "[domain-name:value = 'host" + number(i) +
                   ".example' OR url:value = "
                   "'http://host" +
                   number(i) + ".example/a']";
        default:
            return "[file:name = 'name" + number(i) + ".exe' AND file:size > 1000]";
    }
}

void parse_pattern(benchmark::State& state) {
    std::vector<std::string> texts;
    for (int i = 0; i < 1'000; ++i) texts.push_back(indicator(i));
    std::size_t at = 0;
    for (auto _ : state) benchmark::DoNotOptimize(pattern::parse(texts[at++ % texts.size()]));
    state.SetItemsProcessed(state.iterations());
}

void parse_and_print_pattern(benchmark::State& state) {
    const auto text = indicator(2);
    for (auto _ : state) benchmark::DoNotOptimize(pattern::print(*pattern::parse(text)));
    state.SetItemsProcessed(state.iterations());
}

/// One observation: a file or traffic from an address to another, ten thousand of each kind differ.
std::string observed(int i) {
    const auto value = number(i % 10'000);
    const auto object =
        i % 2 == 0 ? R"({"type":"file","name":"name)" + value + R"(.exe","size":)" +
                         std::to_string(i) + R"(,"hashes":{"SHA-256":")" + hash(i % 10'000) + "\"}}"
                   : R"({"type":"ipv4-addr","value":"10.1.)" + std::to_string(i % 40) + "." +
                         std::to_string(i % 250) + R"("},"1":{"type":"domain-name","value":"host)" +
                         value + ".example\"}";
    return R"({"type":"observed-data","first_observed":"2021-08-24T12:)" +
           number(i % 60).substr(4) + ":" + number(i / 60 % 60).substr(4) +
           R"(Z","number_observed":1,"objects":{"0":)" + object + "}}";
}

void match_patterns_with_observations(benchmark::State& state) {
    match::PatternSet set;
    for (int i = 0; i < state.range(0); ++i) {
        set.add(*match::compile(*pattern::parse(indicator(i))));
    }
    std::string text = "[";
    for (int i = 0; i < state.range(1); ++i) text += (i == 0 ? "" : ",") + observed(i);
    const auto document = json::Document::parse(text + "]");
    std::vector<match::Observation> observations;
    for (const auto& value : document->root().elements()) {
        observations.push_back(*match::read_observation(value, {}));
    }
    std::size_t hits = 0;
    for (auto _ : state) hits = set.match_all(observations).size();
    state.counters["patterns_that_match"] = static_cast<double>(hits);
}

BENCHMARK(parse_pattern);
BENCHMARK(parse_and_print_pattern);
BENCHMARK(match_patterns_with_observations)
    ->Args({1'000, 100'000})
    ->Args({10'000, 100'000})
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace entente
