// The inner loops, each beside a yardstick in the same run.
#include <benchmark/benchmark.h>
#include <string>

#include "crypto/sha256.h"
#include "host/random.h"
#include "json/canonical.h"
#include "lane/entry.h"
#include "lane/tree.h"
#include "stix/parse.h"

namespace entente {
namespace {

/// An object of about the size that real ones have (1.5 KB).
std::string object() {
    std::string description;
    while (description.size() < 1'100) description += "The actor moves between provinces. ";
    return R"({"created":"2021-08-24T00:00:00.000Z","description":")" + description +
           R"(","id":"threat-actor--6f1b6c55-5b0e-4c3b-8c5e-0d9a3ad3c1f2",)"
           R"("modified":"2021-09-08T00:00:00.000Z","name":"Example","spec_version":"2.1",)"
           R"("threat_actor_types":["terrorist"],"type":"threat-actor"})";
}

void hash_object(benchmark::State& state) {
    const auto text = object();
    for (auto _ : state) benchmark::DoNotOptimize(crypto::sha256({text}));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

void check_canonical_object(benchmark::State& state) {
    const auto text = object();
    for (auto _ : state) benchmark::DoNotOptimize(json::check_canonical(text));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

void parse_and_canonicalise_object(benchmark::State& state) {
    const auto text = object();
    json::Parser parser;
    for (auto _ : state) {
        const auto value = parser.parse(text);
        benchmark::DoNotOptimize(json::canonical(*value));
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

void parse_and_validate_stix(benchmark::State& state) {
    const auto text = object();
    json::Parser parser;
    for (auto _ : state) benchmark::DoNotOptimize(stix::parse(parser, text));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

void append_leaf(benchmark::State& state) {
    const lane::Digest leaf{};
    lane::Frontier frontier;
    for (auto _ : state) frontier.append(leaf);
    state.SetItemsProcessed(state.iterations());
}

BENCHMARK(hash_object);
BENCHMARK(check_canonical_object);
BENCHMARK(parse_and_canonicalise_object);
BENCHMARK(parse_and_validate_stix);
BENCHMARK(append_leaf);

}  // namespace
}  // namespace entente
