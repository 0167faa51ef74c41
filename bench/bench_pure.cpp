// The inner loops, each beside a yardstick in the same run.
#include <benchmark/benchmark.h>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

#include "crypto/sha256.h"
#include "host/random.h"
#include "json/canonical.h"
#include "lane/entry.h"
#include "lane/tree.h"
#include "stix/parse.h"
#include "stix/validate.h"

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

/// The real ATT&CK bundle (33 MB) from the folder that ENTENTE_SHARED names; empty if it is not
/// there.
std::string attack_bundle() {
    const char* shared = std::getenv("ENTENTE_SHARED");
    if (!shared) return {};
    const auto command = "gzip -dc '" + std::string(shared) +
                         "/data/stix/mitre-attack/enterprise-attack-18.1-stix21.json.gz'";
    const auto close = [](std::FILE* pipe) { ::pclose(pipe); };
    const std::unique_ptr<std::FILE, decltype(close)> pipe(::popen(command.c_str(), "r"), close);
    std::string text;
    std::string buffer(std::size_t{1} << 20, '\0');
    while (const auto size = std::fread(buffer.data(), 1, buffer.size(), pipe.get())) {
        text.append(buffer, 0, size);
    }
    return text;
}

void parse_attack(benchmark::State& state) {
    const auto text = attack_bundle();
    if (text.empty()) return state.SkipWithError("set ENTENTE_SHARED");
    json::Parser parser;
    for (auto _ : state) benchmark::DoNotOptimize(parser.parse(text));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

void parse_and_validate_attack(benchmark::State& state) {
    const auto text = attack_bundle();
    if (text.empty()) return state.SkipWithError("set ENTENTE_SHARED");
    json::Parser parser;
    stix::Validator validator(static_cast<stix::Strictness>(state.range(0)));
    std::size_t findings = 0;
    for (auto _ : state) {
        const auto bundle = parser.parse(text);
        for (const auto& object : bundle->member("objects")->elements()) {
            findings += validator.check(object).size();
        }
    }
    benchmark::DoNotOptimize(findings);
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
    state.counters["findings"] =
        static_cast<double>(findings) / static_cast<double>(state.iterations());
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
BENCHMARK(parse_attack)->Unit(benchmark::kMillisecond);
BENCHMARK(parse_and_validate_attack)  // lenient, usual, strict
    ->DenseRange(0, 2)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(append_leaf);

}  // namespace
}  // namespace entente
