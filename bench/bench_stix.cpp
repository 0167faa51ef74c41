// Validation of the real ATT&CK bundle, beside simdjson reading the same bytes and doing nothing.
#include <benchmark/benchmark.h>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <simdjson.h>
#include <string>

#include "json/value.h"
#include "stix/bundle_check.h"
#include "stix/validate.h"

namespace entente {
namespace {

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

const std::string& attack() {
    static const auto text = attack_bundle();
    return text;
}

/// Runs `once` over the bundle as often as asked for.
template <class Once>
void over_attack(benchmark::State& state, const Once& once) {
    if (attack().empty()) return state.SkipWithError("set ENTENTE_SHARED");
    for (auto _ : state) once();
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(attack().size()));
}

void simdjson_alone(benchmark::State& state) {
    simdjson::dom::parser parser;
    const simdjson::padded_string text(attack());
    over_attack(state, [&] { benchmark::DoNotOptimize(parser.parse(text).error()); });
}

/// UTF-8, no name twice, integers in range, depth: what every way in asks for.
void parse_json(benchmark::State& state) {
    json::Parser parser;
    over_attack(state, [&] { benchmark::DoNotOptimize(parser.parse(attack())); });
}

/// All of it: every object, versions, and references within the bundle.
void validate_with_references(benchmark::State& state) {
    const auto strictness = static_cast<stix::Strictness>(state.range(0));
    json::Parser parser;
    stix::Validator validator(strictness);
    std::size_t objects = 0;
    std::size_t findings = 0;
    over_attack(state, [&] {
        const auto bundle = parser.parse(attack());
        stix::BundleCheck whole(strictness, stix::OpenReferences::are_reported);
        std::uint64_t index = 0;
        for (const auto& object : bundle->member("objects")->elements()) {
            findings += validator.check(object).size();
            whole.take(index++, object);
        }
        findings += whole.finish().size();
        objects += index;
    });
    const auto runs = static_cast<double>(state.iterations());
    state.counters["findings"] = static_cast<double>(findings) / runs;
    state.counters["objects"] = static_cast<double>(objects) / runs;
}

BENCHMARK(simdjson_alone)->Unit(benchmark::kMillisecond);
BENCHMARK(parse_json)->Unit(benchmark::kMillisecond);
BENCHMARK(validate_with_references)  // lenient, usual, strict
    ->DenseRange(0, 2)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace entente
