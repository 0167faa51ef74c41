// A pattern and the observations it is matched with, both from strangers: a line of pattern, then
// JSON. Matching ends, a set of patterns finds what one pattern finds, and bindings share nothing.
#include <cstddef>
#include <cstdint>
#include <set>
#include <string_view>

#include "base/check.h"
#include "stix/match/match.h"
#include "stix/match/pattern_set.h"
#include "stix/pattern/equivalence.h"
#include "stix/pattern/parse.h"
#include "stix/pattern/print.h"

namespace {

namespace match = entente::stix::match;
namespace pattern = entente::stix::pattern;

constexpr match::SearchLimits limits = {.bindings_max = 20, .steps_max = 2'000};

void check_bindings(const match::Outcome& outcome, std::size_t observations) {
    std::set<match::ObservationIndex> seen;
    for (const auto& binding : outcome.bindings) {
        entente::check(!binding.observations.empty(), "a match has observations");
        for (const auto observation : binding.observations) {
            entente::check(observation < observations, "of those that were given");
            entente::check(seen.insert(observation).second, "each in one binding");
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto line = text.substr(0, text.find('\n'));
    const auto tree = pattern::parse(line);
    if (!tree || line.size() == text.size()) return 0;
    const auto document = entente::json::Document::parse(text.substr(line.size()));
    if (!document) return 0;
    const auto observations = match::read_bundle(document->root());
    auto compiled = match::compile(*tree);
    if (!observations || !compiled) return 0;

    const auto outcome = match::match(*compiled, *observations, limits);
    check_bindings(outcome, observations->size());
    match::PatternSet set;
    set.add(std::move(*compiled));
    const auto hits = set.match_all(*observations, limits);
    const bool is_hit = outcome.is_match() || !outcome.is_complete;
    entente::check(hits.size() == (is_hit ? 1 : 0), "the index loses nothing");
    if (is_hit) entente::check(hits[0].outcome == outcome, "and finds the same");
    return 0;
}
