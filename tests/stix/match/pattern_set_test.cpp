#include "stix/match/pattern_set.h"

#include "tests/stix/match/scene.h"
#include "tests/support/precompiled.h"

namespace entente::stix::match {
namespace {

std::string random_comparison() {
    const auto type = *rc::gen::elementOf(std::vector<std::string>{"a", "c"});
    return type + *rc::gen::elementOf(std::vector<std::string>{
                      ":b = 'x'", ":b IN ('x', 'y')", ":b != 'x'", ":n > 2", ":l[*] = 'y'",
                      ":b LIKE '_'", ":r_ref.b = 'y'", ":b NOT = 'y'"});
}

std::string random_pattern() {
    auto text = "[" + random_comparison() + " OR " + random_comparison() + "]";
    const auto other = "[" + random_comparison() + "]";
    return *rc::gen::elementOf(std::vector<std::string>{
        text, other, text + " AND " + other, text + " FOLLOWEDBY " + other,
        "(" + other + " AND " + text + ") WITHIN 3 SECONDS", other + " REPEATS 2 TIMES"});
}

std::string random_object() {
    const auto word = [] { return *rc::gen::elementOf(std::vector<std::string>{"x", "y", "z"}); };
    return "{\"type\":\"" + *rc::gen::elementOf(std::vector<std::string>{"a", "c"}) +
           "\",\"b\":\"" + word() + "\",\"n\":" + std::to_string(*rc::gen::inRange(0, 5)) +
           ",\"l\":[\"" + word() + "\",\"" + word() + "\"],\"r_ref\":\"1\"}";
}

RC_GTEST_PROP(PatternSet, FindsWhatEachPatternFindsAlone, ()) {
    Scene scene;
    const int observations = *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, 8));
    for (int i = 0; i < observations; ++i) {
        scene.saw("{\"0\":" + random_object() + ",\"1\":" + random_object() + "}", i, i);
    }
    PatternSet set;
    std::vector<Hit> expected;
    for (std::size_t i = 0; i < 10; ++i) {
        const auto text = random_pattern();
        RC_ASSERT(set.add(compiled(text)) == i);
        auto alone = scene.outcome(text);
        if (alone.is_match()) expected.push_back({.pattern = i, .outcome = std::move(alone)});
    }
    RC_ASSERT(set.size() == 10U);
    RC_ASSERT(set.match_all(scene.observations()) == expected);
}

}  // namespace
}  // namespace entente::stix::match
