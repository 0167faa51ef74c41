// STIX 2.1 section 2: what the common data types must be, one MUST a test. docs/MUSTS.md lists all.
#include "stix/parse.h"
#include "tests/stix/objects.h"
#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

std::string tool_with(std::string_view members) {
    return object_of("tool", R"("name":"lamp",)" + std::string(members));
}

std::string file_with_hash(std::string_view name, std::string_view value) {
    return observable_of("file",
                         R"("hashes":{")" + std::string(name) + "\":" + std::string(value) + "}");
}

/// A file with one entry in a dictionary whose values are strings.
std::string process_with(std::string_view key) {
    return observable_of("process",
                         R"("environment_variables":{")" + std::string(key) + R"(":"x"})");
}

std::string campaign_seen(std::string_view time) {
    return object_of("campaign", R"("name":"x","first_seen":)" + std::string(time));
}

TEST(Boolean, IsTrueOrFalse) {  // section 2.2
    EXPECT_EQ(errors(tool_with(R"("revoked":false)")), Lines{});
    for (const std::string value : {"0", "\"true\"", "\"\""}) {
        EXPECT_EQ(errors(tool_with("\"revoked\":" + value)),
                  Lines{"/revoked: must be true or false"});
    }
}

TEST(Dictionary, HasEachKeyOnce) {  // section 2.3
    const auto twice = observable_of("process", R"("environment_variables":{"a":"x","a":"y"})");
    const auto object = parse(twice);
    ASSERT_FALSE(object);
    EXPECT_EQ(object.error().kind, ErrorKind::invalid);
}

TEST(Dictionary, HasKeysOfAsciiLettersDigitsHyphenAndUnderscore) {  // section 2.3
    EXPECT_EQ(errors(process_with("aZ09-_")), Lines{});
    for (const std::string key : {"a b", "a.b", "\u00FC", "a$"}) {
        EXPECT_EQ(errors(process_with(key)),
                  Lines{"/environment_variables/" + key + ": not a dictionary key"});
    }
}

TEST(Dictionary, HasKeysOfAtMost250Characters) {  // section 2.3
    EXPECT_EQ(errors(process_with(std::string(250, 'k'))), Lines{});
    EXPECT_EQ(errors(process_with(std::string(251, 'k'))).size(), 1U);
}

TEST(Dictionary, IsNotEmpty) {  // section 2.3
    EXPECT_EQ(errors(observable_of("process", R"("pid":1,"environment_variables":{})")),
              Lines{"/environment_variables: must not be empty"});
}

TEST(Dictionary, IsNotEmptyWhereNoTableNamesIt) {  // section 2.3
    EXPECT_EQ(errors(tool_with(R"("x_score":{})")), Lines{"/x_score: must not be empty"});
    EXPECT_EQ(errors(tool_with(R"("x_score":{"parts":[{}]})")),
              Lines{"/x_score/parts/0: must not be empty"});
}

TEST(Dictionary, IsThereWhereItIsRequired) {  // section 2.3
    EXPECT_EQ(errors(object_of("language-content", R"("object_ref":")" + id_of("tool") + "\"")),
              Lines{": the property \"contents\" is missing"});
}

TEST(Dictionary, HasNoNullAsAValue) {  // section 2.3
    EXPECT_EQ(errors(tool_with(R"("x_score":{"part":null})")),
              Lines{"/x_score/part: null is no value"});
}

TEST(Hashes, HaveEachAlgorithmOnce) {  // section 2.7
    const std::string hash = R"("MD5":"00112233445566778899aabbccddeeff")";
    EXPECT_TRUE(parse(observable_of("file", "\"hashes\":{" + hash + "}")));
    EXPECT_FALSE(parse(observable_of("file", "\"hashes\":{" + hash + "," + hash + "}")));
}

TEST(Hashes, HaveNamesOfAsciiLettersDigitsHyphenAndUnderscore) {  // section 2.7
    EXPECT_EQ(errors(file_with_hash("My_hash-2", "\"x\"")), Lines{});
    for (const std::string name : {"my hash", "h\u00E4sh", "my.hash"}) {
        EXPECT_EQ(errors(file_with_hash(name, "\"x\"")),
                  Lines{"/hashes/" + name + ": not the name of a hash algorithm"});
    }
}

