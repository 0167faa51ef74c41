// The OASIS validator's own cases and the examples of the standard, every one.
#include <map>
#include <sstream>

#include "json/value.h"
#include "stix/pattern/parse.h"
#include "stix/pattern/print.h"
#include "tests/support/precompiled.h"
#include "tests/support/shared_data.h"

namespace entente::stix::pattern {
namespace {

/// Patterns that the OASIS validator takes and we refuse, and the section that decides it.
const std::map<std::string, std::string, std::less<>>& differences() {
    static const std::map<std::string, std::string, std::less<>> rows = {
        {"[network-traffic:src_port = 37020 AND user-account:user_id = 'root'] START "
         "t'2016-06-01T01:30:00.123Z' STOP t'2016-06-01T02:20:00.123Z' OR [ipv4-addr:value = "
         "'192.168.122.83'] START t'2016-06-01T03:55:00.123Z' STOP t'2016-06-01T04:30:24.743Z'",
         "section 9.5: different object types MUST be joined by OR"},
        {R"(([win-registry-key:key = 'hkey_local_machine\\foo\\bar']) WITHIN 5 SECONDS )"
         "WITHIN 6 SECONDS",
         "section 9.5.1: MUST NOT have more than one qualifier of a type"},
        {"[x:created = t'2024-02-30T12:00:00Z']", "section 2.16: RFC 3339, a date that exists"},
        {"[x:created = t'2024-04-31T12:00:00Z']", "section 2.16: RFC 3339, a date that exists"},
        {"[x:created = t'2023-02-29T12:00:00Z']", "section 2.16: RFC 3339, a date that exists"},
    };
    return rows;
}

TEST(PatternCorpus, AgreesWithTheOasisValidator) {
    ENTENTE_SHARED_OR_SKIP(path, "data/stix/oasis-pattern-validator/pattern-test-cases.jsonl");
    std::istringstream lines(test::read_file(path));
    json::Parser parser;
    int cases = 0;
    int different = 0;
    for (std::string line; std::getline(lines, line); ++cases) {
        const auto root = parser.parse(line);
        ASSERT_TRUE(root) << line;
        const std::string text(*root->member("pattern")->as_string());
        const bool is_valid = *root->member("valid")->as_bool();
        const auto pattern = parse(text);
        const auto row = differences().find(text);
        if (row != differences().end()) {
            ++different;
            EXPECT_TRUE(is_valid && !pattern) << "no difference any more: " << row->second;
            continue;
        }
        EXPECT_EQ(pattern.has_value(), is_valid) << text << '\n'
                                                 << (pattern ? "taken" : to_line(pattern.error()));
        if (pattern) EXPECT_EQ(parse(print(*pattern)).value(), *pattern) << text;
    }
    EXPECT_EQ(cases, 168);
    EXPECT_GE(different, 5);
}

TEST(PatternCorpus, TakesTheExamplesOfTheStandard) {  // STIX 2.1 section 9.8
    for (const auto* name : {"v20", "v21"}) {
        ENTENTE_SHARED_OR_SKIP(
            path, "data/stix/oasis-pattern-validator/" + std::string(name) + "-spec_examples.txt");
        std::istringstream lines(test::read_file(path));
        int cases = 0;
        for (std::string line; std::getline(lines, line);) {
            if (line.empty()) continue;
            const auto pattern = parse(line);
            EXPECT_TRUE(pattern) << line << '\n' << to_line(pattern.error());
            ++cases;
        }
        EXPECT_GE(cases, 23);
    }
}

}  // namespace
}  // namespace entente::stix::pattern
