#include "stix/pattern/rules.h"

#include "tests/stix/pattern/refusal.h"
#include "tests/support/precompiled.h"

namespace entente::stix::pattern {
namespace {

TEST(Rules, WantOneObjectForAllOperandsOfAnd) {  // STIX 2.1 section 9.5
    EXPECT_EQ(verdict("[a:b = 1 AND a:c = 2 OR d:e = 3]"), "valid");
    EXPECT_EQ(verdict("[(a:b = 1 OR d:e = 3) AND a:c = 2]"), "valid");
    EXPECT_EQ(verdict("[(a:b = 1 OR d:e = 3) AND (f:g = 2 OR d:c = 2)]"), "valid");
    EXPECT_EQ(verdict("[a:b = 1] AND [d:e = 3]"), "valid");
    const std::string what = "AND joins comparisons that no one object can satisfy";
    EXPECT_EQ(verdict("[a:b = 1 AND d:e = 3]"), "line 1, column 2 (byte 1): " + what);
    EXPECT_EQ(verdict("[x:y = 1 OR a:b = 1 AND d:e = 3]"), "line 1, column 13 (byte 12): " + what);
    EXPECT_EQ(verdict("[(a:b = 1 OR d:e = 3) AND (f:g = 2 OR h:c = 2)]"),
              "line 1, column 2 (byte 1): " + what);
    EXPECT_EQ(verdict("[(a:b = 1 OR c:b = 1) AND (c:b = 1 OR d:b = 1) AND (d:b = 1 OR a:b = 1)]"),
              "line 1, column 2 (byte 1): " + what);
}

TEST(Rules, WantHashesThatTheAlgorithmCanGive) {  // STIX 2.1 section 10.7
    const std::string digits(128, 'a');
    const std::pair<const char*, std::size_t> lengths[] = {{"MD5", 32},      {"SHA-1", 40},
                                                           {"SHA-256", 64},  {"SHA-512", 128},
                                                           {"SHA3-256", 64}, {"SHA3-512", 128}};
    for (const auto& [algorithm, length] : lengths) {
        const auto path = "[file:hashes.'" + std::string(algorithm) + "' ";
        EXPECT_EQ(verdict(path + "= '" + digits.substr(0, length) + "']"), "valid");
        EXPECT_NE(verdict(path + "= '" + digits.substr(0, length - 1) + "']"), "valid");
        EXPECT_NE(verdict(path + "IN ('" + digits.substr(1, length - 1) + "g')]"), "valid");
        EXPECT_EQ(verdict(path + "LIKE 'a%']"), "valid");
    }
    EXPECT_EQ(verdict("[file:hashes.ssdeep = 'any']"), "valid");
    EXPECT_EQ(verdict("[file:hashes[*] = 'any']"), "valid");
    EXPECT_EQ(verdict("[file:hashes.'SHA-256' = 'f00']"),
              "line 1, column 26 (byte 25): not a value that this hash algorithm can give");
}

}  // namespace
}  // namespace entente::stix::pattern
