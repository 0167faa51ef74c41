#include "stix/check_property.h"

#include "tests/stix/objects.h"
#include "tests/support/precompiled.h"

namespace entente::stix {
namespace {

/// What is said about `value` as the value of the property.
Lines said(const Property& property, std::string_view value) {
    const auto document = json::Document::parse(value);
    EXPECT_TRUE(document) << value;
    Report report;
    check_property(property, document->root(), "a rule", report);
    Lines lines;
    for (const auto& finding : report.take())
        lines.push_back(finding.pointer + ": " + finding.message);
    return lines;
}

TEST(CheckProperty, WantsTheTypeOfTheProperty) {  // STIX 2.1 section 2
    EXPECT_EQ(said(text("name"), "1"), Lines{": must be a string"});
    EXPECT_EQ(said(property("revoked", Type::boolean), "\"true\""),
              Lines{": must be true or false"});
    EXPECT_EQ(said(property("count", Type::integer), "1.5"),
              Lines{": must be an integer within +-(2^53 - 1)"});
    EXPECT_EQ(said(property("latitude", Type::number), "\"1\""), Lines{": must be a number"});
    EXPECT_EQ(said(property("hashes", Type::hashes), "[]"), Lines{": must be an object"});
    EXPECT_EQ(said(property("contents", Type::dictionary), "{}"), Lines{": must not be empty"});
    EXPECT_EQ(said(texts("labels"), "\"label\""), Lines{": must be a list"});
    EXPECT_EQ(said(texts("labels"), R"(["a",1,"b",null])"),
              (Lines{"/1: must be a string", "/3: must be a string"}));
    EXPECT_EQ(said(property("latitude", Type::number), "3"), Lines{});
}

TEST(CheckProperty, HoldsBoundsAndEnumerations) {  // STIX 2.1 sections 2.4 and 3.2
    const auto confidence = property("confidence", Type::integer).within(0, 100);
    EXPECT_EQ(said(confidence, "100"), Lines{});
    EXPECT_EQ(said(confidence, "101"), Lines{": out of range"});
    EXPECT_EQ(said(confidence, "-1"), Lines{": out of range"});
    static constexpr Vocabulary values{.name = "level", .rule = "a rule", .words = "low high"};
    EXPECT_EQ(said(choice("level", values), "\"high\""), Lines{});
    EXPECT_EQ(said(choice("level", values), "\"High\""),
              Lines{": \"High\" is not one of its values"});
}

TEST(CheckProperty, HoldsReferencesToTheirTargets) {
    static constexpr std::array<std::string_view, 1> identity{"identity"};
    const auto creator = reference("created_by_ref", {.only = identity});
    EXPECT_EQ(said(creator, "\"" + id_of("identity") + "\""), Lines{});
    EXPECT_EQ(said(creator, "\"" + id_of("tool") + "\""),
              Lines{": may not refer to an object of type \"tool\""});
    EXPECT_EQ(said(creator, "\"identity--1\""), Lines{": must be an identifier"});
    const auto other = references("object_refs", {.never = identity});
    EXPECT_EQ(said(other, "[\"" + id_of("tool") + "\",\"" + id_of("identity") + "\"]"),
              Lines{"/1: may not refer to an object of type \"identity\""});
}

TEST(CheckProperty, HoldsTheValuesOfDictionariesToTheirType) {  // STIX 2.1 section 2.3
    EXPECT_EQ(said(dictionary("d"), R"({"a":1,"B-_9":[{"c":null}]})"), Lines{});
    EXPECT_EQ(said(dictionary("d"), R"({"a b":1,"":2})"),
              (Lines{"/a b: not a dictionary key", "/: not a dictionary key"}));
    EXPECT_EQ(said(dictionary("d", Entries::strings), R"({"a":"x","b":1})"),
              Lines{"/b: the value must be a string"});
    EXPECT_EQ(said(dictionary("d", Entries::integers), R"({"a":1,"b":1.5})"),
              Lines{"/b: the value must be an integer"});
    EXPECT_EQ(said(dictionary("d", Entries::strings_or_integers), R"({"a":1,"b":"x","c":[]})"),
              Lines{"/c: the value must be a string or an integer"});
    EXPECT_EQ(said(dictionary("d", Entries::string_lists), R"({"a":["x"],"b":"x","c":[1]})"),
              (Lines{"/b: the value must be a list of strings",
                     "/c: the value must be a list of strings"}));
}

TEST(CheckProperty, WantsAtLeastOneMemberWhereTheStandardDoes) {
    static constexpr std::array members{text("one"), text("two")};
    static constexpr Structure part{.section = "a section", .members = members, .needs_one = true};
    EXPECT_EQ(said(object("part", part), R"({"two":"x"})"), Lines{});
    EXPECT_EQ(said(object("part", part), R"({"x_three":"x"})"),
              Lines{": none of its properties is there"});
}

TEST(CheckProperty, LooksIntoObjects) {
    static constexpr std::array members{text("needed").required(), flag("flag")};
    static constexpr Structure part{.section = "", .members = members};
    EXPECT_EQ(said(objects("parts", part), R"([{"needed":"x","other":1},{"flag":1}])"),
              (Lines{"/0/other: there is no such property here", "/1/flag: must be true or false",
                     "/1: the property \"needed\" is missing"}));
}

TEST(ReadTimestamp, CutsWhatIsFinerThanMicroseconds) {  // STIX 2.1 section 2.16
    const auto fine = read_timestamp("2021-08-24T12:30:00.123456789Z");
    ASSERT_TRUE(fine);
    EXPECT_EQ(to_text(*fine), "2021-08-24T12:30:00.123456Z");
    EXPECT_EQ(to_text(*read_timestamp("2021-08-24T12:30:00Z")), "2021-08-24T12:30:00Z");
    for (const auto* text :
         {"", "2021-08-24", "2021-08-24T12:30:00.Z", "2021-08-24T12:30:00+00:00",
          "2021-08-24 12:30:00Z", "2021-13-24T12:30:00Z", "2021-08-24T12:30:00.123456x89Z",
          "2021-08-24T12:30:00.1234567+01:00"}) {
        EXPECT_FALSE(read_timestamp(text)) << text;
    }
}

}  // namespace
}  // namespace entente::stix
