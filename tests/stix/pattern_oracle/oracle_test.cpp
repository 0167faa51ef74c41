// Our parser takes what the OASIS grammar takes, but for the differences that are listed.
#include <cstdio>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>

#include "json/value.h"
#include "stix/pattern/limits.h"
#include "stix/pattern/parse.h"
#include "tests/stix/pattern/trees.h"
#include "tests/stix/pattern_oracle/differences.h"
#include "tests/stix/pattern_oracle/grammar.h"
#include "tests/stix/pattern_oracle/mutations.h"
#include "tests/support/precompiled.h"
#include "tests/support/shared_data.h"

namespace entente::stix::pattern {
namespace {

Grammar& grammar() {
    static Grammar one;  // it works out its decisions once
    return one;
}

/// What was compared, and how the two differed where they may.
struct Tally {
    int taken = 0;
    int refused = 0;
    std::map<std::string, int> differences = {};

    /// Whether both say the same of `text`, or differ as they may.
    bool compare(const std::string& text) {
        const bool is_taken = grammar().takes(text);
        const auto ours = parse(text);
        if (ours.has_value() == is_taken) {
            ++(is_taken ? taken : refused);
            return true;
        }
        if (ours) {
            ++differences["wider: base64 with line feeds or empty (9.2)"];
            return grammar().takes(with_binaries_of_the_grammar(text));
        }
        const auto* row = find_narrower(ours.error());
        if (row) ++differences[std::string(row->what) + " (" + std::string(row->section) + ")"];
        return row != nullptr;
    }

    [[nodiscard]] std::string text() const {
        std::ostringstream out;
        out << taken << " taken by both, " << refused << " refused by both\n";
        for (const auto& [name, count] : differences) out << "  " << count << " x " << name << '\n';
        return out.str();
    }
};

/// Both verdicts, for a failure.
std::string verdicts(const std::string& text) {
    const auto ours = parse(text);
    return text + "\ngrammar: " + (grammar().takes(text) ? "taken" : "refused") +
           "\nours: " + (ours ? "taken" : to_line(ours.error()));
}

void collect(const json::Value& value, std::set<std::string>& patterns) {
    for (const auto& [name, member] : value.members()) {
        if (name == "pattern" && member.is_string()) patterns.emplace(*member.as_string());
        collect(member, patterns);
    }
    for (const auto& element : value.elements()) collect(element, patterns);
}

/// Every text that stands as "pattern" somewhere below `folder`, in JSON or in lines of JSON; and
/// the lines of the examples. Some are no patterns of STIX, and are compared all the same.
std::set<std::string> patterns_below(const std::string& folder) {
    std::set<std::string> patterns;
    json::Parser parser;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        const auto ending = entry.path().extension();
        if (ending != ".json" && ending != ".jsonl" && ending != ".txt") continue;
        const auto text = test::read_file(entry.path().string());
        if (const auto whole = parser.parse(text)) collect(*whole, patterns);
        std::istringstream lines(text);
        for (std::string line; std::getline(lines, line);) {
            if (entry.path().stem().string().ends_with("spec_examples")) patterns.insert(line);
            if (ending != ".jsonl") continue;
            if (const auto root = parser.parse(line)) collect(*root, patterns);
        }
    }
    return patterns;
}

TEST(PatternOracle, AgreesOnEveryPatternOfTheSharedData) {
    ENTENTE_SHARED_OR_SKIP(path, "data/stix");
    Tally tally;
    for (const auto& text : patterns_below(path))
        EXPECT_TRUE(tally.compare(text)) << verdicts(text);
    std::fputs(tally.text().c_str(), stdout);
    EXPECT_GT(tally.taken, 300);
    EXPECT_GT(tally.refused, 30);
}

TEST(PatternOracle, AgreesOnThemDamagedWordByWord) {
    ENTENTE_SHARED_OR_SKIP(path, "data/stix");
    constexpr int times = 20;
    Tally tally;
    Mutator mutator(20210610);
    for (const auto& text : patterns_below(path)) {
        const auto words = grammar().words(text);
        for (int i = 0; i < times; ++i) {
            const auto damaged = mutator.text(words);
            ASSERT_TRUE(tally.compare(damaged)) << verdicts(damaged);
        }
    }
    std::fputs(tally.text().c_str(), stdout);
    EXPECT_GT(tally.taken, 1000);
    EXPECT_GT(tally.refused, 5000);
}

RC_GTEST_PROP(PatternOracle, AgreesOnAnyPatternAndOnItDamaged, ()) {
    constexpr int times = 20;
    const auto text = spelled(random_tree(3, true));
    const auto words = grammar().words(text);
    Mutator mutator(*rc::gen::arbitrary<std::uint64_t>());
    Tally tally;
    RC_ASSERT(tally.compare(text));
    RC_ASSERT(tally.taken == 1);
    for (int i = 0; i < times; ++i) {
        const auto damaged = mutator.text(words);
        if (!tally.compare(damaged)) RC_FAIL(verdicts(damaged));
    }
}

TEST(PatternOracle, IsNarrowerWhereTheProseIs) {
    for (const auto& row : narrower) {
        const std::string text(row.example);
        const auto ours = parse(text);
        EXPECT_TRUE(grammar().takes(text)) << text;
        ASSERT_FALSE(ours) << text;
        EXPECT_EQ(find_narrower(ours.error()), &row) << to_line(ours.error());
    }
}

TEST(PatternOracle, IsWiderForBase64WithLineFeedsOrEmpty) {  // section 9.2
    for (const std::string text : {"[a:b = b'']", "[a:b = b'YW\nJj']"}) {
        EXPECT_FALSE(grammar().takes(text)) << text;
        EXPECT_TRUE(parse(text)) << text;
    }
}

TEST(PatternOracle, IsNarrowerBeyondTheLimits) {  // limits.h
    const auto deep =
        std::string(depth_max + 1, '(') + "[a:b = 1]" + std::string(depth_max + 1, ')');
    EXPECT_TRUE(grammar().takes(deep));
    ASSERT_FALSE(parse(deep));
    EXPECT_EQ(parse(deep).error().kind, ErrorKind::exhausted);
}

}  // namespace
}  // namespace entente::stix::pattern
