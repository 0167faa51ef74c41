// The OASIS matcher's own cases, every one.
#include <algorithm>
#include <sstream>

#include "tests/stix/match/scene.h"
#include "tests/support/precompiled.h"
#include "tests/support/shared_data.h"

namespace entente::stix::match {
namespace {

enum class Verdict { match, no_match, refused };

/// A case that the OASIS matcher decides otherwise, and the section that decides it.
struct Difference {
    std::string_view pattern;
    std::string_view test;  ///< part of its name, where the pattern alone does not tell the case
    Verdict ours;
    std::string_view why;
};

constexpr std::string_view incompatible =
    "section 9.6.1: arguments of incompatible types give false, != gives true; it is no error";
constexpr std::string_view twice = "section 9.5.1: MUST NOT have more than one qualifier of a type";
constexpr std::string_view equal_is_late =
    "section 9.5.1: the latest MUST NOT be equal to or later than the earliest plus the window";
constexpr std::string_view nothing_between =
    "section 9.5.1: no time is >= START and < STOP; the pattern is refused rather than never true";

constexpr Difference differences[] = {
    {"[test:string = t'1965-07-19T22:41:38Z']", "", Verdict::no_match, incompatible},
    {"[test:string != t'1965-07-19T22:41:38Z']", "", Verdict::match, incompatible},
    {"[test:string > t'1965-07-19T22:41:38Z']", "", Verdict::no_match, incompatible},
    {"[event:bad_ts[0] = t'1996-07-11T09:17:10Z']", "", Verdict::no_match, incompatible},
    {"[event:bad_ts[1] = t'1996-07-11T09:17:10Z']", "", Verdict::no_match, incompatible},
    {"[event:bad_ts[2] = t'1996-07-11T09:17:10Z']", "", Verdict::no_match, incompatible},
    {"[event:bad_ts[3] = t'1996-07-11T09:17:10Z']", "", Verdict::no_match, incompatible},
    {"[event:bad_ts[4] = t'1996-07-11T09:17:10Z']", "", Verdict::no_match, incompatible},
    {"[event:bad_ts[5] = t'1996-07-11T09:17:10Z']", "", Verdict::no_match, incompatible},
    {"[person:age < 20] REPEATS 2 TIMES REPEATS 2 TIMES", "", Verdict::refused, twice},
    {"[person:age < 20] REPEATS 2 TIMES REPEATS 3 TIMES", "", Verdict::refused, twice},
    {"[person:age < 20] REPEATS 5 TIMES REPEATS 2 TIMES", "", Verdict::refused, twice},
    {"[person:age < 20] REPEATS 2 TIMES REPEATS 5 TIMES", "", Verdict::refused, twice},
    {"[person:name > 'aaron'] REPEATS 5 TIMES WITHIN 1 SECONDS", "", Verdict::no_match,
     equal_is_late},
    {"([person:name = 'alice'] AND [person:name < 'carol']) WITHIN 5 SECONDS", "",
     Verdict::no_match, equal_is_late},
    {"([person:name='alice'] AND [person:name='bob']) WITHIN 1 SECONDS", "interval14",
     Verdict::no_match, equal_is_late},
    {"([person:name='alice'] AND [person:name='bob']) WITHIN 2 SECONDS", "interval17",
     Verdict::no_match, equal_is_late},
    {"[person:name = 'bob'] START t'1994-11-29T13:37:58Z' STOP t'1994-11-29T13:37:58Z'", "",
     Verdict::refused, nothing_between},
    {"[person:name = 'bob'] START t'1994-11-29T13:37:59Z' STOP t'1994-11-29T13:37:58Z'", "",
     Verdict::refused, nothing_between},
};

std::string_view to_text(Verdict verdict) {
    if (verdict == Verdict::refused) return "refused";
    return verdict == Verdict::match ? "match" : "no match";
}

/// Reads the observations of a case: observed-data objects, or bundles of them.
Result<std::vector<Observation>> observations_of(json::Value list) {
    std::vector<Observation> all;
    for (const auto& item : list.elements()) {
        if (*item.member("type")->as_string() == "bundle") {
            auto some = TRY(read_bundle(item));
            all.insert(all.end(), some.begin(), some.end());
        } else {
            auto one = TRY(read_observation(item, {}));
            all.push_back(std::move(one));
        }
    }
    return all;
}

Verdict our_verdict(json::Value root) {
    auto tree = pattern::parse(*root.member("pattern")->as_string());
    if (!tree) return Verdict::refused;
    const auto compiled = compile(std::move(*tree));
    if (!compiled) return Verdict::refused;
    const auto observations = observations_of(*root.member("observed_data"));
    EXPECT_TRUE(observations) << to_line(observations.error());
    const auto outcome = match(*compiled, *observations);
    EXPECT_TRUE(outcome.is_complete);
    return outcome.is_match() ? Verdict::match : Verdict::no_match;
}

Verdict recorded_verdict(json::Value root) {
    const auto recorded = *root.member("match");
    if (recorded.is_null()) return Verdict::refused;
    return *recorded.as_bool() ? Verdict::match : Verdict::no_match;
}

const Difference* find_difference(json::Value root) {
    const auto pattern = *root.member("pattern")->as_string();
    const auto test = *root.member("test")->as_string();
    const auto* found = std::ranges::find_if(differences, [&](const Difference& row) {
        return row.pattern == pattern && test.find(row.test) != std::string_view::npos;
    });
    return found == std::end(differences) ? nullptr : found;
}

TEST(MatchCorpus, AgreesWithTheOasisMatcher) {
    ENTENTE_SHARED_OR_SKIP(path, "data/stix/oasis-pattern-matcher/match-test-cases.jsonl");
    std::istringstream lines(test::read_file(path));
    json::Parser parser;
    int cases = 0;
    int different = 0;
    for (std::string line; std::getline(lines, line); ++cases) {
        // A few cases of 2.0 carry the name that the type had before it was observed-data.
        if (const auto old = line.find("cybox-container"); old != std::string::npos) {
            line.replace(old, 15, "observed-data");
        }
        const auto root = parser.parse(line);
        ASSERT_TRUE(root) << line;
        const auto recorded = recorded_verdict(*root);
        const auto* difference = find_difference(*root);
        if (difference != nullptr) {
            EXPECT_NE(to_text(difference->ours), to_text(recorded)) << difference->why;
            ++different;
        }
        const auto expected = difference != nullptr ? difference->ours : recorded;
        EXPECT_EQ(to_text(our_verdict(*root)), to_text(expected)) << line;
    }
    EXPECT_EQ(cases, 830);
    EXPECT_EQ(different, 34);
}

}  // namespace
}  // namespace entente::stix::match
