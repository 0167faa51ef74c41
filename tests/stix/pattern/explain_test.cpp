#include "stix/pattern/explain.h"

#include "stix/pattern/parse.h"
#include "tests/support/precompiled.h"

namespace entente::stix::pattern {
namespace {

std::string explained(std::string_view text) {
    const auto pattern = parse(text);
    EXPECT_TRUE(pattern) << text << '\n' << to_line(pattern.error());
    return explain(*pattern);
}

TEST(Explain, SaysWhatIsAskedForLineByLine) {
    EXPECT_EQ(explained("([file:hashes.MD5 = '79054025255fb1a26e4bc422aef54eb4'] FOLLOWEDBY "
                        "[a:b > 1 AND (a:c NOT IN (1, 2) OR NOT EXISTS a:d)] REPEATS 5 TIMES) "
                        "WITHIN 300 SECONDS"),
              R"(in less than 300 seconds from first to last:
  these one after another, in other observations each:
    an observation of an object where
      file:hashes.MD5 is '79054025255fb1a26e4bc422aef54eb4'
    at least 5 times, in other observations each:
      an observation of an object where
        all of this holds for that object:
          a:b is greater than 1
          any of this holds for that object:
            a:c is none of 1, 2
            a:d is absent
)");
}

TEST(Explain, HasAPhraseForEveryOperator) {
    const std::pair<const char*, const char*> phrases[] = {
        {"a:b = 1", "a:b is 1"},
        {"a:b NOT = 1", "a:b is anything but 1"},
        {"a:b != 1", "a:b is not 1"},
        {"a:b < 1", "a:b is less than 1"},
        {"a:b NOT >= 1", "a:b is not at least 1"},
        {"a:b LIKE 'x%'", "a:b looks like 'x%'"},
        {"a:b NOT MATCHES 'x'", "a:b has no match of the regular expression 'x'"},
        {"a:b ISSUBSET '10.0.0.0/8'", "a:b lies inside the network '10.0.0.0/8'"},
        {"a:b ISSUPERSET '10.0.0.0/8'", "a:b contains the network '10.0.0.0/8'"},
        {"EXISTS a:b", "a:b is present"},
        {"a:b IN ()", "a:b is one of nothing"},
    };
    for (const auto& [text, phrase] : phrases) {
        EXPECT_EQ(explained("[" + std::string(text) + "]"),
                  "an observation of an object where\n  " + std::string(phrase) + "\n");
    }
    EXPECT_EQ(explained("[a:b = 1] START t'2016-06-01T00:00:00Z' STOP t'2016-07-01T00:00:00Z' OR "
                        "[a:b = 2] AND [a:b = 2]"),
              R"(any of these:
  from 2016-06-01T00:00:00Z on and before 2016-07-01T00:00:00Z:
    an observation of an object where
      a:b is 1
  all of these, each in observations of its own:
    an observation of an object where
      a:b is 2
    an observation of an object where
      a:b is 2
)");
}

TEST(Explain, ShowsWhatWouldHide) {
    EXPECT_EQ(explained("[a:b = 'x\n\u202Egpj.exe\x7F\u0085y']"),
              "an observation of an object where\n"
              "  a:b is 'x\\u{0A}\\u{202E}gpj.exe\\u{7F}\\u{85}y'\n");
}

}  // namespace
}  // namespace entente::stix::pattern
