#include "stix/match/compare.h"

#include "tests/stix/match/scene.h"
#include "tests/support/precompiled.h"

namespace entente::stix::match {
namespace {

bool holds(const std::string& property, const std::string& test) {
    Scene scene;
    scene.saw_object("{\"type\":\"a\"," + property + "}");
    return scene.matches("[a:" + test + "]");
}

TEST(Compare, KeepsToTheTableOfTypes) {  // STIX 2.1 sections 9.6.4, 9.6.1, 9.2: comparable types

    struct Row {
        const char* property;
        const char* name;
        const char* equal_constants;
        const char* incomparable_constants;
    };

    const Row rows[] = {
        {R"("b":true)", "b", "true", "1|'true'|1.0|h'01'|t'2021-08-24T00:00:00Z'"},
        {R"("b":5)", "b", "5|5.0", "'5'|true|h'05'|b'BQ=='|t'2021-08-24T00:00:00Z'"},
        {R"("b":5.5)", "b", "5.5", "'5.5'|true"},
        {R"("b":"hi")", "b", "'hi'|h'6869'|b'aGk='", "5|true|t'2021-08-24T00:00:00Z'"},
        {R"("b":"2021-08-24T00:00:00.0Z")", "b", "t'2021-08-24T00:00:00Z'|'2021-08-24T00:00:00.0Z'",
         "5|true"},
        {R"("x_bin":"aGk=")", "x_bin", "'hi'|h'6869'|b'aGk='", "5|true|'\u0103'"},
        {R"("x_hex":"6869")", "x_hex", "'hi'|h'6869'|b'aGk='", "5|true|'\u0103'"},
        {R"("b":null)", "b", "", "5|true|'null'|h''"},
        {R"("b":[5])", "b", "", "5|true|'5'"},
        {R"("b":{"c":5})", "b", "", "5|true|'5'"},
        {R"("x_hex":"68zz")", "x_hex", "", "'68zz'|h'68'"},
    };
    for (const auto& row : rows) {
        const auto each = [&](const std::string& list, bool is_equal) {
            for (std::size_t at = 0; at < list.size();) {
                const auto end = std::min(list.find('|', at), list.size());
                const auto constant = list.substr(at, end - at);
                const std::string name = row.name;
                EXPECT_EQ(holds(row.property, name + " = " + constant), is_equal) << constant;
                EXPECT_EQ(holds(row.property, name + " != " + constant), !is_equal) << constant;
                EXPECT_EQ(holds(row.property, name + " NOT = " + constant), !is_equal) << constant;
                EXPECT_EQ(holds(row.property, name + " IN (" + constant + ")"), is_equal);
                if (constant != "true") {
                    EXPECT_EQ(holds(row.property, name + " >= " + constant), is_equal) << constant;
                    EXPECT_FALSE(holds(row.property, name + " < " + constant)) << constant;
                }
                at = end + 1;
            }
        };
        each(row.equal_constants, true);
        each(row.incomparable_constants, false);
    }
}

TEST(Compare, DoesNotTruncateNumbers) {  // STIX 2.1 section 9.2, integer
    EXPECT_FALSE(holds(R"("b":1.5)", "b = 1"));
    EXPECT_TRUE(holds(R"("b":1.5)", "b > 1"));
    EXPECT_TRUE(holds(R"("b":9007199254740991)", "b > 9007199254740990"));
    EXPECT_TRUE(holds(R"("b":18446744073709551615)", "b > 9007199254740991"));
    EXPECT_TRUE(holds(R"("b":-1)", "b < -0.5"));
}

TEST(Compare, OrdersStringsByCodePoint) {  // STIX 2.1 section 9.6.2, its own example
    const char* order[] = {"o", "oz", "o\u0300", "z", "\u00F2"};
    for (std::size_t i = 0; i < 5; ++i) {
        const auto property = "\"b\":\"" + std::string(order[i]) + "\"";
        for (std::size_t j = 0; j < 5; ++j) {
            const auto constant = "'" + std::string(order[j]) + "'";
            EXPECT_EQ(holds(property, "b < " + constant), i < j) << order[i] << order[j];
            EXPECT_EQ(holds(property, "b = " + constant), i == j) << order[i] << order[j];
            EXPECT_EQ(holds(property, "b > " + constant), i > j) << order[i] << order[j];
        }
    }
}

TEST(Compare, OrdersOctetsUnsigned) {  // STIX 2.1 section 9.6.3
    EXPECT_TRUE(holds(R"("x_hex":"00")", "x_hex < h'ff'"));
    EXPECT_TRUE(holds(R"("x_hex":"7f")", "x_hex < h'80'"));
    EXPECT_TRUE(holds(R"("x_hex":"7f00")", "x_hex > h'7f'"));
    EXPECT_TRUE(holds(R"("x_hex":"FF")", "x_hex = h'ff'"));
}

TEST(Compare, DecodesTheNativeFormat) {  // STIX 2.1 section 9.6.4, its own example
    const std::string payload = R"("payload_bin":"dGhpcyBpcyBhIHRlc3Q=")";
    EXPECT_FALSE(holds(payload, "payload_bin = 'dGhpcyBpcyBhIHRlc3Q='"));
    EXPECT_TRUE(holds(payload, "payload_bin = 'this is a test'"));
    EXPECT_TRUE(holds(payload, "payload_bin = b'dGhpcyBpcyBhIHRlc3Q='"));
    EXPECT_TRUE(holds(payload, "payload_bin = h'7468697320697320612074657374'"));
}

TEST(Compare, MapsCodePointsToOctets) {  // STIX 2.1 sections 9.6.4, 9.2, string
    EXPECT_EQ(to_octets("a\u00FF"), "a\xFF");
    EXPECT_EQ(to_octets("\u0100"), std::nullopt);
    EXPECT_EQ(to_octets(""), "");
}

}  // namespace
}  // namespace entente::stix::match