TEST(Hashes, AreStrings) {  // section 2.7
    EXPECT_EQ(errors(file_with_hash("MD5", "7")), Lines{"/hashes/MD5: a hash must be a string"});
}

TEST(Hexadecimal, HasAnEvenNumberOfLowerCaseDigits) {  // section 2.8
    const auto file = [](std::string_view digits) {
        return observable_of("file",
                             R"("name":"x","magic_number_hex":")" + std::string(digits) + "\"");
    };
    EXPECT_EQ(errors(file("09af")), Lines{});
    for (const auto* digits : {"abc", "AB", "xy", "a b "}) {
        EXPECT_EQ(errors(file(digits)),
                  Lines{"/magic_number_hex: must be hexadecimal in lower case"});
    }
}

TEST(Integer, HasAtMost54Bits) {  // section 2.10; RFC 7493 section 2.2
    const auto process = [](std::string_view pid) {
        return observable_of("process", "\"pid\":" + std::string(pid));
    };
    EXPECT_EQ(errors(process("9007199254740991")), Lines{});
    EXPECT_EQ(errors(process("-9007199254740991")), Lines{});
    for (const auto* pid : {"9007199254740992", "-9007199254740992", "1.5", "\"1\""}) {
        EXPECT_EQ(errors(process(pid)), Lines{"/pid: must be an integer within +-(2^53 - 1)"});
    }
}

TEST(List, HoldsValuesOfItsTypeAlone) {  // sections 2 and 2.12
    EXPECT_EQ(errors(tool_with(R"("labels":["a",7])")), Lines{"/labels/1: must be a string"});
    EXPECT_EQ(errors(tool_with(R"("labels":"a")")), Lines{"/labels: must be a list"});
}

TEST(List, IsNotEmpty) {  // section 2.12
    EXPECT_EQ(errors(tool_with(R"("labels":[])")), Lines{"/labels: a list must not be empty"});
    EXPECT_EQ(errors(tool_with(R"("x_scores":[])")), Lines{"/x_scores: a list must not be empty"});
}

TEST(List, IsThereWhereItIsRequired) {  // section 2.12
    EXPECT_EQ(errors(object_of("note", R"("content":"x")")),
              Lines{": the property \"object_refs\" is missing"});
}

TEST(Timestamp, FollowsRfc3339) {  // section 2.16.1
    EXPECT_EQ(errors(campaign_seen(R"("2021-08-24T12:30:00Z")")), Lines{});
    EXPECT_EQ(errors(campaign_seen(R"("2021-08-24T12:30:00.123456789Z")")), Lines{});
    for (const std::string time :
         {"\"2021-08-24\"", "\"2021-8-24T12:30:00Z\"", "\"2021-08-24T12:30Z\"",
          "\"2021-02-30T12:30:00Z\"", "\"2021-08-24T25:30:00Z\"", "7", "\"\""}) {
        EXPECT_EQ(errors(campaign_seen(time)), Lines{"/first_seen: must be a timestamp in UTC"});
    }
}

TEST(Timestamp, HasNoPointWithoutDigits) {  // section 2.16.1
    EXPECT_EQ(errors(campaign_seen(R"("2021-08-24T12:30:00.Z")")),
              Lines{"/first_seen: must be a timestamp in UTC"});
}

TEST(Timestamp, IsInUtcWrittenWithZ) {  // section 2.16.1
    for (const std::string time :
         {"2021-08-24T12:30:00", "2021-08-24T12:30:00+00:00", "2021-08-24T12:30:00-00:00",
          "2021-08-24T12:30:00+04:30", "2021-08-24T12:30:00z"}) {
        EXPECT_EQ(errors(campaign_seen("\"" + time + "\"")),
                  Lines{"/first_seen: must be a timestamp in UTC"});
    }
}

}  // namespace
}  // namespace entente::stix
